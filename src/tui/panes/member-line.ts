/** One member as a line: presence, nick, and what distinguishes them. Pure. */
import { type SafeText, safe } from '../../text/sanitize.js'
import { textWidth, truncate } from '../../text/width.js'
import type { MemberModel } from '../state/models.js'
import type { State } from '../state/state.js'
import { span, spread } from '../style/line.js'
import type { Line } from '../style/theme.js'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

export function memberLine(member: MemberModel, state: Pick<State, 'look' | 'nowMs'>, cols: number): Line {
  const { glyphs } = state.look
  const here = isHere(member)
  const about = remarkOn(member, state.nowMs)
  const remark = member.likeness === null ? about : safe`${glyphs.alike} ${about}`
  const nickCols = Math.max(1, cols - 3 - textWidth(remark)) // a warning is never what is left out
  return spread(
    [
      span(here ? glyphs.online : glyphs.offline, here ? 'ok' : 'dim'),
      span(safe` `),
      span(
        member.likeness === null ? member.nick : truncate(member.nick, nickCols),
        here ? member.role : 'dim',
      ),
    ],
    [span(remark, 'dim')],
    cols,
  )
}

export function isHere({ online, me }: MemberModel): boolean {
  return online || me
}

/** Who is here first, ourselves before them, then by name. */
export function sortMembers(members: readonly MemberModel[]): MemberModel[] {
  const rank = (member: MemberModel) => (member.me ? 0 : member.online ? 1 : 2)
  return [...members].sort((a, b) => rank(a) - rank(b) || a.nick.localeCompare(b.nick))
}

function remarkOn(member: MemberModel, nowMs: number): SafeText {
  if (member.me) return safe`you`
  if (member.creator) return safe`creator`
  if (member.online || member.lastMs === 0) return safe``
  const awayMs = nowMs - member.lastMs
  if (awayMs < hourMs) return safe`${Math.max(1, Math.floor(awayMs / minuteMs))}m`
  if (awayMs < dayMs) return safe`${Math.floor(awayMs / hourMs)}h`
  return safe`${Math.floor(awayMs / dayMs)}d`
}
