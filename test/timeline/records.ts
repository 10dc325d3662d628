/**
 * Rooms for tests: random sets of records over several logs, and random ways in which they may arrive. Within a log the
 * order of seq is kept, as it always is; interleaving, cuts into batches and repetition are free.
 */
import fc from 'fast-check'
import type { ChainState } from '../../src/protocol/chain.js'
import { type Entry, entryTypes, type VerifiedRecord } from '../../src/protocol/entry.js'
import { hlcOf } from '../../src/protocol/hlc.js'
import {
  type DeviceId,
  type EntryId,
  type LogKey,
  type MemberId,
  type RoomId,
  zeroId,
} from '../../src/protocol/ids.js'
import type { Scope } from '../../src/timeline/row.js'

export const room = 'aa'.repeat(32) as RoomId
export const otherRoom = 'bb'.repeat(32) as RoomId
export const startMs = 1_700_000_000_000

export const memberId = (n: number) => `c${n}`.repeat(32) as MemberId
export const deviceId = (n: number) => `d${n}`.repeat(32) as DeviceId
export const logKey = (n: number) => n.toString(16).padStart(2, '0').repeat(32) as LogKey
export const entryId = (log: number, seq: number) =>
  `${((log * 7919 + seq * 104_729) % 65_536).toString(16).padStart(4, '0')}${log.toString(16).padStart(4, '0')}${seq.toString(16).padStart(56, '0')}` as EntryId

export const creator = memberId(0)
export const scope: Scope = {
  creator,
  genesisName: 'garden',
  nameRole: 3,
  maxHlc: hlcOf(startMs + 365 * 86_400_000, 0),
}

export const text = (value: string): Entry => ({ kind: 'text', format: 0, text: value })
export const nick = (value: string): Entry => ({ kind: 'profile', nick: value, colour: 0 })
export const name = (value: string): Entry => ({ kind: 'roomState', key: 'name', value })
export const join: Entry = { kind: 'join', card: new Uint8Array(345) }
export const unknown: Entry = { kind: 'unknown', reserved: false }
export const reply = (target: EntryId, value: string): Entry => ({
  kind: 'text',
  format: 0,
  text: value,
  reply: target,
})
export const edit = (target: EntryId, value: string): Entry => ({
  kind: 'edit',
  target,
  format: 0,
  text: value,
})
export const redact = (target: EntryId, reason = ''): Entry => ({ kind: 'redact', target, reason })
export const react = (target: EntryId, emoji: string, op: 'add' | 'remove' = 'add'): Entry => ({
  kind: 'react',
  target,
  op,
  emoji,
})
export const naming = (entry: Entry, author: MemberId, startByte = 0, lengthBytes = 1): Entry =>
  ({ ...entry, mentions: [{ identity: author, startByte, lengthBytes }] }) as Entry

/** One record; `at` is in units of the hybrid time after the start. */
export function record(log: number, seq: number, at: number, entry: Entry, author = log): VerifiedRecord {
  const hlc = hlcOf(startMs, 0) + BigInt(at)
  const type = entry.kind === 'unknown' ? 99 : entryTypes[entry.kind]
  return {
    id: entryId(log, seq),
    log: logKey(log),
    seq,
    author: memberId(author),
    device: deviceId(log),
    hlc,
    type,
    entry,
  }
}

/** A log that begins with a Join at `at`, and goes on with one entry per `step`. */
export function logOf(
  log: number,
  entries: readonly Entry[],
  { at = 0, step = 1, author = log } = {},
): VerifiedRecord[] {
  return [join, ...entries].map((entry, seq) => record(log, seq, at + seq * step, entry, author))
}

/** The state of a validator after `records`. */
export function stateAfter(records: readonly VerifiedRecord[]): ChainState {
  const last = records.at(-1)
  const start = { nextSeq: 0, prev: zeroId, lastHlc: -1n, head: new Uint8Array(32) }
  if (last === undefined) return start
  const { author, device, id, hlc, seq } = last
  return { ...start, nextSeq: seq + 1, prev: id, lastHlc: hlc, author, device }
}

/** Some record that may exist, most often one of the first. */
const anyTarget: fc.Arbitrary<EntryId> = fc
  .tuple(fc.constantFrom(1, 1, 1, 2, 2, 3, 5), fc.constantFrom(0, 1, 1, 2, 3, 4))
  .map(([log, seq]) => entryId(log, seq))

const anyEntry: fc.Arbitrary<Entry> = fc.oneof(
  { weight: 5, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).map(text) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<0 | 1 | 2>(0, 1, 2).map((format) => ({ ...text('waves'), format }) as Entry),
  },
  { weight: 3, arbitrary: fc.constantFrom('ana', 'bob', 'zoë').map(nick) },
  { weight: 2, arbitrary: fc.constantFrom('lobby', 'paris').map(name) },
  { weight: 1, arbitrary: fc.constant<Entry>({ kind: 'roomState', key: 'topic', value: 'seeds' }) },
  { weight: 1, arbitrary: anyTarget.map((target) => reply(target, 'yes')) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(anyTarget, fc.constantFrom('tea', 'rum', 'milk'))
      .map(([target, to]) => edit(target, to)),
  },
  { weight: 1, arbitrary: anyTarget.map((target) => naming(edit(target, 'you'), memberId(1), 0, 3)) },
  { weight: 1, arbitrary: anyTarget.map((target) => redact(target, 'spam')) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        anyTarget,
        fc.constantFrom('👍', '🎉', '+1'),
        fc.constantFrom<'add' | 'remove'>('add', 'add', 'remove'),
      )
      .map(([target, emoji, op]) => react(target, emoji, op)),
  },
  { weight: 1, arbitrary: fc.constant(unknown) },
)

/** Steps of 1 make equal hybrid times in different logs common. */
const anyLog = (log: number) =>
  fc
    .record({
      author: fc.nat({ max: 2 }),
      steps: fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), anyEntry), { maxLength: 8 }),
      at: fc.nat({ max: 4 }),
    })
    .map(({ author, steps, at }) => {
      let time = at
      const rest = steps.map(([step, entry], i) => {
        time += step
        return record(log, i + 1, time, entry, author)
      })
      return [record(log, 0, at, join, author), ...rest]
    })

/** A room: its logs, each in order of seq. */
export const anyRoom: fc.Arbitrary<readonly (readonly VerifiedRecord[])[]> = fc
  .integer({ min: 1, max: 5 })
  .chain((logs) => fc.tuple(...Array.from({ length: logs }, (_, log) => anyLog(log + 1))))

/** One way for a room to arrive: batches of one log each, in order within the log, some of them twice. */
export function anyDelivery(
  logs: readonly (readonly VerifiedRecord[])[],
): fc.Arbitrary<readonly (readonly VerifiedRecord[])[]> {
  const turns = logs.flatMap((log, i) => log.map(() => i))
  const turn = fc.shuffledSubarray(turns, { minLength: turns.length })
  const sizes = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.boolean()), {
    minLength: turns.length,
    maxLength: turns.length,
  })
  return fc.tuple(turn, sizes).map(([order, cuts]) => {
    const sent = logs.map(() => 0)
    return order.flatMap((log, i) => {
      const [size, twice] = cuts[i]!
      const batch = logs[log]!.slice(sent[log], sent[log]! + size)
      sent[log]! += size
      if (batch.length === 0) return []
      return twice ? [batch, batch] : [batch]
    })
  })
}
