/**
 * The genesis of a room (PROTOCOL.md §5): who made it, when, under which rules. Immutable; its hash is the room's name.
 * Nothing of a room may be used before `checkGenesisAsWriter` or `checkGenesisAsReader` accepted its genesis.
 */
import { type Attestation, takeAttestation } from './attestation.js'
import { equalSecrets, sign, verify } from './hash.js'
import { idBytes, type RoomId } from './ids.js'
import {
  deriveReadKey,
  deriveReadKeys,
  deriveRoomId,
  deriveRoomKey,
  deriveWriteKeyPair,
  verifyLadder,
} from './ladder.js'
import { limits } from './limits.js'
import { defaultPolicy, encodePolicy, type Policy, takePolicy } from './policy.js'
import { type Decoded, decode, type Reader } from './reader.js'
import { Writer } from './writer.js'

export interface Genesis {
  /** 0 open room, 1 invite room (from version 1.1 on). */
  readonly kind: 0 | 1
  /** The creator and the device that made the room. */
  readonly attestation: Attestation
  readonly createdMs: number
  readonly policy: Policy
  readonly writePk: Uint8Array
  /** May be empty. */
  readonly name: string
  readonly sigD: Uint8Array
  readonly bytes: Uint8Array
}

export interface NewGenesis {
  readonly attestation: Attestation
  readonly createdMs: number
  readonly writePk: Uint8Array
  readonly name: string
  readonly deviceSecretKey: Uint8Array
  readonly policy?: Policy
}

/** The bytes of the genesis of a new open room. */
export function createGenesis({
  deviceSecretKey,
  policy = defaultPolicy,
  ...fields
}: NewGenesis): Uint8Array {
  const unsigned = writeUnsigned({ kind: 0, policy, ...fields })
  return new Writer()
    .raw(unsigned)
    .raw(sign(deviceSecretKey, 'GENSIG', unsigned))
    .finish()
}

/** Canonical form, attestation and signature; says nothing about which room it belongs to. */
export function readGenesis(bytes: Uint8Array): Decoded<Genesis> {
  return decode(
    bytes,
    (reader) => ({ ...takeGenesis(reader, bytes), bytes }),
    (genesis) => new Writer().raw(writeUnsigned(genesis)).raw(genesis.sigD).finish(),
  )
}

/** All checks of a joiner who holds the room key w and was handed genesis, s and ladderSig. */
export function checkGenesisAsWriter(given: {
  readonly w: Uint8Array
  readonly genesis: Uint8Array
  readonly s: Uint8Array
  readonly ladderSig: Uint8Array
}): Decoded<Genesis> {
  const { w, s } = given
  // first, because it needs no parsing: it also judges a genesis of a newer version
  if (!equalSecrets(deriveRoomKey(given.genesis, s), w))
    return refuse('the genesis does not fit the room key')
  const genesis = readGenesis(given.genesis)
  if (genesis.ok && !equalSecrets(deriveWriteKeyPair(s).publicKey, genesis.value.writePk)) {
    return refuse('the write key does not fit the genesis')
  }
  return checkLadder(genesis, deriveRoomId(given.genesis), deriveReadKey(w), given.ladderSig)
}

/** All checks of a joiner who holds a read link (roomId and r) and was handed genesis and ladderSig. */
export function checkGenesisAsReader(given: {
  readonly roomId: RoomId
  readonly r: Uint8Array
  readonly genesis: Uint8Array
  readonly ladderSig: Uint8Array
}): Decoded<Genesis> {
  if (deriveRoomId(given.genesis) !== given.roomId) return refuse('the genesis does not fit the link')
  return checkLadder(readGenesis(given.genesis), given.roomId, given.r, given.ladderSig)
}

function checkLadder(
  genesis: Decoded<Genesis>,
  roomId: RoomId,
  r: Uint8Array,
  ladderSig: Uint8Array,
): Decoded<Genesis> {
  if (!genesis.ok) return genesis
  if (genesis.value.kind !== 0) return refuse('invite rooms need a newer version of this program')
  const { rep } = deriveReadKeys(r)
  if (!verifyLadder(genesis.value.attestation.device, ladderSig, roomId, rep))
    return refuse('the creator did not sign these keys')
  return genesis
}

function takeGenesis(reader: Reader, bytes: Uint8Array): Omit<Genesis, 'bytes'> {
  reader.version(1, 'the room')
  const kind = reader.u8()
  reader.expect(kind === 0 || kind === 1, 'an unknown kind of room')
  const attestation = takeAttestation(reader)
  const createdMs = reader.u48()
  const policy = takePolicy(reader)
  const writePk = reader.bytes(32)
  const name = reader.str8(limits.roomNameCodePoints)
  const unsigned = bytes.subarray(0, reader.offset)
  const sigD = reader.bytes(64)
  reader.expect(
    verify(idBytes(attestation.device), sigD, 'GENSIG', unsigned),
    'a genesis that its creator did not sign',
  )
  return { kind, attestation, createdMs, policy, writePk, name, sigD }
}

function writeUnsigned(genesis: Omit<Genesis, 'bytes' | 'sigD'>): Uint8Array {
  const writer = new Writer().u8(1).u8(genesis.kind).raw(genesis.attestation.bytes).u48(genesis.createdMs)
  return writer.raw(encodePolicy(genesis.policy)).bytes(genesis.writePk, 32).str8(genesis.name).finish()
}

function refuse(reason: string): Decoded<Genesis> {
  return { ok: false, reason }
}
