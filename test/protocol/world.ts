/**
 * People, rooms and logs made from names alone: the same name gives the same bytes in every run (I7). For tests of the
 * protocol and for the frozen vectors.
 */
import b4a from 'b4a'
import {
  type Attestation,
  attestedBytes,
  encodeAttestation,
  readAttestation,
} from '../../src/protocol/attestation.js'
import { createCard, type LogCard, readCard } from '../../src/protocol/card.js'
import type { ChainRoom } from '../../src/protocol/chain.js'
import { encodeEntry } from '../../src/protocol/entries.js'
import type { KnownEntry } from '../../src/protocol/entry-codec.js'
import { createEnvelope, type Position, type Seen } from '../../src/protocol/envelope.js'
import { controlEpochId, sealFrame } from '../../src/protocol/frame.js'
import { createGenesis, type Genesis, readGenesis } from '../../src/protocol/genesis.js'
import { blake2b, type KeyPair, keyPairFromSeed, signRaw } from '../../src/protocol/hash.js'
import { hlcOf } from '../../src/protocol/hlc.js'
import { type DeviceId, type EntryId, type MemberId, toId, zeroId } from '../../src/protocol/ids.js'
import {
  deriveReadKey,
  deriveReadKeys,
  deriveRoomId,
  deriveRoomKey,
  deriveWriteKeyPair,
  signLadder,
} from '../../src/protocol/ladder.js'
import { logKeyPair } from '../../src/protocol/manifest.js'
import { defaultPolicy } from '../../src/protocol/policy.js'
import type { Decoded } from '../../src/protocol/reader.js'

export const createdMs = 1_700_000_000_000

/** `length` bytes that follow from `label`. */
export function seeded(label: string, length = 32): Uint8Array {
  const parts = Array.from({ length: Math.ceil(length / 32) }, (_, index) =>
    blake2b([b4a.from(`${label}/${index}`)]),
  )
  return b4a.concat(parts).subarray(0, length)
}

/** A source of bytes that are the same in every run. */
export function seededSource(label: string): (length: number) => Uint8Array {
  let calls = 0
  return (length) => seeded(`${label}/${calls++}`, length)
}

/** The value of a decoding that must have succeeded. */
export function must<T>(decoded: Decoded<T>): T {
  if (!decoded.ok) throw new Error(decoded.reason)
  return decoded.value
}

export interface Person {
  readonly identityKeys: KeyPair
  readonly deviceSeed: Uint8Array
  readonly deviceKeys: KeyPair
  readonly attestation: Attestation
}

/** An identity with one device. */
export function person(name: string): Person {
  const identityKeys = keyPairFromSeed(seeded(`${name} identity`))
  const deviceSeed = seeded(`${name} device`)
  const deviceKeys = keyPairFromSeed(deviceSeed)
  const attestation = must(readAttestation(attest(identityKeys, deviceKeys.publicKey)))
  return { identityKeys, deviceSeed, deviceKeys, attestation }
}

/** The bytes of an attestation of any 32 bytes as a device key. */
export function attest(
  identityKeys: KeyPair,
  devicePublicKey: Uint8Array,
  epochS = 1_699_999_999,
): Uint8Array {
  const parts = {
    epochS,
    identity: toId<MemberId>(identityKeys.publicKey),
    device: toId<DeviceId>(devicePublicKey),
  }
  return encodeAttestation({ ...parts, signature: signRaw(identityKeys.secretKey, attestedBytes(parts)) })
}

export type World = ReturnType<typeof openRoom>

/** An open room with little work to do. */
export function openRoom(creator: Person, name = 'Garden', powBits = 4) {
  const s = seeded(`${name} s`)
  const writeKeyPair = deriveWriteKeyPair(s)
  const { attestation, deviceKeys } = creator
  const policy = { ...defaultPolicy, powBits }
  const writePk = writeKeyPair.publicKey
  const bytes = createGenesis({
    attestation,
    createdMs,
    writePk,
    name,
    deviceSecretKey: deviceKeys.secretKey,
    policy,
  })
  const genesis: Genesis = must(readGenesis(bytes))
  const roomId = deriveRoomId(bytes)
  const w = deriveRoomKey(bytes, s)
  const keys = deriveReadKeys(deriveReadKey(w))
  const ladderSig = signLadder(deviceKeys.secretKey, roomId, keys.rep)
  const chainRoom: ChainRoom = { roomId, keys, writePk, powBits, createdMs }
  return {
    s,
    writeKeyPair,
    genesis,
    roomId,
    w,
    keys,
    ladderSig,
    chainRoom,
    cardRoom: { roomId, r: keys.r, writePk, powBits },
  }
}

/** The card of the author's log `n`. */
export function cardOf(world: World, author: Person, n = 0): LogCard {
  const { deviceSeed, deviceKeys, attestation } = author
  const { writeKeyPair, roomId, keys } = world
  const { powBits } = world.cardRoom
  const logPublicKey = logKeyPair(deviceSeed, roomId, n).publicKey
  const deviceSecretKey = deviceKeys.secretKey
  const bytes = createCard({
    attestation,
    n,
    logPublicKey,
    deviceSecretKey,
    writeKeyPair,
    roomId,
    r: keys.r,
    powBits,
  })
  return must(readCard(bytes, world.cardRoom))
}

/** What a test may set of a block; the rest follows from the log. */
export interface BlockOptions {
  readonly hlc?: bigint
  readonly prev?: EntryId
  readonly type?: number
  readonly body?: Uint8Array
  readonly control?: boolean
  readonly seen?: readonly Seen[]
  /** Changes the bytes of the envelope before it is sealed. */
  readonly bend?: (envelope: Uint8Array) => Uint8Array
}

export interface WrittenBlock {
  readonly block: Uint8Array
  readonly id: EntryId
  readonly nonce: Uint8Array
  readonly envelope: Uint8Array
  readonly hlc: bigint
}

/** A log that is written block by block. */
export class TestLog {
  readonly card: LogCard
  readonly position: Omit<Position, 'seq'>
  readonly #world: World
  readonly #author: Person
  readonly #random: (length: number) => Uint8Array
  #seq = 0
  #prev: EntryId = zeroId
  #hlc = hlcOf(createdMs, 0)

  constructor(world: World, author: Person, n = 0) {
    this.#world = world
    this.#author = author
    this.card = cardOf(world, author, n)
    const { identity, device } = author.attestation
    this.position = { roomId: world.roomId, identity, device, log: this.card.log }
    this.#random = seededSource(`${this.card.log} nonces`)
  }

  /** The next block. */
  add(entry: KnownEntry, options: BlockOptions = {}): WrittenBlock {
    const written = this.draft(entry, options)
    this.#seq++
    this.#prev = written.id
    this.#hlc = written.hlc
    return written
  }

  /** A block for the next place, which stays free. */
  draft(entry: KnownEntry, options: BlockOptions = {}): WrittenBlock {
    const { type, control, body } = { ...encodeEntry(entry), ...options }
    const { keys, roomId } = this.#world
    const place = { roomId, log: this.card.log, seq: this.#seq }
    const nonce = this.#random(24)
    const hlc = options.hlc ?? this.#hlc + 1n
    const epochId = control ? controlEpochId : keys.epochId
    const secretKey = this.#author.deviceKeys.secretKey
    const context = { ...this.position, seq: this.#seq, epochId, nonce }
    const prev = options.prev ?? this.#prev
    const { bytes, id } = createEnvelope({ type, hlc, prev, seen: options.seen, body, secretKey, context })
    const envelope = options.bend?.(bytes) ?? bytes
    return { block: sealFrame({ ...place, keys, control, nonce, envelope }), id, nonce, envelope, hlc }
  }

  /** The Join that opens the log. */
  join(options: BlockOptions = {}): WrittenBlock {
    return this.add({ kind: 'join', card: this.card.bytes }, options)
  }

  /** A Text. */
  say(text: string, options: BlockOptions = {}): WrittenBlock {
    return this.add({ kind: 'text', format: 0, text }, options)
  }
}
