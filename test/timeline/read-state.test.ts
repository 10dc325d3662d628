/** Read marks: a version vector that only grows. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { encodeMarks, isRead, mergeMarks, type ReadMarks, readMarks } from '../../src/timeline/read-state.js'
import { holds } from './holds.js'
import { logKey } from './records.js'

const anyMarks: fc.Arbitrary<ReadMarks> = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 9 }).map(logKey), fc.nat({ max: 2 ** 20 - 1 })), {
    selector: ([log]) => log,
  })
  .map((pairs) => new Map(pairs))

const sorted = (marks: ReadMarks) => [...marks].toSorted(([a], [b]) => (a < b ? -1 : 1))

t.test('a record is read when its log is marked at its place or beyond', async (t) => {
  const marks: ReadMarks = new Map([[logKey(1), 4]])
  t.ok(isRead(marks, { log: logKey(1), seq: 0 }))
  t.ok(isRead(marks, { log: logKey(1), seq: 4 }))
  t.notOk(isRead(marks, { log: logKey(1), seq: 5 }))
  t.notOk(isRead(marks, { log: logKey(2), seq: 0 }))
})

t.test('joining marks is commutative, associative and idempotent, and never unreads anything', async (t) => {
  holds(
    t,
    fc.property(anyMarks, anyMarks, anyMarks, (a, b, c) => {
      const joined = mergeMarks(a, b)
      assert.deepEqual(sorted(joined), sorted(mergeMarks(b, a)))
      assert.deepEqual(sorted(mergeMarks(joined, c)), sorted(mergeMarks(a, mergeMarks(b, c))))
      assert.deepEqual(sorted(mergeMarks(joined, a)), sorted(joined))
      for (const [log, seq] of [...a, ...b]) assert.ok(isRead(joined, { log, seq }))
    }),
  )
})

t.test('marks survive a file byte for byte', async (t) => {
  holds(
    t,
    fc.property(anyMarks, (marks) => {
      const read = readMarks(encodeMarks(marks))
      assert.ok(read.ok)
      if (read.ok) assert.deepEqual(sorted(read.value), sorted(marks))
    }),
  )
})

t.test('a file that is not exactly what we write is refused and never throws', async (t) => {
  const good = encodeMarks(
    new Map([
      [logKey(1), 4],
      [logKey(2), 7],
    ]),
  )
  const changed = (at: number, value: number) => good.map((byte, i) => (i === at ? value : byte))
  const swapped = new Uint8Array([...good.slice(0, 5), ...good.slice(41), ...good.slice(5, 41)])
  const twice = new Uint8Array([...good.slice(0, 41), ...good.slice(5, 41)])
  const bad = {
    empty: good.slice(0, 0),
    version: changed(0, 2),
    count: changed(4, 1),
    truncated: good.slice(0, -1),
    longer: new Uint8Array([...good, 0]),
    seq: changed(37, 0xff),
    swapped,
    twice,
  }
  for (const [why, bytes] of Object.entries(bad)) t.notOk(readMarks(bytes).ok, why)
  holds(
    t,
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const read = readMarks(bytes)
      if (read.ok) assert.deepEqual(encodeMarks(read.value), bytes)
    }),
  )
})
