/**
 * LogCard: the credential of a log, checked before the log is opened on disk (PROTOCOL.md §3). It shows that the device
 * belongs to the identity, that the device owns the log, that a holder of the room key admitted it, and some work.
 */
import { type Attestation, attestationBytes, takeAttestation } from './attestation.js'
import { type KeyPair, sign, verify } from './hash.js'
import { idBytes, type LogKey, type RoomId } from './ids.js'
import { logKeyOf, logManifest } from './manifest.js'
import { findPow, hasPow } from './pow.js'
import { type Decoded, decode, type Reader } from './reader.js'
import { u32Bytes, Writer } from './writer.js'

/** Length of a card in open rooms, the only rooms of version 1. */
export const cardBytes = attestationBytes + 206

/** What is needed of a room to check its cards. */
export interface CardRoom {
  readonly roomId: RoomId
  readonly r: Uint8Array
  readonly writePk: Uint8Array
  readonly powBits: number
}

/** A verified card. */
export interface LogCard {
  readonly attestation: Attestation
  /** Number of this log among those of the device in this room. */
  readonly n: number
  readonly logPublicKey: Uint8Array
  readonly sigD: Uint8Array
  readonly sigW: Uint8Array
  readonly powNonce: bigint
  readonly log: LogKey
  /** The manifest with which the core is opened. */
  readonly manifest: Uint8Array
  readonly bytes: Uint8Array
}

export interface NewCard {
  readonly attestation: Attestation
  readonly n: number
  readonly logPublicKey: Uint8Array
  readonly deviceSecretKey: Uint8Array
  readonly writeKeyPair: KeyPair
  readonly roomId: RoomId
  readonly r: Uint8Array
  readonly powBits: number
  /** A nonce found with `minePow` before; without it the work is done here, in one go. */
  readonly powNonce?: bigint
}

/** Zeros: the place of the credential that invite rooms will ask for. */
const noCredential = new Uint8Array(32)

/** The bytes of a card for an open room. */
export function createCard({
  attestation,
  n,
  logPublicKey,
  deviceSecretKey,
  writeKeyPair,
  ...room
}: NewCard): Uint8Array {
  const { roomId, powBits } = room
  const { identity, device } = attestation
  const log = logKeyOf(logManifest({ logPublicKey, r: room.r, roomId, identity, device, n }))
  const powNonce = room.powNonce ?? findPow({ roomId, log, identity, powBits })
  const sigD = sign(deviceSecretKey, 'JOIND', ...deviceParts({ roomId, log, n, logPublicKey }))
  const sigW = sign(writeKeyPair.secretKey, 'JOINW', ...writeParts({ roomId, log, attestation, n }))
  return encodeCard({ attestation, n, logPublicKey, sigD, sigW, powNonce })
}

/** Checks everything a card claims about a log of `room`. */
export function readCard(bytes: Uint8Array, room: CardRoom): Decoded<LogCard> {
  return decode(bytes, (reader) => ({ ...takeCard(reader, room), bytes }), encodeCard)
}

function takeCard(reader: Reader, room: CardRoom): Omit<LogCard, 'bytes'> {
  const { roomId, r, writePk, powBits } = room
  reader.version(1, 'the card')
  const attestation = takeAttestation(reader)
  const { identity, device } = attestation
  const n = reader.u32()
  const logPublicKey = reader.bytes(32)
  const manifest = logManifest({ logPublicKey, r, roomId, identity, device, n })
  const log = logKeyOf(manifest)
  reader.expect(
    reader.bytes(32).every((byte) => byte === 0),
    'a credential in an open room',
  )
  const sigD = reader.bytes(64)
  reader.expect(reader.flag(), 'no write signature')
  const sigW = reader.bytes(64)
  const powNonce = reader.u64big()
  // cheapest first: work, then the signature that only holders of the room key can make
  reader.expect(hasPow({ roomId, log, identity, powBits }, powNonce), 'not enough work')
  reader.expect(
    verify(writePk, sigW, 'JOINW', ...writeParts({ roomId, log, attestation, n })),
    'a write signature that does not fit',
  )
  reader.expect(
    verify(idBytes(device), sigD, 'JOIND', ...deviceParts({ roomId, log, n, logPublicKey })),
    'a device signature that does not fit',
  )
  return { attestation, n, logPublicKey, sigD, sigW, powNonce, log, manifest }
}

function encodeCard(
  card: Pick<LogCard, 'attestation' | 'n' | 'logPublicKey' | 'sigD' | 'sigW' | 'powNonce'>,
): Uint8Array {
  const writer = new Writer().u8(1).raw(card.attestation.bytes).u32(card.n).bytes(card.logPublicKey, 32)
  return writer
    .raw(noCredential)
    .bytes(card.sigD, 64)
    .u8(1)
    .bytes(card.sigW, 64)
    .u64big(card.powNonce)
    .finish()
}

type Bound = Pick<LogCard, 'n' | 'log'> & { readonly roomId: RoomId }

function deviceParts({ roomId, log, n, logPublicKey }: Bound & Pick<LogCard, 'logPublicKey'>): Uint8Array[] {
  return [idBytes(roomId), idBytes(log), u32Bytes(n), logPublicKey, noCredential]
}

function writeParts({ roomId, log, attestation, n }: Bound & Pick<LogCard, 'attestation'>): Uint8Array[] {
  return [
    idBytes(roomId),
    idBytes(log),
    idBytes(attestation.identity),
    idBytes(attestation.device),
    u32Bytes(n),
  ]
}
