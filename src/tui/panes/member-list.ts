/**
 * Who is in a room, as lines: who is here, who is away, and a warning for each who could be taken for somebody else. When
 * there is not room for everybody, the warnings stay. Pure.
 */
import { type SafeText, safe } from '../../text/sanitize.js'
import { textWidth, truncate } from '../../text/width.js'
import type { MemberModel } from '../state/models.js'
import type { State } from '../state/state.js'
import { cutLine, span } from '../style/line.js'
import type { Line } from '../style/theme.js'
import { isHere, memberLine, sortMembers } from './member-line.js'

type Shown = Pick<State, 'look' | 'nowMs'>

/** At most `rows` lines. */
export function memberList(
  members: readonly MemberModel[],
  state: Shown,
  { cols, rows }: { readonly cols: number; readonly rows: number },
): Line[] {
  const online = members.filter(isHere).length
  const counts = members.length === 0 ? safe`` : safe` ${members.length} (${online} on)`
  const heading: Line = [span(safe`MEMBERS${counts}`, 'dim')]
  const warnings = likenessLines(members, state, cols).slice(0, Math.max(0, rows - 3))
  const foot: Line[] = warnings.length === 0 ? [] : [[], ...warnings]
  const people = grouped(sortMembers(members), (member) => memberLine(member, state, cols))
  const places = rows - 1 - foot.length
  if (people.length <= places - 1) return [heading, [], ...people, ...foot]
  const shown = people.slice(0, Math.max(0, places - 1))
  const left = members.length - shown.filter((line) => line.length > 0).length
  return [heading, ...shown, cutLine([span(safe`${left} more: /names`, 'dim')], cols), ...foot]
}

/** Those who look like somebody else, and who has a nick that another key had first or has too. */
export function likenessLines(
  members: readonly MemberModel[],
  { look }: Pick<State, 'look'>,
  cols: number,
): Line[] {
  return members.flatMap(({ likeness, nick }): Line[] => {
    if (likeness === null) return []
    const words = likeness === 'same' ? sameWords(nick, cols) : alikeWords(nick, look.glyphs.alike, cols)
    return [cutLine([span(words, 'warn')], cols)]
  })
}

// what is said of somebody stays whole, and so does the part of the tag that tells two apart, as long as there is room
function sameWords(nick: SafeText, cols: number): SafeText {
  const remark = safe` (2nd key!)`
  const whole = safe`  ${nick}${remark}`
  if (textWidth(whole) <= cols) return whole
  return safe`${truncate(nick, Math.max(1, cols - textWidth(remark)))}${remark}`
}

function alikeWords(nick: SafeText, sign: SafeText, cols: number): SafeText {
  const long = safe`${sign} look-alike ${nick}`
  if (textWidth(long) <= cols) return long
  const remark = safe` alike`
  return safe`${sign} ${truncate(nick, Math.max(1, cols - textWidth(sign) - 1 - textWidth(remark)))}${remark}`
}

/** The lines of the sorted members, with an empty one between who is here and who is away. */
function grouped(members: readonly MemberModel[], line: (member: MemberModel) => Line): Line[] {
  const [here, away] = [members.filter(isHere), members.filter((member) => !isHere(member))]
  const gap: Line[] = here.length > 0 && away.length > 0 ? [[]] : []
  return [...here.map(line), ...gap, ...away.map(line)]
}
