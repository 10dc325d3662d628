/** The rooms in the order in which they were looked at, and where one stands in it, as in a browser. Pure. */
import type { RoomHandle } from '../../api/views.js'

export interface Visited {
  /** Oldest first; a room may be there more than once, never twice in a row. */
  readonly rooms: readonly RoomHandle[]
  /** Index of the one looked at now; -1 before the first. */
  readonly at: number
}

export const nothingVisited: Visited = { rooms: [], at: -1 }

const longestPath = 100

/** `handle` is looked at now: what lay ahead is forgotten. */
export function visit(visited: Visited, handle: RoomHandle): Visited {
  if (visited.rooms[visited.at] === handle) return visited
  const rooms = [...visited.rooms.slice(0, visited.at + 1), handle].slice(-longestPath)
  return { rooms, at: rooms.length - 1 }
}

/** One step back or forward; undefined at the end. */
export function revisit(visited: Visited, by: -1 | 1): Visited | undefined {
  const at = visited.at + by
  return visited.rooms[at] === undefined ? undefined : { ...visited, at }
}

/** The room before the one looked at now. */
export function lastVisited({ rooms, at }: Visited): RoomHandle | undefined {
  return recentRooms({ rooms, at })[1]
}

/** Every room that was looked at, newest first; the one looked at now is the first. */
export function recentRooms({ rooms, at }: Visited): readonly RoomHandle[] {
  const behind = rooms.slice(0, at + 1).reverse()
  return [...new Set([...behind, ...rooms.slice(at + 1).reverse()])]
}
