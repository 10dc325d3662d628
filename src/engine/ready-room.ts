/** A room that has its genesis, or the fault that says that it has not. */
import { HocketError } from '../errors.js'
import type { ReadyRoom, Room } from '../room/room.js'

export function readyRoom(room: Room): ReadyRoom {
  if (room.state === undefined) {
    throw new HocketError(
      'ROOM_WAITING',
      'This room waits for its first member, so there is nothing to show yet. Try again when somebody is online.',
    )
  }
  return room.state
}
