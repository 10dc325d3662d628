/**
 * The validator of a log, rules V1–V4 (PROTOCOL.md §7): a pure function over a run of blocks. Its verdict depends on
 * nothing but the room's keys and the blocks from 0 on, never on the local clock or on how they were batched (I1, I4).
 * A broken rule ends the log; a block that cannot be read yet is locked and breaks nothing. When a key or a newer program
 * arrives, logs with locked blocks are verified again from `startChain`.
 */
import b4a from 'b4a'
import { type CardRoom, cardBytes, type LogCard, readCard } from './card.js'
import { isControlType, readEntry } from './entries.js'
import { entryTypes, type VerifiedRecord } from './entry.js'
import { type Envelope, envelopeVersion, readEnvelope, type Seen, verifyEnvelope } from './envelope.js'
import { isControlEpoch, openFrame } from './frame.js'
import { headNext, headStart } from './heads.js'
import { msOf } from './hlc.js'
import { type DeviceId, type EntryId, type LogKey, type MemberId, type RoomId, zeroId } from './ids.js'
import type { ReadKeys } from './ladder.js'
import { limits } from './limits.js'

/** What is needed of a room to verify its logs. */
export interface ChainRoom {
  readonly roomId: RoomId
  readonly keys: ReadKeys
  readonly writePk: Uint8Array
  readonly powBits: number
  readonly createdMs: number
}

/** A block that was passed over. */
export interface PassedBlock {
  readonly seq: number
  readonly reason: string
}

/** All that is remembered of a log between two runs. Plain data: it may cross to another thread. */
export interface ChainState {
  /** Position of the next block; at the same time the number of blocks seen. */
  readonly nextSeq: number
  /** Id of the record before; undefined after a locked block, whose id nobody knows. */
  readonly prev?: EntryId
  /** Of the last readable record; −1 before the first. */
  readonly lastHlc: bigint
  /** Known from seq 0 on, or from the start when the card was given. */
  readonly author?: MemberId
  readonly device?: DeviceId
  readonly card?: Uint8Array
  /** The block that broke a rule. It and all later ones are never applied. */
  readonly ended?: PassedBlock
  /** The first locked block. */
  readonly firstLocked?: PassedBlock
  /** head(nextSeq): goes on over locked blocks and after the end. */
  readonly head: Uint8Array
}

export interface ChainRun {
  readonly state: ChainState
  /** In order of seq. */
  readonly records: readonly VerifiedRecord[]
  /** Newest block that the author reported for each other log in this run, ascending. */
  readonly seen: readonly Seen[]
  /** Blocks of this run that a newer program or another key may read. */
  readonly locked: readonly PassedBlock[]
}

type Verdict =
  | {
      readonly state: 'verified'
      readonly record: VerifiedRecord
      readonly seen: readonly Seen[]
      readonly owner: Owner
    }
  | { readonly state: 'locked'; readonly reason: string }
  | { readonly state: 'invalid'; readonly reason: string }

type Owner = Required<Pick<ChainState, 'author' | 'device' | 'card'>>

/** The state before block 0. With the card that was accepted for the log, block 0 must carry exactly that card. */
export function startChain(log: LogKey, card?: LogCard): ChainState {
  const start = { nextSeq: 0, prev: zeroId, lastHlc: -1n, head: headStart(log) }
  return card === undefined ? start : { ...start, ...ownerOf(card) }
}

/** Verifies the blocks that follow `state`, in order of seq. */
export function verifyBlocks(
  room: ChainRoom,
  log: LogKey,
  state: ChainState,
  blocks: readonly Uint8Array[],
): ChainRun {
  const records: VerifiedRecord[] = []
  const locked: PassedBlock[] = []
  const newest = new Map<string, number>()
  let next = state
  for (const block of blocks) {
    const seq = next.nextSeq
    const verdict = next.ended === undefined ? examine(room, log, next, block) : undefined
    if (verdict?.state === 'verified') {
      records.push(verdict.record)
      for (const { logPrefix, seq } of verdict.seen) {
        newest.set(logPrefix, Math.max(seq, newest.get(logPrefix) ?? 0))
      }
    }
    if (verdict?.state === 'locked') locked.push({ seq, reason: verdict.reason })
    next = { ...advance(next, verdict), nextSeq: seq + 1, head: headNext(next.head, block) }
  }
  // pairs are sorted by their text, which begins with the prefix, and no two prefixes are equal
  const seen = [...newest].toSorted().map(([logPrefix, seq]) => ({ logPrefix, seq }))
  return { state: next, records, seen, locked }
}

function advance(state: ChainState, verdict: Verdict | undefined): ChainState {
  if (verdict === undefined) return state
  if (verdict.state === 'verified') {
    return { ...state, ...verdict.owner, prev: verdict.record.id, lastHlc: verdict.record.hlc }
  }
  const passed = { seq: state.nextSeq, reason: verdict.reason }
  if (verdict.state === 'invalid') return { ...state, ended: passed }
  const { prev: _, ...rest } = state
  return { ...rest, firstLocked: state.firstLocked ?? passed }
}

function examine(room: ChainRoom, log: LogKey, state: ChainState, block: Uint8Array): Verdict {
  const { roomId, keys } = room
  const seq = state.nextSeq
  const frame = openFrame({ keys, roomId, log, seq, block })
  if (frame.state !== 'open') return frame
  const [version] = frame.envelope
  if (version !== undefined && version !== envelopeVersion) {
    return { state: 'locked', reason: `envelope version ${version}` }
  }
  const envelope = readEnvelope(frame.envelope)
  if (!envelope.ok) return invalid(envelope.reason)
  const broken = brokenRule(room, state, envelope.value, frame.epochId)
  if (broken !== undefined) return invalid(broken)
  const owner = findOwner(room, log, state, envelope.value)
  if (owner.state !== 'known') return owner
  const { author, device } = owner.value
  const context = { roomId, identity: author, device, log, seq, epochId: frame.epochId, nonce: frame.nonce }
  const id = verifyEnvelope(frame.envelope, context)
  if (id === undefined) return invalid('a signature that does not fit')
  const { type, flags, hlc, body, seen } = envelope.value
  const entry = readEntry(type, body, flags)
  if (!entry.ok) return invalid(entry.reason)
  const record = { id, log, seq, author, device, hlc, type, entry: entry.value }
  return { state: 'verified', record, seen, owner: owner.value }
}

/** The rule that the envelope breaks at this place, of those that need no signature. */
function brokenRule(
  room: ChainRoom,
  state: ChainState,
  envelope: Envelope,
  epochId: Uint8Array,
): string | undefined {
  const { type, prev, hlc } = envelope
  if (isControlType(type) !== isControlEpoch(epochId)) return 'the wrong key for this type of entry'
  if (type === entryTypes.join && state.nextSeq > 0) return 'a Join inside a log'
  if (type !== entryTypes.join && state.nextSeq === 0) return 'a log that does not begin with a Join'
  if (state.prev !== undefined && prev !== state.prev) return 'it does not follow the record before'
  if (hlc <= state.lastHlc) return 'its time does not grow'
  if (msOf(hlc) < room.createdMs - limits.createdSlackMs) return 'a time before the room'
  if (msOf(hlc) >= limits.maxMs) return 'a time beyond all times'
  return undefined
}

type FoundOwner = { readonly state: 'known'; readonly value: Owner } | Exclude<Verdict, { state: 'verified' }>

function findOwner(room: ChainRoom, log: LogKey, state: ChainState, envelope: Envelope): FoundOwner {
  const { author, device, card } = state
  const known =
    author !== undefined && device !== undefined && card !== undefined ? { author, device, card } : undefined
  if (state.nextSeq > 0) {
    return known === undefined
      ? { state: 'locked', reason: 'author unknown' }
      : { state: 'known', value: known }
  }
  // the body of a Join begins with its card whatever its flags and opt bits say
  const given = envelope.body.subarray(0, cardBytes)
  if (known !== undefined) {
    return b4a.equals(given, known.card)
      ? { state: 'known', value: known }
      : invalid('another card than the one on file')
  }
  const read = readCard(given, cardRoomOf(room))
  if (!read.ok) return invalid(read.reason)
  return read.value.log === log
    ? { state: 'known', value: ownerOf(read.value) }
    : invalid('the card of another log')
}

function cardRoomOf({ roomId, keys, writePk, powBits }: ChainRoom): CardRoom {
  return { roomId, r: keys.r, writePk, powBits }
}

function ownerOf({ attestation, bytes }: LogCard): Owner {
  // a copy: a view would keep the whole block in memory, and would be sent with it to another thread
  return { author: attestation.identity, device: attestation.device, card: new Uint8Array(bytes) }
}

function invalid(reason: string): { state: 'invalid'; reason: string } {
  return { state: 'invalid', reason }
}
