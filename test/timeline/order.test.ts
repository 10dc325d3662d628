/** Order and clock: pure arithmetic, held against their definitions. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { hlcOf, msOf } from '../../src/protocol/hlc.js'
import { dueMs, heldLimit, mustRollOver, nextHlc } from '../../src/timeline/clock.js'
import { compareRecords, orderKey } from '../../src/timeline/order.js'
import { holds } from './holds.js'
import { logKey, startMs } from './records.js'

const placed = fc.record({
  hlc: fc.oneof(fc.bigInt({ min: 0n, max: 3n }), fc.bigInt({ min: 0n, max: 2n ** 63n - 1n })),
  log: fc.integer({ min: 0, max: 3 }).map(logKey),
})

t.test('T05: the order of records is total, antisymmetric and transitive', async (t) => {
  holds(
    t,
    fc.property(placed, placed, placed, (a, b, c) => {
      const same = a.hlc === b.hlc && a.log === b.log
      assert.equal(compareRecords(a, b) === 0, same)
      assert.equal(Math.sign(compareRecords(a, b)), -Math.sign(compareRecords(b, a)) || 0)
      if (compareRecords(a, b) <= 0 && compareRecords(b, c) <= 0) assert.ok(compareRecords(a, c) <= 0)
    }),
    500,
  )
})

t.test(
  'T05: three records that saw each other only in part have one order, whichever two are compared',
  async (t) => {
    // if c says that it saw a, then "who saw whom, else by time" makes a circle of these: a < c < b < a
    const [a, b, c] = [
      { hlc: 3n, log: logKey(1) },
      { hlc: 2n, log: logKey(2) },
      { hlc: 1n, log: logKey(3) },
    ]
    const orders = [
      [a, b, c],
      [b, c, a],
      [c, a, b],
      [c, b, a],
    ].map((some) => some.toSorted(compareRecords))
    for (const order of orders) t.same(order, [c, b, a])
  },
)

t.test('the order key has 80 digits and sorts as a string like the records do', async (t) => {
  holds(
    t,
    fc.property(placed, placed, (a, b) => {
      const [keyA, keyB] = [orderKey(a), orderKey(b)]
      assert.match(keyA, /^[0-9a-f]{80}$/)
      assert.equal(keyA < keyB, compareRecords(a, b) < 0)
      assert.equal(keyA === keyB, compareRecords(a, b) === 0)
    }),
    500,
  )
})

t.test('the next hybrid time is the smallest that is after everything it must follow', async (t) => {
  const now = hlcOf(startMs, 0)
  const idle = { nowMs: startMs, clampedHlc: 0n, ownPreviousHlc: 0n, createdMs: 0 }
  t.equal(nextHlc(idle), now)
  t.equal(nextHlc({ ...idle, clampedHlc: now + 7n }), now + 8n)
  t.equal(nextHlc({ ...idle, clampedHlc: now + 7n, ownPreviousHlc: now + 9n }), now + 10n)
  t.equal(
    nextHlc({ ...idle, createdMs: startMs + 500_000_000 }),
    hlcOf(startMs + 500_000_000 - 172_800_000, 0),
  )
  t.equal(
    nextHlc({ ...idle, clampedHlc: hlcOf(startMs, 0xffff) }),
    hlcOf(startMs + 1, 0),
    'a full counter goes on in the next millisecond',
  )
})

t.test('a record is held exactly while it is more than five minutes ahead', async (t) => {
  const limit = heldLimit(startMs)
  t.ok(hlcOf(startMs + 300_000, 0xffff) <= limit)
  t.ok(hlcOf(startMs + 300_001, 0) > limit)
  const held = hlcOf(startMs + 900_000, 3)
  t.ok(held > heldLimit(dueMs(held) - 1))
  t.ok(held <= heldLimit(dueMs(held)))
  t.equal(msOf(held) - dueMs(held), 300_000)
})

t.test('our own log is left behind when its last time is more than five minutes ahead', async (t) => {
  t.notOk(mustRollOver(hlcOf(startMs + 300_000, 9), startMs))
  t.ok(mustRollOver(hlcOf(startMs + 300_001, 0), startMs))
})
