/**
 * The hypercore manifest of a log (PROTOCOL.md §3): the log's key commits to its room, identity, device and number.
 * The commitment is keyed with r, so who holds only the replication key cannot test guesses of authors.
 */
import b4a from 'b4a'
import { blake2b, hash, type KeyPair, keyedHash, keyPairFromSeed } from './hash.js'
import { type DeviceId, idBytes, type LogKey, type MemberId, type RoomId, toId } from './ids.js'
import { u32Bytes, Writer } from './writer.js'

/** What a log is bound to. `n` counts the logs of one device in one room. */
export interface LogOwner {
  readonly r: Uint8Array
  readonly roomId: RoomId
  readonly identity: MemberId
  readonly device: DeviceId
  readonly n: number
}

/** hypercore's own constants: its MANIFEST prefix and its default signer namespace. */
const manifestPrefix = b4a.from('e64b7108eacce47cfc61ac850568f55f8b15b82ec5ed78c4ec597b036e2a1498', 'hex')
const signerNamespace = b4a.from('4144eea531e483d54e0c14f4ca68e0644f355343ff6fcb0f005200e12cd747cb', 'hex')
/** Version 2, flags = userData, hash BLAKE2b, quorum 1, one signer, Ed25519. */
const manifestHead = b4a.from('020800010100', 'hex')

/** The manifest, 104 bytes, as hypercore encodes it. */
export function logManifest({
  logPublicKey,
  ...owner
}: LogOwner & { readonly logPublicKey: Uint8Array }): Uint8Array {
  const writer = new Writer().raw(manifestHead).raw(signerNamespace).bytes(logPublicKey, 32)
  return writer.u8(33).raw(logUserData(owner)).finish()
}

/** The manifest's user data, 33 bytes: the commitment to the log's owner. */
export function logUserData({ r, roomId, identity, device, n }: LogOwner): Uint8Array {
  const bound = keyedHash(r, 'LOGBIND', idBytes(roomId), idBytes(identity), idBytes(device), u32Bytes(n))
  return new Writer().u8(1).raw(bound).finish()
}

/** The key of the core that has this manifest. */
export function logKeyOf(manifest: Uint8Array): LogKey {
  return toId(blake2b([manifestPrefix, manifest]))
}

/** The secret from which the key pair of log `n` of this device in this room follows. */
export function logSeed(deviceSeed: Uint8Array, roomId: RoomId, n: number): Uint8Array {
  return hash('LOGSEED', deviceSeed, idBytes(roomId), u32Bytes(n))
}

/** The key pair that signs the tree of the log. */
export function logKeyPair(deviceSeed: Uint8Array, roomId: RoomId, n: number): KeyPair {
  return keyPairFromSeed(logSeed(deviceSeed, roomId, n))
}
