/**
 * What is worth telling a person who looks elsewhere: rooms in which more waits than before. Late arrivals and what comes
 * while a room catches up is history, and is not told, unless it names us. Pure.
 */
import type { RoomHandle } from '../../api/views.js'
import type { RoomModel } from './models.js'
import type { State } from './state.js'

export interface RoomNews {
  readonly handle: RoomHandle
  readonly count: number
  /** Only messages that name us are told. */
  readonly mentionsOnly: boolean
}

/** A room that misses more than this is catching up. */
const catchingUpBlocks = 20

/** What came between two states. Nothing when one of them is before the first list, or of another engine. */
export function newsBetween(before: State, after: State): readonly RoomNews[] {
  if (before.rooms === after.rooms || before.rooms === null || after.rooms === null) return []
  const known = new Map(before.rooms.map((room) => [room.handle, room]))
  return after.rooms.flatMap((room) => {
    const former = known.get(room.handle)
    const isWatched = after.focused && room.handle === after.current
    return former === undefined || isWatched ? [] : newsOf(former, room)
  })
}

function newsOf(former: RoomModel, room: RoomModel): readonly RoomNews[] {
  if (room.level === 'none') return []
  const named = room.mentions - former.mentions
  if (room.level === 'mentions' || room.sync.missingBlocks > catchingUpBlocks)
    return named > 0 ? [{ handle: room.handle, count: named, mentionsOnly: true }] : []
  const count = room.unread - room.late - (former.unread - former.late)
  if (count > 0) return [{ handle: room.handle, count, mentionsOnly: false }]
  return named > 0 ? [{ handle: room.handle, count: named, mentionsOnly: true }] : []
}
