/** Who somebody is: the key by which one can be sure, and who has the same nick or one that looks like it. Pure. */
import { joinSafe, type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'
import { padEnd } from '../../text/width.js'
import { amount } from '../../words/span-words.js'
import type { MemberModel } from '../state/models.js'
import { bonesOf } from '../state/people.js'
import { selectScreen } from '../state/selectors.js'
import type { OverlayOf, State } from '../state/state.js'
import { cutLine, span } from '../style/line.js'
import type { Line } from '../style/theme.js'
import { clockTime, fullDay, shortDay } from '../timeline/times.js'
import {
  blank,
  type Dialog,
  hint,
  type Inside,
  labelled,
  lastTopOf,
  paragraph,
  scrollLines,
} from './dialog.js'

const labelCells = 12
const keyGroup = 4

export function whoisDialog(overlay: OverlayOf<'whois'>, state: State, inside: Inside): Dialog {
  const { members } = selectScreen(state)
  const member = members.find((known) => known.author === overlay.author)
  const all = [
    ...keyLines(overlay.author, state, member, inside.cols),
    ...factLines(member),
    ...alikeLines(member, members, inside.cols),
  ]
  const lines = all.map((line) => cutLine(line, inside.cols))
  const rows = Math.max(1, inside.rows - 2)
  return {
    title: member === undefined ? safe`You` : member.nick,
    lines: [...scrollLines(lines, overlay.top, rows), blank, hint(safe`Esc close`)],
    cursor: null,
    lastTop: lastTopOf(lines, rows),
  }
}

/** The full key in groups that can be read out and compared over another way. */
function keyLines(author: string, state: State, member: MemberModel | undefined, cols: number): Line[] {
  const tag = member?.tag ?? state.me?.tag ?? safe``
  const groups = author.match(new RegExp(`.{1,${keyGroup}}`, 'g')) ?? []
  const key = joinSafe(
    groups.map((group) => sanitizeLine(group)),
    safe` `,
  )
  return [fact(safe`Short key`, tag), ...labelled(safe`Whole key`, key, { labelCells, cols })]
}

function factLines(member: MemberModel | undefined): Line[] {
  if (member === undefined) return []
  const { creator, me, online, logs, messages, lastMs, sinceMs } = member
  const role = creator ? safe`created the room` : safe`member`
  const here = me ? safe`this is you` : online ? safe`connected now` : safe`not connected`
  const last = lastMs === 0 ? safe`nothing yet` : safe`${shortDay(lastMs)} ${clockTime(lastMs)}`
  const whose = me ? safe`your own clock` : safe`their own clock`
  return [
    fact(safe`Here`, safe`${role}, ${here}`),
    fact(safe`Here since`, safe`${fullDay(sinceMs)}, by ${whose}`),
    fact(safe`Wrote`, safe`${amount(messages, safe`message`)}, last: ${last}`),
    fact(safe`Logs`, logs === 1 ? safe`1` : safe`${logs}: several devices, or restored from a backup`),
  ]
}

/** Who could be taken for this one. */
function alikeLines(member: MemberModel | undefined, members: readonly MemberModel[], cols: number): Line[] {
  if (member === undefined) return []
  const others = members.filter((other) => other.author !== member.author)
  const bones = bonesOf(member.name)
  return others
    .filter((other) => bonesOf(other.name) === bones)
    .flatMap((other) => {
      const how = other.name === member.name ? safe`has the same nick` : safe`has a nick that looks the same`
      return paragraph(safe`! ${other.name} (key ${other.tag}) ${how}: compare the keys.`, cols, 'warn')
    })
}

function fact(label: SafeText, text: SafeText): Line {
  return [span(padEnd(label, labelCells), 'dim'), span(text)]
}
