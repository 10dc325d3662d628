/** Reading: marks that grow, late arrivals that stay unread until they were shown, and setting back. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import type { LogKey } from '../../src/protocol/ids.js'
import {
  isAboveLine,
  isRead,
  type LogPlace,
  nothingRead,
  type ReadState,
  readEverything,
  readPlaces,
  readUpTo,
  unreadFrom,
} from '../../src/timeline/read-state.js'
import type { SeqRange } from '../../src/timeline/seq-ranges.js'
import { holds } from './holds.js'
import { logKey } from './records.js'

const at = (log: number, seq: number): LogPlace => ({ log: logKey(log), seq })
const place = (hlc: number, log = 1) => ({ hlc: BigInt(hlc), log: logKey(log) })
const upTo = (...pairs: readonly (readonly [number, number])[]) =>
  new Map(pairs.map(([log, seq]) => [logKey(log), seq]))
const none: ReadonlyMap<LogKey, SeqRange> = new Map()
const read = (state: ReadState, log: number, seqs: readonly number[]) =>
  seqs.filter((seq) => isRead(state, at(log, seq)))

t.test('nothing is read at first, and nothing is late', async (t) => {
  t.notOk(isRead(nothingRead, at(1, 0)))
  t.notOk(isAboveLine(nothingRead, place(0)))
})

t.test('reading reads all of what it was given, and moves the line to the newest text', async (t) => {
  const state = readUpTo(nothingRead, { upTo: upTo([1, 4], [2, 0]), except: none, newest: place(9) })
  t.same(read(state, 1, [0, 4, 5]), [0, 4])
  t.same(read(state, 2, [0, 1]), [0])
  t.notOk(isRead(state, at(3, 0)))
  t.ok(isAboveLine(state, place(8, 3)))
  t.notOk(isAboveLine(state, place(9)))
  t.notOk(isAboveLine(state, place(9, 2)))
})

t.test('reading the same again, or less, changes nothing', async (t) => {
  const state = readUpTo(nothingRead, { upTo: upTo([1, 4]), except: none, newest: place(9) })
  t.equal(readUpTo(state, { upTo: upTo([1, 4]), except: none, newest: place(9) }), state)
  t.equal(readUpTo(state, { upTo: upTo([1, 3]), except: none, newest: place(5) }), state)
  t.equal(readUpTo(state, { upTo: upTo(), except: none, newest: undefined }), state)
  t.equal(readUpTo(state, { upTo: upTo([1, 7]), except: none, newest: place(5) }).line, state.line)
  t.equal(readUpTo(state, { upTo: upTo([1, 8]), except: none, newest: undefined }).line, state.line)
  t.equal(readEverything(state, { upTo: upTo([1, 4]), newest: place(9) }), state)
})

t.test('late arrivals stay unread while what was written after them is read', async (t) => {
  const before = readUpTo(nothingRead, { upTo: upTo([1, 4]), except: none, newest: place(9) })
  const except = new Map([[logKey(1), { fromSeq: 6, toSeq: 7 }]])
  const state = readUpTo(before, { upTo: upTo([1, 9]), except, newest: place(20) })
  t.same(read(state, 1, [4, 5, 6, 7, 8, 9]), [4, 5, 8, 9])
  const shown = readPlaces(state, [at(1, 6)])
  t.same(read(shown, 1, [6, 7]), [6])
  t.same(read(readPlaces(shown, [at(1, 7)]), 1, [6, 7]), [6, 7])
  t.equal(readPlaces(shown, [at(1, 6), at(1, 2)]), shown)
  t.same(read(readEverything(state, { upTo: upTo([1, 9]), newest: place(20) }), 1, [6, 7]), [6, 7])
})

t.test('late arrivals beyond the mark are read one by one, what lies between stays unread', async (t) => {
  const state = readPlaces(nothingRead, [at(1, 3), at(1, 0)])
  t.same(read(state, 1, [0, 1, 2, 3, 4]), [0, 3])
  t.same(read(readPlaces(state, [at(1, 1), at(1, 2)]), 1, [0, 1, 2, 3, 4]), [0, 1, 2, 3])
})

t.test('setting back unreads what stands below, and keeps what was late above it', async (t) => {
  const except = new Map([
    [logKey(1), { fromSeq: 2, toSeq: 6 }],
    [logKey(3), { fromSeq: 5, toSeq: 6 }],
  ])
  const state = readUpTo(nothingRead, {
    upTo: upTo([1, 9], [2, 5], [3, 7], [4, 1]),
    except,
    newest: place(20),
  })
  const back = unreadFrom(state, place(10), upTo([1, 4], [2, -1], [3, 3]))
  t.same(read(back, 1, [0, 1, 2, 3, 4, 5, 9]), [0, 1])
  t.same(read(back, 2, [0, 5]), [])
  t.same(read(back, 3, [0, 3, 4, 7]), [0, 3])
  t.same(read(back, 4, [0, 1]), [0, 1], 'what the index does not know is not touched')
  t.ok(isAboveLine(back, place(9)))
  t.notOk(isAboveLine(back, place(10)))
  t.same(unreadFrom(back, place(15), upTo([1, 4])).line, back.line)
})

t.test('however reading goes, only setting back unreads anything', async (t) => {
  const step = fc.record({
    log: fc.nat(2),
    seq: fc.nat(30),
    late: fc.nat(30),
    kind: fc.constantFrom('up', 'places', 'all'),
  })
  holds(
    t,
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let state = nothingRead
      const everything = [0, 1, 2].flatMap((log) => Array.from({ length: 31 }, (_, seq) => at(log, seq)))
      for (const { log, seq, late, kind } of steps) {
        const were = everything.filter((one) => isRead(state, one))
        const reading = { upTo: upTo([log, seq]), newest: place(seq) }
        const mark = state.marks.get(logKey(log)) ?? -1
        const isLate = mark < late && late <= seq
        const except = new Map(isLate ? [[logKey(log), { fromSeq: mark + 1, toSeq: late }]] : [])
        if (kind === 'up') state = readUpTo(state, { ...reading, except })
        else if (kind === 'all') state = readEverything(state, reading)
        else state = readPlaces(state, [at(log, seq)])
        for (const one of were) assert.ok(isRead(state, one))
        if (kind !== 'up') assert.ok(isRead(state, at(log, seq)))
        if (isLate && kind === 'up') assert.ok(!isRead(state, at(log, late)))
      }
    }),
  )
})
