/** The list of rooms to choose from. Pure. */
import { type SafeText, safe } from '../../text/sanitize.js'
import type { State } from '../state/state.js'
import { activityOf } from './say-room.js'

/** Every room on a line. */
export function roomList(state: State): SafeText[] {
  const rooms = state.rooms ?? []
  if (rooms.length === 0) return [safe`There is no room yet: use /create or /join.`]
  return rooms.map((room) => {
    const here = room.handle === state.current ? safe` (here)` : safe``
    return safe`${room.number}${here} ${activityOf(room)}`
  })
}
