/**
 * What the vault holds, and its one binary encoding (version 1). Pure. The encoding is canonical, like the wire's: what
 * does not re-encode to the same bytes is damage, never a guess.
 */

import { idBytes, type RoomId, toId } from '../protocol/ids.js'
import { limits } from '../protocol/limits.js'
import { type Decoded, decode, type Reader } from '../protocol/reader.js'
import { Writer } from '../protocol/writer.js'

/** What this device must never lose and nobody else may learn. Sizes in bytes: deviceSeed 32, attestation 139, journalKey 32. */
export interface VaultSecrets {
  readonly deviceSeed: Uint8Array
  readonly attestation: Uint8Array
  /** The identity's words, until the user has taken them. */
  readonly words?: string
  readonly journalKey: Uint8Array
  readonly nick?: string
  readonly rooms: readonly RoomSecrets[]
}

/** Keys of one room (PROTOCOL.md §5). Sizes in bytes: w, s, r 32; ladderSig 64. */
export interface RoomSecrets {
  /** The room's number on this profile; never used again after leaving. */
  readonly number: number
  /** Whether this profile may write. */
  readonly access: 'w' | 'r'
  readonly w?: Uint8Array
  readonly s?: Uint8Array
  readonly r: Uint8Array
  /** Known once the genesis has arrived, or from a reader's link. */
  readonly roomId?: RoomId
  readonly genesis?: Uint8Array
  readonly ladderSig?: Uint8Array
  /** Number of the log that is written now. */
  readonly logNumber: number
  readonly joinedMs: number
}

/** Version of the encoding below. */
export const secretsVersion = 1
const maxRooms = 65_535

/** The bytes of `secrets`. */
export function encodeSecrets(secrets: VaultSecrets): Uint8Array {
  const { words, nick, rooms } = secrets
  const out = new Writer()
    .u8(secretsVersion)
    .bytes(secrets.deviceSeed, 32)
    .bytes(secrets.attestation, 139)
    .bytes(secrets.journalKey, 32)
  out.u8(flags([words, nick]))
  if (words !== undefined) out.str16(words)
  if (nick !== undefined) out.str8(nick)
  if (rooms.length > maxRooms) throw new RangeError('too many rooms')
  out.u16(rooms.length)
  for (const room of rooms) writeRoom(out, room)
  return out.finish()
}

/** The secrets in `bytes` of version 1. */
export function decodeSecrets(bytes: Uint8Array): Decoded<VaultSecrets> {
  return decode(bytes, readSecrets, encodeSecrets)
}

function readSecrets(reader: Reader): VaultSecrets {
  reader.expect(reader.u8() === secretsVersion, 'unknown version')
  const deviceSeed = copy(reader, 32)
  const attestation = copy(reader, 139)
  const journalKey = copy(reader, 32)
  const present = reader.u8()
  return {
    deviceSeed,
    attestation,
    journalKey,
    ...(has(present, 0) && { words: reader.str16(1024) }),
    ...(has(present, 1) && { nick: reader.str8(limits.nickCodePoints) }),
    rooms: Array.from({ length: reader.u16() }, () => readRoom(reader)),
  }
}

function writeRoom(out: Writer, room: RoomSecrets): void {
  const { w, s, roomId, genesis, ladderSig } = room
  out
    .u32(room.number)
    .u8(room.access === 'w' ? 1 : 0)
    .bytes(room.r, 32)
    .u32(room.logNumber)
    .u48(room.joinedMs)
  out.u8(flags([w, s, roomId, genesis, ladderSig]))
  if (w !== undefined) out.bytes(w, 32)
  if (s !== undefined) out.bytes(s, 32)
  if (roomId !== undefined) out.bytes(idBytes(roomId), 32)
  if (genesis !== undefined) out.u16(genesis.byteLength).raw(genesis)
  if (ladderSig !== undefined) out.bytes(ladderSig, 64)
}

function readRoom(reader: Reader): RoomSecrets {
  const number = reader.u32()
  const access = reader.u8() === 1 ? 'w' : 'r'
  const r = copy(reader, 32)
  const logNumber = reader.u32()
  const joinedMs = reader.u48()
  const present = reader.u8()
  return {
    number,
    access,
    r,
    logNumber,
    joinedMs,
    ...(has(present, 0) && { w: copy(reader, 32) }),
    ...(has(present, 1) && { s: copy(reader, 32) }),
    ...(has(present, 2) && { roomId: toId<RoomId>(reader.bytes(32)) }),
    ...(has(present, 3) && { genesis: copy(reader, reader.u16()) }),
    ...(has(present, 4) && { ladderSig: copy(reader, 64) }),
  }
}

// A copy, because the decrypted file is overwritten with zeros after reading.
function copy(reader: Reader, length: number): Uint8Array {
  return reader.bytes(length).slice()
}

function flags(values: readonly unknown[]): number {
  return values.reduce<number>((sum, value, bit) => (value === undefined ? sum : sum + 2 ** bit), 0)
}

function has(present: number, bit: number): boolean {
  return (present & (1 << bit)) !== 0
}
