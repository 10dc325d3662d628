/** The shape of what reads and writes the body of one type of entry, shared by the files that define them. */
import type { Entry, Mention } from './entry.js'
import { type AnyId, type EntryId, idBytes, toId } from './ids.js'
import type { Reader } from './reader.js'
import type { Writer } from './writer.js'

/** An entry that this version understands. */
export type KnownEntry = Exclude<Entry, { kind: 'unknown' }>

export interface EntryCodec<T extends KnownEntry> {
  /** Where the `opt` bit field is, for types that have one, and which of its bits this version knows. */
  readonly opt?: { readonly at: number; readonly known: number }
  take(reader: Reader): T
  put(writer: Writer, entry: T): Writer
}

/** True iff bit `bit` of an `opt` field is set. */
export function hasBit(opt: number, bit: number): boolean {
  return ((opt >> bit) & 1) === 1
}

/** The `opt` field in which exactly the bits of present values are set, bit 0 first. */
export function optOf(...values: readonly unknown[]): number {
  return values.reduce((opt: number, value, bit) => (value === undefined ? opt : opt | (1 << bit)), 0)
}

/** The id of a record. */
export function takeEntryId(reader: Reader): EntryId {
  return toId(reader.bytes(32))
}

/** An id of any kind, 32 bytes. */
export function putId(writer: Writer, id: AnyId): Writer {
  return writer.bytes(idBytes(id), 32)
}

/** Identity, first byte and length of each, without their number: 35 bytes a mention. */
export function putMentions(writer: Writer, mentions: readonly Mention[]): Writer {
  for (const { identity, startByte, lengthBytes } of mentions)
    putId(writer, identity).u16(startByte).u8(lengthBytes)
  return writer
}
