/**
 * Envelope: what a device signs (PROTOCOL.md §4). Room, author, device, log, position and nonce are signed but not stored,
 * so nothing can be moved; the id covers the signature, so two different blocks at one position have two different ids.
 */
import b4a from 'b4a'
import { hash, sign, verify } from './hash.js'
import { type DeviceId, type EntryId, idBytes, type LogKey, type MemberId, type RoomId, toId } from './ids.js'
import { limits } from './limits.js'
import { type Decoded, decode, type Reader } from './reader.js'
import { u32Bytes, Writer } from './writer.js'

export const envelopeVersion = 1

/** A newest block that the author had applied. */
export interface Seen {
  /** First 8 bytes of the log's key: 16 hex digits. */
  readonly logPrefix: string
  readonly seq: number
}

export interface Envelope {
  readonly type: number
  /** 0 in version 1; anything else makes the record one of unknown meaning. */
  readonly flags: number
  readonly hlc: bigint
  /** Id of the record before it in the log; zeros at seq 0. */
  readonly prev: EntryId
  /** Ascending, at most 8. */
  readonly seen: readonly Seen[]
  /** Ascending, at most 4. Writers of version 1 put none. */
  readonly acks: readonly EntryId[]
  readonly body: Uint8Array
  readonly sig: Uint8Array
}

/** A place in a log, and whose log it is. */
export interface Position {
  readonly roomId: RoomId
  readonly identity: MemberId
  readonly device: DeviceId
  readonly log: LogKey
  readonly seq: number
}

/** A place and the frame's own two fields: all that a signature binds beside the envelope. */
export interface EnvelopeContext extends Position {
  readonly epochId: Uint8Array
  readonly nonce: Uint8Array
}

export interface NewEnvelope {
  readonly type: number
  readonly hlc: bigint
  readonly prev: EntryId
  /** In any order. */
  readonly seen?: readonly Seen[]
  readonly body: Uint8Array
  /** Of the device. */
  readonly secretKey: Uint8Array
  readonly context: EnvelopeContext
}

const sigBytes = 64
const seenLimit = 8
const acksLimit = 4

/** Signs a new envelope. Throws RangeError for what no reader would accept: that is our own bug. */
export function createEnvelope({ secretKey, context, ...fields }: NewEnvelope): {
  bytes: Uint8Array
  id: EntryId
} {
  const seen = (fields.seen ?? []).toSorted((a, b) => (a.logPrefix < b.logPrefix ? -1 : 1))
  const unsigned = writeUnsigned({ ...fields, flags: 0, seen, acks: [] })
  const parts = signedParts(context, hash('ENVBODY', unsigned))
  const sig = sign(secretKey, 'ENV', ...parts)
  const bytes = b4a.concat([unsigned, sig])
  const back = readEnvelope(bytes)
  if (!back.ok) throw new RangeError(`an envelope that readers refuse: ${back.reason}`)
  return { bytes, id: entryId(parts, sig) }
}

/** Form only; `verifyEnvelope` checks the signature. */
export function readEnvelope(bytes: Uint8Array): Decoded<Envelope> {
  return decode(bytes, takeEnvelope, (envelope) => b4a.concat([writeUnsigned(envelope), envelope.sig]))
}

/** The id of the record, or undefined when the device of `context` did not sign these envelope bytes there. */
export function verifyEnvelope(bytes: Uint8Array, context: EnvelopeContext): EntryId | undefined {
  return verifySigned(context, envelopeHash(bytes), bytes.subarray(-sigBytes))
}

/** The same from the hash of the envelope alone: what evidence of a fork carries. */
export function verifySigned(
  context: EnvelopeContext,
  envHash: Uint8Array,
  sig: Uint8Array,
): EntryId | undefined {
  const parts = signedParts(context, envHash)
  return verify(idBytes(context.device), sig, 'ENV', ...parts) ? entryId(parts, sig) : undefined
}

/** H(ENVBODY, all bytes before the signature). */
export function envelopeHash(bytes: Uint8Array): Uint8Array {
  return hash('ENVBODY', bytes.subarray(0, -sigBytes))
}

function signedParts(
  { roomId, identity, device, log, seq, epochId, nonce }: EnvelopeContext,
  envHash: Uint8Array,
): Uint8Array[] {
  return [
    idBytes(roomId),
    idBytes(identity),
    idBytes(device),
    idBytes(log),
    u32Bytes(seq),
    epochId,
    nonce,
    envHash,
  ]
}

function entryId(parts: readonly Uint8Array[], sig: Uint8Array): EntryId {
  return toId(hash('ID', hash('ENV', ...parts), sig))
}

function takeEnvelope(reader: Reader): Envelope {
  reader.version(envelopeVersion, 'the envelope')
  const type = reader.u8()
  const flags = reader.u16()
  const hlc = reader.u64big()
  const prev = toId<EntryId>(reader.bytes(32))
  const seen = takeList(reader, seenLimit, () => ({
    logPrefix: b4a.toString(reader.bytes(8), 'hex'),
    seq: reader.u32(),
  }))
  reader.expectAscending(seen.map(({ logPrefix }) => logPrefix))
  const acks = takeList(reader, acksLimit, () => toId<EntryId>(reader.bytes(32)))
  reader.expectAscending(acks)
  const bodyBytes = reader.u32()
  reader.expect(bodyBytes <= limits.bodyBytes, 'body too long')
  const body = reader.bytes(bodyBytes)
  return { type, flags, hlc, prev, seen, acks, body, sig: reader.bytes(sigBytes) }
}

function takeList<T>(reader: Reader, limit: number, take: () => T): T[] {
  const count = reader.u8()
  reader.expect(count <= limit, 'list too long')
  return Array.from({ length: count }, take)
}

function writeUnsigned(envelope: Omit<Envelope, 'sig'>): Uint8Array {
  const writer = new Writer().u8(envelopeVersion).u8(envelope.type).u16(envelope.flags).u64big(envelope.hlc)
  writer.bytes(idBytes(envelope.prev), 32).u8(envelope.seen.length)
  for (const { logPrefix, seq } of envelope.seen) writer.bytes(b4a.from(logPrefix, 'hex'), 8).u32(seq)
  writer.u8(envelope.acks.length)
  for (const ack of envelope.acks) writer.bytes(idBytes(ack), 32)
  return writer.u32(envelope.body.byteLength).raw(envelope.body).finish()
}
