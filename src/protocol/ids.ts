/**
 * Names of things as branded lower-case hex strings of 32 bytes. Hex keeps byte order under string comparison,
 * so ids may be compared with `<`. Bytes from a peer become ids only here.
 */
import b4a from 'b4a'

declare const brand: unique symbol
type Id<Name extends string> = string & { readonly [brand]: Name }

/** An id of any kind. */
export type AnyId = Id<string>
/** H(GENESIS, genesis): the public name of a room, no secret. */
export type RoomId = Id<'RoomId'>
/** Ed25519 public key of an identity. */
export type MemberId = Id<'MemberId'>
/** Ed25519 public key of a device. */
export type DeviceId = Id<'DeviceId'>
/** Hypercore key of a log. */
export type LogKey = Id<'LogKey'>
/** Id of one record: H(ID, m ‖ sig). */
export type EntryId = Id<'EntryId'>

/** The id for `bytes`; the caller states which kind of id they are. */
export function toId<T extends Id<string>>(bytes: Uint8Array): T {
  return b4a.toString(bytes, 'hex') as T
}

/** The bytes of an id. */
export function idBytes(id: AnyId): Uint8Array {
  return b4a.from(id, 'hex')
}

/** The id written in `text` (64 lower-case hex digits), or undefined. */
export function parseId<T extends Id<string>>(text: string): T | undefined {
  return /^[0-9a-f]{64}$/.test(text) ? (text as T) : undefined
}

/** 32 zero bytes as an id: `prev` of the first record of a log. */
export const zeroId = '00'.repeat(32) as EntryId
