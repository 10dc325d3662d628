/**
 * The key ladder of a room (PROTOCOL.md §5): genesis and s → w → r → rep → topic. Each line is a hash of the one above,
 * so a holder of one line computes everything below it and nothing above. Pure; never stores or prints a key.
 */
import { hash, type KeyPair, keyPairFromSeed, sign, verify } from './hash.js'
import { type DeviceId, idBytes, type RoomId, toId } from './ids.js'

/** Everything that follows from the read key r. All but `epochId` are 32 bytes. */
export interface ReadKeys {
  readonly r: Uint8Array
  /** Finds, proves and replicates. */
  readonly rep: Uint8Array
  /** The topic under which peers find each other. */
  readonly topic: Uint8Array
  readonly ctlKey: Uint8Array
  /** K0: the content key of open rooms. */
  readonly contentKey: Uint8Array
  /** 8 bytes that name K0 in frames. */
  readonly epochId: Uint8Array
}

/** r and all keys below it. */
export function deriveReadKeys(r: Uint8Array): ReadKeys {
  const rep = hash('REP', r)
  const contentKey = hash('EPOCH0', r)
  return {
    r,
    rep,
    topic: hash('TOPIC', rep),
    ctlKey: hash('CTLKEY', r),
    contentKey,
    epochId: new Uint8Array(hash('EPOCHID', contentKey).subarray(0, 8)),
  }
}

/** r of the room key w. */
export function deriveReadKey(w: Uint8Array): Uint8Array {
  return hash('READ', w)
}

/** w, the room key: commits to the genesis and to the creator's 32-byte secret s. */
export function deriveRoomKey(genesis: Uint8Array, s: Uint8Array): Uint8Array {
  return hash('ROOMKEY', genesis, s)
}

/** The key pair whose signature admits a log to an open room. */
export function deriveWriteKeyPair(s: Uint8Array): KeyPair {
  return keyPairFromSeed(hash('WRITE', s))
}

/** The public name of the room. */
export function deriveRoomId(genesis: Uint8Array): RoomId {
  return toId(hash('GENESIS', genesis))
}

/** The creator's statement that `rep` belongs to `roomId`, for those who do not hold w. */
export function signLadder(deviceSecretKey: Uint8Array, roomId: RoomId, rep: Uint8Array): Uint8Array {
  return sign(deviceSecretKey, 'LADDER', idBytes(roomId), rep)
}

/** True iff the creator's device stated that `rep` belongs to `roomId`. */
export function verifyLadder(
  creatorDevice: DeviceId,
  ladderSig: Uint8Array,
  roomId: RoomId,
  rep: Uint8Array,
): boolean {
  return verify(idBytes(creatorDevice), ladderSig, 'LADDER', idBytes(roomId), rep)
}
