/** How a file that is kept for one room is called. The name of a profile's file: must never change. Pure. */
import type { RoomHandle } from '../../api/views.js'

/** "draft-k5x….json": of the room's key only what every file system takes. */
export function roomFileName(kind: 'draft' | 'history', room: RoomHandle, ending: string): string {
  return `${kind}-${room.replace(/[^0-9a-z]/gi, '')}.${ending}`
}
