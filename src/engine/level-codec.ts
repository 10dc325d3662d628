/** The file of a room's level: version, then its number. Pure and canonical, like everything that is read back. */
import type { RoomLevel } from '../api/views.js'
import { type Decoded, decode, type Reader } from '../protocol/reader.js'
import { Writer } from '../protocol/writer.js'

const version = 1
const levels: readonly RoomLevel[] = ['all', 'mentions', 'none']

export function encodeLevel(level: RoomLevel): Uint8Array {
  return new Writer().u8(version).u8(levels.indexOf(level)).finish()
}

export function readLevel(bytes: Uint8Array): Decoded<RoomLevel> {
  return decode(bytes, takeLevel, encodeLevel)
}

function takeLevel(reader: Reader): RoomLevel {
  reader.expect(reader.u8() === version, 'an unknown version of a level')
  const level = levels[reader.u8()]
  reader.expect(level !== undefined, 'an unknown level')
  return level ?? 'all'
}
