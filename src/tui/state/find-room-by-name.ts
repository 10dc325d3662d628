/** The room that a person means by a number, a name or the beginning of a name. Pure. */
import { joinSafe, type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'
import type { RoomModel } from './models.js'

/**
 * The one that fits by number, by whole name or by beginning; otherwise a sentence that says why there is none. Upper case
 * counts as lower. Of several that fit equally well none is taken.
 */
export function findRoomByName(rooms: readonly RoomModel[], typed: string): RoomModel | SafeText {
  const wanted = typed.trim().replace(/^#/, '').toLowerCase()
  const tests: readonly ((room: RoomModel) => boolean)[] = [
    (room) => String(room.number) === wanted,
    (room) => bare(room.label) === wanted,
    (room) => bare(room.name) === wanted,
    (room) => bare(room.label).startsWith(wanted),
  ]
  for (const fits of tests) {
    const found = rooms.filter(fits)
    if (found[0] !== undefined) return found.length === 1 ? found[0] : several(found)
  }
  return safe`No room is called ${sanitizeLine(typed, 40)}. /rooms lists yours.`
}

function several(found: readonly RoomModel[]): SafeText {
  const names = found.map(({ number, label }) => safe`${number} ${label}`)
  return safe`Several rooms fit: ${joinSafe(names, safe`, `)}. /room takes the number.`
}

function bare(label: string): string {
  return label.replace(/^#/, '').toLowerCase()
}
