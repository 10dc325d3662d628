/**
 * One room of the list as a line: its number, its name, and how much in it is unread; those who named us come before those
 * who spoke, and a muted room says both quietly. Pure.
 */
import { type SafeText, safe } from '../../text/sanitize.js'
import type { RoomModel } from '../state/models.js'
import type { Glyphs } from '../style/glyphs.js'
import { cutLine, fitLine, lineWidth, span, spread } from '../style/line.js'
import type { Line, Role, Span } from '../style/theme.js'

/** Most that is counted; beyond, the number says that there is more. */
const mostCounted = 999
const wideCells = 20

export interface RoomLineShape {
  readonly isCurrent: boolean
  /** Something is written in it that was not sent. */
  readonly hasDraft: boolean
  readonly glyphs: Glyphs
  readonly cols: number
}

export function roomLine(room: RoomModel, { isCurrent, hasDraft, glyphs, cols }: RoomLineShape): Line {
  const role = roleOf(room, isCurrent)
  const mark = isCurrent ? glyphs.current : safe` `
  const draft = span(hasDraft && !isCurrent ? safe`${glyphs.draft} ` : safe``, 'dim')
  const count: Line = [
    draft,
    countOf(room, role),
    span(room.unread === 0 && draft.text !== '' ? safe`` : safe` `, role),
  ]
  const muted = room.level === 'none' && cols >= wideCells ? safe` (muted)` : safe``
  // of a long name and a count, the count is what one looks for
  const nameCells = cols - lineWidth(count) - 1
  const name = cutLine([span(safe`${mark}${room.number} ${room.label}${muted}`, role)], nameCells)
  return fitLine(spread(name, count, cols, role), cols, role)
}

function roleOf(room: RoomModel, isCurrent: boolean): Role {
  if (isCurrent) return 'selection'
  if (room.state === 'waiting' || room.level === 'none') return 'dim'
  return room.unread > 0 ? 'unread' : 'text'
}

/** "2!" for mentions, else how much is unread; "·9" where nothing is to be told. */
function countOf(room: RoomModel, role: Role): Span {
  if (room.unread === 0) return span(safe``, role)
  if (room.level === 'none') return span(safe`·${counted(room.unread)}`, role)
  if (room.mentions > 0)
    return span(safe`${counted(room.mentions)}!`, role === 'selection' ? role : 'mention')
  return span(counted(room.unread), role)
}

function counted(count: number): SafeText {
  return count > mostCounted ? safe`${mostCounted}+` : safe`${count}`
}
