/**
 * A device attested by an identity, in exactly one form of 139 bytes (PROTOCOL.md §2). The library that makes attestations
 * accepts an empty chain for any identity, longer chains and trailing bytes; nothing of that passes here.
 * An attestation alone proves nothing about its sender: the use of D is proven by a signature that binds the place.
 */
import b4a from 'b4a'
import { convertsToBoxKey, verifyRaw } from './hash.js'
import { type DeviceId, idBytes, type MemberId, toId } from './ids.js'
import { type Decoded, decode, type Reader } from './reader.js'
import { Writer } from './writer.js'

export const attestationBytes = 139

/** A verified attestation. */
export interface Attestation {
  /** The 139 bytes. */
  readonly bytes: Uint8Array
  /** When it was made, seconds since 1970, by the identity's clock. */
  readonly epochS: number
  readonly identity: MemberId
  readonly device: DeviceId
  readonly signature: Uint8Array
}

/** Checks the form, that the device key can be a box key, and the signature of the identity. */
export function readAttestation(bytes: Uint8Array): Decoded<Attestation> {
  return decode(bytes, takeAttestation, encodeAttestation)
}

/** The same, of the next 139 bytes of a longer object. */
export function takeAttestation(reader: Reader): Attestation {
  const bytes = reader.bytes(attestationBytes)
  const fixed = bytes[0] === 1 && bytes[41] === 1 && bytes[138] === 0
  reader.expect(fixed, 'an attestation that is not one device attested by one identity')
  const epoch = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(1, true)
  reader.expect(epoch <= BigInt(Number.MAX_SAFE_INTEGER), 'integer above 2^53-1')
  const attestation: Attestation = {
    bytes,
    epochS: Number(epoch),
    identity: toId(bytes.subarray(9, 41)),
    device: toId(bytes.subarray(42, 74)),
    signature: bytes.subarray(74, 138),
  }
  reader.expect(convertsToBoxKey(idBytes(attestation.device)), 'a device key that cannot be a box key')
  const signed = attestedBytes(attestation)
  reader.expect(
    verifyRaw(idBytes(attestation.identity), attestation.signature, signed),
    'an attestation that does not verify',
  )
  return attestation
}

/** What the identity signs: 73 bytes. */
export function attestedBytes({
  epochS,
  identity,
  device,
}: Pick<Attestation, 'epochS' | 'identity' | 'device'>): Uint8Array {
  return b4a.concat([new Uint8Array(1), littleEndian(epochS), idBytes(identity), idBytes(device)])
}

/** The 139 bytes of an attestation. */
export function encodeAttestation(parts: Omit<Attestation, 'bytes'>): Uint8Array {
  const writer = new Writer().u8(1).raw(littleEndian(parts.epochS)).raw(idBytes(parts.identity))
  return writer.u8(1).raw(idBytes(parts.device)).bytes(parts.signature, 64).u8(0).finish()
}

function littleEndian(value: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value), true)
  return bytes
}
