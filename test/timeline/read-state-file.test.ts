/** The file of what was read: both versions, and everything that is not exactly what we write. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { idBytes, type LogKey } from '../../src/protocol/ids.js'
import { Writer } from '../../src/protocol/writer.js'
import { nothingRead, type ReadState } from '../../src/timeline/read-state.js'
import { decodeReadState, encodeReadState } from '../../src/timeline/read-state-file.js'
import { addRange, type SeqRanges } from '../../src/timeline/seq-ranges.js'
import { holds } from './holds.js'
import { logKey } from './records.js'

const anyLine = fc.record(
  { hlc: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), log: fc.constant(logKey(3)) },
  { noNullPrototype: true },
)

const anyState: fc.Arbitrary<ReadState> = fc
  .record({
    line: fc.option(anyLine),
    logs: fc.uniqueArray(
      fc.record({
        log: fc.nat(9).map(logKey),
        mark: fc.integer({ min: 100, max: 2 ** 20 - 1 }),
        ranges: fc.array(fc.tuple(fc.nat(80), fc.nat(20)), { maxLength: 4 }),
      }),
      { selector: ({ log }) => log },
    ),
  })
  .map(({ line, logs }) => {
    const unread = new Map<LogKey, SeqRanges>()
    for (const { log, ranges } of logs) {
      const all = ranges.reduce<SeqRanges>(
        (list, [fromSeq, length]) => addRange(list, { fromSeq, toSeq: fromSeq + length }),
        [],
      )
      if (all.length > 0) unread.set(log, all)
    }
    return { line, marks: new Map(logs.map(({ log, mark }) => [log, mark])), unread }
  })

const sorted = ({ marks, unread, line }: ReadState) => ({
  line,
  marks: [...marks].toSorted(([a], [b]) => (a < b ? -1 : 1)),
  unread: [...unread].toSorted(([a], [b]) => (a < b ? -1 : 1)),
})

t.test('what was read survives a file byte for byte', async (t) => {
  holds(
    t,
    fc.property(anyState, (state) => {
      const read = decodeReadState(encodeReadState(state))
      assert.ok(read.ok)
      if (read.ok) assert.deepEqual(sorted(read.value), sorted(state))
    }),
  )
})

t.test('a file of version 1 is read: its marks count, and nothing is late yet', async (t) => {
  const file = new Writer().u8(1).u32(2)
  for (const [n, seq] of [
    [1, 4],
    [2, 7],
  ] as const)
    file.raw(idBytes(logKey(n))).u32(seq)
  const read = decodeReadState(file.finish())
  const marks = new Map([
    [logKey(1), 4],
    [logKey(2), 7],
  ])
  t.same(read, { ok: true, value: { ...nothingRead, marks } })
  t.notOk(decodeReadState(file.u8(0).finish()).ok)
})

t.test('a file that is not exactly what we write is refused and never throws', async (t) => {
  const good = encodeReadState({
    line: { hlc: 5n, log: logKey(1) },
    marks: new Map([
      [logKey(1), 4],
      [logKey(2), 7],
    ]),
    unread: new Map([
      [
        logKey(2),
        [
          { fromSeq: 1, toSeq: 2 },
          { fromSeq: 4, toSeq: 7 },
        ],
      ],
    ]),
  })
  t.ok(decodeReadState(good).ok)
  const from = 2 + 40 + 4
  const first = good.slice(from, from + 37)
  const rest = good.slice(from + 37)
  const changed = (at: number, value: number) => good.map((byte, i) => (i === at ? value : byte))
  const bad = {
    empty: good.slice(0, 0),
    version: changed(0, 3),
    flag: changed(1, 2),
    count: changed(from - 1, 1),
    truncated: good.slice(0, -1),
    longer: new Uint8Array([...good, 0]),
    seq: changed(from + 32, 0xff),
    'too many ranges': changed(from + 37 + 36, 65),
    'a range beyond the mark': changed(good.length - 1, 8),
    'a range that ends before it begins': changed(good.length - 1, 3),
    'ranges that touch': changed(good.length - 5, 3),
    swapped: new Uint8Array([...good.slice(0, from), ...rest, ...first]),
    twice: new Uint8Array([...good.slice(0, from), ...first, ...first]),
  }
  for (const [why, bytes] of Object.entries(bad)) t.notOk(decodeReadState(bytes).ok, why)
  holds(
    t,
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const read = decodeReadState(bytes)
      if (read.ok && bytes[0] === 2) assert.deepEqual(encodeReadState(read.value), bytes)
    }),
  )
})
