/**
 * Messages of a room's channel after Proof and Ident (PROTOCOL.md §9.2). One encoding each; lists of keys ascend, and the
 * writers sort them. What a message may be answered with, and when, is not decided here.
 */
import { encodeHeadEntry, type HeadEntry, sortByLog } from './heads.js'
import { idBytes, type LogKey, toId } from './ids.js'
import { limits } from './limits.js'
import { type Decoded, decode, type Reader } from './reader.js'
import { halfBytes } from './target-entries.js'
import { Writer } from './writer.js'

/** Index of each message on the protomux channel. 18–31 are ignored, higher ones break the rules. */
export const messageIndex = {
  proof: 0,
  ident: 1,
  genesis: 2,
  digest: 3,
  buckets: 4,
  bucketReq: 5,
  entries: 6,
  update: 7,
  cardReq: 8,
  card: 9,
  headAtReq: 10,
  headAt: 11,
  evidenceReq: 12,
  evidence: 13,
  want: 14,
  ready: 15,
  typing: 16,
  presence: 17,
} as const

/** Indices up to this one are reserved and ignored; above it, the peer breaks a rule. */
export const lastReservedMessage = 31

export interface GenesisMessage {
  readonly ladderSig: Uint8Array
  /** Only for peers that proved w. */
  readonly s?: Uint8Array
  readonly genesis: Uint8Array
}
export interface DigestMessage {
  readonly logs: number
  readonly digest: Uint8Array
}
export interface EntriesMessage {
  /** True for the last message of an answer. */
  readonly last: boolean
  readonly entries: readonly HeadEntry[]
}
/** A length of a log: blocks 0 … length−1. */
export interface LogLength {
  readonly log: LogKey
  readonly length: number
}
/** A position in a log. */
export interface LogSeq {
  readonly log: LogKey
  readonly seq: number
}
export interface EvidenceMessage extends LogSeq {
  /** 128 bytes; absent when the peer cannot read the block. */
  readonly half?: Uint8Array
}

interface Codec<T> {
  readonly encode: (value: T) => Uint8Array
  readonly read: (bytes: Uint8Array) => Decoded<T>
}

function codec<T>(take: (reader: Reader) => T, put: (writer: Writer, value: T) => Writer): Codec<T> {
  const encode = (value: T) => put(new Writer(), value).finish()
  const takeWhole = (reader: Reader) => {
    reader.expect(reader.left <= limits.messageBytes, 'message too long')
    return take(reader)
  }
  return { encode, read: (bytes) => decode(bytes, takeWhole, encode) }
}

export const { encode: encodeGenesisMessage, read: readGenesisMessage } = codec<GenesisMessage>(
  (reader) => {
    const hasS = reader.flag()
    const ladderSig = reader.bytes(64)
    return { ladderSig, ...(hasS && { s: reader.bytes(32) }), genesis: reader.bytes(reader.u16()) }
  },
  (writer, { ladderSig, s, genesis }) => {
    writer.u8(s === undefined ? 0 : 1).bytes(ladderSig, 64)
    if (s !== undefined) writer.bytes(s, 32)
    return writer.u16(genesis.byteLength).raw(genesis)
  },
)

export const { encode: encodeDigest, read: readDigest } = codec<DigestMessage>(
  (reader) => ({ logs: reader.u32(), digest: reader.bytes(32) }),
  (writer, { logs, digest }) => writer.u32(logs).bytes(digest, 32),
)

/** 256 × 8 bytes, as `bucketsOf` gives them. */
export const { encode: encodeBuckets, read: readBuckets } = codec<Uint8Array>(
  (reader) => reader.bytes(2048),
  (writer, buckets) => writer.bytes(buckets, 2048),
)

/** Numbers of buckets, ascending. */
export const { encode: encodeBucketReq, read: readBucketReq } = codec<readonly number[]>(
  (reader) => [...reader.bytes(32)].flatMap((byte, index) => bitsOf(byte).map((bit) => index * 8 + bit)),
  (writer, buckets) => {
    const mine = (index: number) => buckets.filter((bucket) => bucket >> 3 === index)
    return writer.raw(Uint8Array.from({ length: 32 }, (_, index) => byteOf(mine(index))))
  },
)

export const { encode: encodeEntries, read: readEntries } = codec<EntriesMessage>(
  (reader) => ({ last: reader.flag(), entries: takeHeadEntries(reader) }),
  (writer, { last, entries }) => putHeadEntries(writer.u8(last ? 1 : 0), entries),
)

export const { encode: encodeUpdate, read: readUpdate } = codec<readonly HeadEntry[]>(
  takeHeadEntries,
  putHeadEntries,
)

export const { encode: encodeCardReq, read: readCardReq } = codec<readonly LogKey[]>(
  (reader) => takeLogKeys(reader, takeCount(reader.u8(), limits.cardsPerMessage, reader)),
  (writer, logs) => putLogKeys(writer.u8(logs.length), logs),
)

/** Encoded cards, in any order. */
export const { encode: encodeCardMessage, read: readCardMessage } = codec<readonly Uint8Array[]>(
  (reader) => {
    const count = takeCount(reader.u8(), limits.cardsPerMessage, reader)
    return Array.from({ length: count }, () => reader.bytes(reader.u16()))
  },
  (writer, cards) =>
    cards.reduce((rest, card) => rest.u16(card.byteLength).raw(card), writer.u8(cards.length)),
)

export const { encode: encodeHeadAtReq, read: readHeadAtReq } = codec<LogLength>(takeLogLength, putLogLength)

export const { encode: encodeHeadAt, read: readHeadAt } = codec<HeadEntry>(takeHeadEntry, (writer, entry) =>
  writer.raw(encodeHeadEntry(entry)),
)

export const { encode: encodeEvidenceReq, read: readEvidenceReq } = codec<LogSeq>(takeLogSeq, putLogSeq)

export const { encode: encodeEvidence, read: readEvidence } = codec<EvidenceMessage>(
  (reader) => ({ ...takeLogSeq(reader), ...(reader.flag() && { half: reader.bytes(halfBytes) }) }),
  (writer, { half, ...place }) => {
    putLogSeq(writer, place).u8(half === undefined ? 0 : 1)
    return half === undefined ? writer : writer.bytes(half, halfBytes)
  },
)

/** Keys of cores, of logs or of files: those that the sender asks for. */
export const { encode: encodeWant, read: readWant } = codec<readonly LogKey[]>(takeWanted, putWanted)

/** Keys of cores that the sender has attached to the stream. */
export const { encode: encodeReady, read: readReady } = codec<readonly LogKey[]>(takeWanted, putWanted)

/** True while the sender types. */
export const { encode: encodeTyping, read: readTyping } = codec<boolean>(
  (reader) => reader.flag(),
  (writer, typing) => writer.u8(typing ? 1 : 0),
)

export const { encode: encodePresence, read: readPresence } = codec<'active' | 'idle'>(
  (reader: Reader) => {
    const presence = reader.u8()
    reader.expect(presence === 1 || presence === 2, 'an unknown presence')
    return presence === 1 ? 'active' : 'idle'
  },
  (writer, presence) => writer.u8(presence === 'active' ? 1 : 2),
)

/** The bits that are set, 0 for the most significant one. */
function bitsOf(byte: number): number[] {
  return [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => (byte & (0x80 >> bit)) !== 0)
}

function byteOf(buckets: readonly number[]): number {
  return buckets.reduce((byte, bucket) => byte | (0x80 >> (bucket & 7)), 0)
}

function takeCount(count: number, limit: number, reader: Reader): number {
  reader.expect(count <= limit, 'list too long')
  return count
}

function takeLogKeys(reader: Reader, count: number): LogKey[] {
  const logs = Array.from({ length: count }, () => toId<LogKey>(reader.bytes(32)))
  reader.expectAscending(logs)
  return logs
}

function putLogKeys(writer: Writer, logs: readonly LogKey[]): Writer {
  return logs.toSorted().reduce((rest, log) => rest.raw(idBytes(log)), writer)
}

function takeWanted(reader: Reader): LogKey[] {
  return takeLogKeys(reader, takeCount(reader.u16(), limits.wantsPerMessage, reader))
}

function putWanted(writer: Writer, logs: readonly LogKey[]): Writer {
  return putLogKeys(writer.u16(logs.length), logs)
}

function takeHeadEntries(reader: Reader): HeadEntry[] {
  const count = takeCount(reader.u16(), limits.entriesPerMessage, reader)
  const entries = Array.from({ length: count }, () => takeHeadEntry(reader))
  reader.expectAscending(entries.map(({ log }) => log))
  return entries
}

function putHeadEntries(writer: Writer, entries: readonly HeadEntry[]): Writer {
  return sortByLog(entries).reduce(
    (rest, entry) => rest.raw(encodeHeadEntry(entry)),
    writer.u16(entries.length),
  )
}

function takeHeadEntry(reader: Reader): HeadEntry {
  return { ...takeLogLength(reader), head: reader.bytes(32) }
}

function takeLogLength(reader: Reader): LogLength {
  const log = toId<LogKey>(reader.bytes(32))
  const length = reader.u32()
  reader.expect(length <= limits.logBlocks, 'a log longer than logs may be')
  return { log, length }
}

function putLogLength(writer: Writer, { log, length }: LogLength): Writer {
  return writer.raw(idBytes(log)).u32(length)
}

function takeLogSeq(reader: Reader): LogSeq {
  return { log: toId<LogKey>(reader.bytes(32)), seq: reader.u32() }
}

function putLogSeq(writer: Writer, { log, seq }: LogSeq): Writer {
  return writer.raw(idBytes(log)).u32(seq)
}
