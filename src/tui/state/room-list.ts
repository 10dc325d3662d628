/** Which rooms the room list shows, so that the pane and the mouse agree. Pure. */
import { layoutOf } from './layout.js'
import type { RoomModel } from './models.js'
import type { State } from './state.js'

/** Rows above the first room. */
export const roomListHeading = 1

/** Index of the first room that is shown in `rows` rows: the current one is always among them. */
export function firstRoomShown({ rooms, current }: Pick<State, 'rooms' | 'current'>, rows: number): number {
  const list = rooms ?? []
  const at = list.findIndex((room) => room.handle === current)
  return Math.max(0, Math.min(at - Math.floor(rows / 2), list.length - rows))
}

/** The room whose line has the cell; undefined when none has. */
export function roomAt(state: State, x: number, y: number): RoomModel | undefined {
  const { rooms: rect } = layoutOf(state)
  if (rect === null || x < rect.x || x >= rect.x + rect.width) return undefined
  const row = y - rect.y - roomListHeading
  const rows = Math.max(1, rect.height - roomListHeading)
  if (row < 0 || row >= rows) return undefined
  return state.rooms?.[firstRoomShown(state, rows) + row]
}
