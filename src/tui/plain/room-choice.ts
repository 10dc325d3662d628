/** Going to a room by what a person types, and the list to choose from. Pure. */
import { type SafeText, safe } from '../../text/sanitize.js'
import type { RoomModel } from '../state/models.js'
import type { State } from '../state/state.js'
import { activityOf } from './say-room.js'

/** The one room that fits a number, a name or the beginning of one; otherwise a sentence that says why there is none. */
export function roomChoice(state: State, typed: string): RoomModel | SafeText {
  const rooms = state.rooms ?? []
  const wanted = typed.trim().replace(/^#/, '').toLowerCase()
  const tests: readonly ((room: RoomModel) => boolean)[] = [
    (room) => String(room.number) === wanted,
    (room) => nameOf(room) === wanted,
    (room) => nameOf(room).startsWith(wanted),
  ]
  for (const fits of tests) {
    const [found, another] = rooms.filter(fits)
    if (found !== undefined && another === undefined) return found
    if (found !== undefined) return safe`Several rooms fit; /room lists them with their numbers.`
  }
  return safe`No room fits; /room lists them.`
}

/** Every room on a line. */
export function roomList(state: State): SafeText[] {
  const rooms = state.rooms ?? []
  if (rooms.length === 0) return [safe`There is no room yet: use /create or /join.`]
  return rooms.map((room) => {
    const here = room.handle === state.current ? safe` (here)` : safe``
    return safe`${room.number}${here} ${activityOf(room)}`
  })
}

function nameOf(room: RoomModel): string {
  return room.label.replace(/^#/, '').toLowerCase()
}
