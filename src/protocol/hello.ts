/**
 * Hello: how two peers find the rooms they share without naming any (PROTOCOL.md §9.1). Tags are bound to the stream and
 * to the sender's role, so they cannot be replayed or relayed; padding hides how many rooms somebody has.
 */
import b4a from 'b4a'
import { equalSecrets, keyedHash } from './hash.js'
import { type Decoded, decode, type Reader } from './reader.js'
import { Writer } from './writer.js'

/** I: initiator of the stream. R: the other side. A sender uses its own. */
export type Role = 'I' | 'R'

const version = 1
const tagBytes = 16
const counts = [16, 32, 64]

/** The role's byte, as it is hashed. */
export function roleByte(role: Role): Uint8Array {
  return b4a.from(role)
}

/** What a peer with this role offers for a room on the stream with this handshake hash: 16 bytes. */
export function tagOf(rep: Uint8Array, handshakeHash: Uint8Array, role: Role): Uint8Array {
  return keyedHash(rep, 'TAG', handshakeHash, roleByte(role)).subarray(0, tagBytes)
}

/** The protomux id of the room's channel on this stream: 32 bytes. */
export function channelId(rep: Uint8Array, handshakeHash: Uint8Array): Uint8Array {
  return keyedHash(rep, 'CHAN', handshakeHash)
}

/** At most 64 tags, filled up to 16, 32 or 64 with `padding(16)`: 16 random bytes at each call. */
export function encodeHello(
  tags: readonly Uint8Array[],
  padding: (sizeBytes: number) => Uint8Array,
): Uint8Array {
  const count = counts.find((candidate) => tags.length <= candidate)
  if (count === undefined) throw new RangeError(`${tags.length} rooms on one stream`)
  const padded = [...tags, ...Array.from({ length: count - tags.length }, () => padding(tagBytes))]
  return writeHello(padded.toSorted(b4a.compare))
}

/** The tags of a Hello, padding included. */
export function readHello(bytes: Uint8Array): Decoded<Uint8Array[]> {
  return decode(bytes, takeHello, writeHello)
}

/** True iff `tag` is among `tags`; takes the same time for each of them. */
export function hasTag(tags: readonly Uint8Array[], tag: Uint8Array): boolean {
  return tags.reduce((found, candidate) => equalSecrets(candidate, tag) || found, false)
}

function takeHello(reader: Reader): Uint8Array[] {
  reader.version(version, 'the greeting')
  const count = reader.u8()
  reader.expect(counts.includes(count), 'neither 16, 32 nor 64 tags')
  const tags = Array.from({ length: count }, () => reader.bytes(tagBytes))
  reader.expectAscending(tags.map((tag) => b4a.toString(tag, 'hex')))
  return tags
}

function writeHello(tags: readonly Uint8Array[]): Uint8Array {
  return new Writer()
    .u8(version)
    .u8(tags.length)
    .raw(b4a.concat([...tags]))
    .finish()
}
