/** The room that a person means by a number, a name or the beginning of a name. Pure. */
import { safe, sanitizeLine } from '../../text/sanitize.js'
import type { RoomModel } from './models.js'

/** The first that fits: by number, by whole name, by beginning; upper case counts as lower. */
export function findRoomByName(rooms: readonly RoomModel[], typed: string): RoomModel | undefined {
  if (/^\d+$/.test(typed)) return rooms.find((room) => room.number === Number(typed))
  const wanted = safe`#${sanitizeLine(typed.replace(/^#/, ''))}`.toLowerCase()
  return (
    rooms.find((room) => room.label.toLowerCase() === wanted) ??
    rooms.find((room) => room.label.toLowerCase().startsWith(wanted))
  )
}
