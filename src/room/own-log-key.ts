/** The n-th log of this device in a room: its keys, its manifest and its card. Nothing is stored here. */
import type { DeviceKeys } from '../identity/identity.js'
import type { Log } from '../log/log.js'
import { createCard } from '../protocol/card.js'
import { startChain, verifyBlocks } from '../protocol/chain.js'
import type { KeyPair } from '../protocol/hash.js'
import type { LogKey } from '../protocol/ids.js'
import { deriveWriteKeyPair } from '../protocol/ladder.js'
import { logKeyOf, logKeyPair, logManifest } from '../protocol/manifest.js'
import type { RoomFacts } from './room-facts.js'
import type { Verifier } from './verifier.js'

export interface OwnLogKey {
  readonly n: number
  readonly log: LogKey
  readonly keyPair: KeyPair
  readonly manifest: Uint8Array
}

export function ownLogKey(facts: RoomFacts, device: DeviceKeys, n: number): OwnLogKey {
  const keyPair = logKeyPair(device.seed, facts.roomId, n)
  const { r } = facts.cardRoom
  const owner = { r, roomId: facts.roomId, identity: device.identity, device: device.device, n }
  const manifest = logManifest({ ...owner, logPublicKey: keyPair.publicKey })
  return { n, log: logKeyOf(manifest), keyPair, manifest }
}

/** Makes the card of a new log; the proof of work is done off this thread. Needs the room's s. */
export async function makeOwnCard(options: {
  readonly facts: RoomFacts
  readonly device: DeviceKeys
  readonly key: OwnLogKey
  readonly s: Uint8Array
  readonly verifier: Verifier
}): Promise<Uint8Array> {
  const { facts, device, key, s, verifier } = options
  const { roomId, cardRoom } = facts
  const powNonce = await verifier.mine({
    roomId,
    log: key.log,
    identity: device.identity,
    powBits: cardRoom.powBits,
  })
  return createCard({
    attestation: device.attestation,
    n: key.n,
    logPublicKey: key.keyPair.publicKey,
    deviceSecretKey: device.keyPair.secretKey,
    writeKeyPair: deriveWriteKeyPair(s),
    roomId,
    r: cardRoom.r,
    powBits: cardRoom.powBits,
    powNonce,
  })
}

/** The card in the first block of a log that is already stored; undefined when that block cannot be read. */
export async function readOwnCard(facts: RoomFacts, log: Log): Promise<Uint8Array | undefined> {
  const { state } = verifyBlocks(facts.chainRoom, log.key, startChain(log.key), await log.read(0, 1))
  return state.card
}
