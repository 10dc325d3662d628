/** Resolves what a person typed for a room: a name, a unique prefix of the room id, or a number of `hocket rooms`. Pure. */
import { HocketError } from '../errors.js'
import type { RoomView } from './views.js'

const shortestPrefix = 4
/** Of an id, where rooms are told apart. */
const idDigits = 8

/** The one room that fits. Throws UNKNOWN_ROOM or AMBIGUOUS_ROOM with what to do next. */
export function findRoom(rooms: readonly RoomView[], typed: string): RoomView {
  const wanted = typed.trim().replace(/^#/, '')
  for (const fits of [byExactName, byNumber, byAnyCaseName, byIdPrefix]) {
    const found = rooms.filter((room) => fits(room, wanted))
    if (found.length === 1 && found[0] !== undefined) return found[0]
    if (found.length > 1) throw ambiguous(found)
  }
  if (rooms.length === 0) {
    throw new HocketError(
      'UNKNOWN_ROOM',
      'There is no room on this profile yet. Use "hocket create" or "hocket join".',
    )
  }
  throw new HocketError('UNKNOWN_ROOM', 'No room fits that name, number or id. "hocket rooms" lists yours.')
}

function byExactName(room: RoomView, wanted: string): boolean {
  return room.name === wanted
}

function byAnyCaseName(room: RoomView, wanted: string): boolean {
  return room.name?.toLowerCase() === wanted.toLowerCase()
}

function byNumber(room: RoomView, wanted: string): boolean {
  return String(room.number) === wanted
}

function byIdPrefix(room: RoomView, wanted: string): boolean {
  return wanted.length >= shortestPrefix && room.room !== null && room.room.startsWith(wanted.toLowerCase())
}

function ambiguous(found: readonly RoomView[]): HocketError {
  const numbers = found.map(({ number, room }) =>
    room === null ? `${number}` : `${number} (id ${room.slice(0, idDigits)})`,
  )
  return new HocketError(
    'AMBIGUOUS_ROOM',
    `Several rooms fit: ${numbers.join(', ')}. Use the number, or more of the id.`,
  )
}
