/** Makes one block: entry → envelope → frame, at one place of an own log. Pure but for the nonce it is given. */
import type { DeviceKeys } from '../identity/identity.js'
import { encodeEntry } from '../protocol/entries.js'
import type { KnownEntry } from '../protocol/entry-codec.js'
import { createEnvelope, type Seen } from '../protocol/envelope.js'
import { controlEpochId, sealFrame } from '../protocol/frame.js'
import type { EntryId, LogKey } from '../protocol/ids.js'
import type { RoomFacts } from './room-facts.js'

/** Where the next block of a log goes. */
export interface Tail {
  readonly seq: number
  readonly prev: EntryId
  readonly lastHlc: bigint
}

export interface Composing {
  readonly facts: RoomFacts
  readonly device: DeviceKeys
  readonly log: LogKey
  readonly tail: Tail
  readonly entry: KnownEntry
  readonly hlc: bigint
  readonly seen: readonly Seen[]
  /** 24 random bytes, never used twice. */
  readonly nonce: Uint8Array
}

export interface Composed {
  readonly block: Uint8Array
  readonly id: EntryId
  readonly next: Tail
}

export function composeBlock({ facts, device, log, tail, entry, hlc, seen, nonce }: Composing): Composed {
  const { roomId, chainRoom } = facts
  const { keys } = chainRoom
  const { type, control, body } = encodeEntry(entry)
  const epochId = control ? controlEpochId : keys.epochId
  const place = { roomId, log, seq: tail.seq }
  const { bytes, id } = createEnvelope({
    type,
    hlc,
    prev: tail.prev,
    seen,
    body,
    secretKey: device.keyPair.secretKey,
    context: { ...place, identity: device.identity, device: device.device, epochId, nonce },
  })
  const block = sealFrame({ keys, ...place, control, nonce, envelope: bytes })
  return { block, id, next: { seq: tail.seq + 1, prev: id, lastHlc: hlc } }
}
