/** The room to go to next because something waits there: mentions before messages, never a muted room. Pure. */
import type { RoomModel } from './models.js'

type Waiting = Pick<RoomModel, 'number' | 'unread' | 'mentions' | 'level'>

/** The first behind the current one, round the list, of those most urgent. */
export function nextActivity<R extends Waiting>(rooms: readonly R[], current: R | undefined): R | undefined {
  const at = current === undefined ? -1 : rooms.indexOf(current)
  const around = [...rooms.slice(at + 1), ...rooms.slice(0, Math.max(0, at))]
  const mentioned = around.find((room) => room.mentions > 0 && room.level !== 'none')
  return mentioned ?? around.find((room) => room.unread > 0 && room.level === 'all')
}
