/** A room to measure with: messages of a natural, skewed vocabulary over many logs, the same on every run (I7). */
import type { ChainState } from '../../src/protocol/chain.js'
import { type Entry, entryTypes, type VerifiedRecord } from '../../src/protocol/entry.js'
import { hash } from '../../src/protocol/hash.js'
import { hlcOf } from '../../src/protocol/hlc.js'
import {
  type DeviceId,
  type EntryId,
  type LogKey,
  type MemberId,
  type RoomId,
  toId,
  zeroId,
} from '../../src/protocol/ids.js'
import { Writer } from '../../src/protocol/writer.js'

export const room = key('room', 0) as RoomId
export const creator = key('member', 0) as MemberId
export const startMs = 1_700_000_000_000
/** Messages come this far apart, in turn from every author. */
export const stepMs = 1_500
const vocabulary = 20_000

/** Numbers in [0, 1) from a seed: xorshift. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

/** The n-th most frequent word: short ones first, as in languages. */
export function word(rank: number): string {
  const syllables = [
    'ka',
    'ro',
    'mi',
    'ten',
    'su',
    'lo',
    'va',
    'ner',
    'di',
    'po',
    'sha',
    'wel',
    'gu',
    'fin',
    'ba',
    'che',
  ]
  let text = ''
  for (let rest = rank + 1; rest > 0; rest = Math.floor(rest / 16)) text += syllables[rest % 16]
  return text
}

/** About 200 bytes of text, words after Zipf's law. */
export function sentence(random: () => number): string {
  const words = 20 + Math.floor(random() * 24)
  return Array.from({ length: words }, () => word(Math.floor(vocabulary ** random()) - 1)).join(' ')
}

/** The batches in which a room of `messages` by `authors` arrives: log after log, as in a catch-up. */
export function* arrival({
  messages,
  authors,
  batchRows,
}: {
  messages: number
  authors: number
  batchRows: number
}): Generator<{ log: LogKey; state: ChainState; records: VerifiedRecord[] }> {
  const random = seeded(42)
  for (let author = 0; author < authors; author++) {
    let records: VerifiedRecord[] = []
    const length = Math.floor(messages / authors) + 2
    for (let seq = 0; seq < length; seq++) {
      records.push(
        record(author, seq, {
          entry: entryAt(seq, author, random),
          atMs: startMs + (seq * authors + author) * stepMs,
        }),
      )
      if (records.length < batchRows && seq < length - 1) continue
      yield { log: records[0]!.log, state: stateAfter(records.at(-1)!), records }
      records = []
    }
  }
}

function entryAt(seq: number, author: number, random: () => number): Entry {
  if (seq === 0) return { kind: 'join', card: new Uint8Array(345) }
  if (seq === 1) return { kind: 'profile', nick: `author ${author}`, colour: 0 }
  return { kind: 'text', format: 0, text: sentence(random) }
}

function record(
  author: number,
  seq: number,
  { entry, atMs }: { entry: Entry; atMs: number },
): VerifiedRecord {
  return {
    id: toId<EntryId>(hash('ID', new Writer().u32(author).u32(seq).finish())),
    log: key('log', author) as LogKey,
    seq,
    author: key('member', author) as MemberId,
    device: key('device', author) as DeviceId,
    hlc: hlcOf(atMs, 0),
    type: entryTypes[entry.kind as 'text'],
    entry,
  }
}

function stateAfter({ seq, id, hlc, author, device }: VerifiedRecord): ChainState {
  return {
    nextSeq: seq + 1,
    prev: id ?? zeroId,
    lastHlc: hlc,
    author,
    device,
    head: new Uint8Array(32),
    card: new Uint8Array(345),
  }
}

function key(kind: string, n: number): string {
  return toId(hash('ID', new Writer().str8(kind).u32(n).finish()))
}
