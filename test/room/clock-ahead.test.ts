/** What shows that our own clock is fast, and what does not. */
import t from 'tap'
import { hlcOf } from '../../src/protocol/hlc.js'
import { ClockAhead } from '../../src/room/clock-ahead.js'
import { ManualClock } from '../testnet/manual-clock.js'
import { logKey, memberId } from '../timeline/records.js'

const hourMs = 3_600_000

function make() {
  const clock = new ManualClock()
  const ahead = new ClockAhead(clock, memberId(1))
  return {
    clock,
    ahead,
    /** Says that the log has `length` blocks now. */
    head: (log: number, length: number, have = 0) => ahead.onHead({ log: logKey(log), length }, have),
    /** A record comes that is dated `fastMs` before now. */
    record: (log: number, seq: number, fastMs: number) =>
      ahead.onRecord({
        ...{ log: logKey(log), seq, author: memberId(log) },
        hlc: hlcOf(clock.now() - fastMs, 0),
      }),
  }
}

t.test('three others who write what is dated before they had written it show a fast clock', async (t) => {
  const { ahead, head, record } = make()
  for (const log of [2, 3]) {
    head(log, 1)
    record(log, 1, log * hourMs)
  }
  t.equal(ahead.aheadMs, 0, 'two may be wrong')
  head(4, 1)
  record(4, 1, 5 * hourMs)
  t.equal(ahead.aheadMs, 2 * hourMs, 'what all three show')
})

t.test('what was written before its author told of the log shows nothing', async (t) => {
  const { ahead, head, record } = make()
  for (const log of [2, 3, 4]) {
    record(log, 1, hourMs)
    head(log, 7)
    record(log, 6, hourMs)
  }
  t.equal(ahead.aheadMs, 0)
  for (const log of [5, 6, 7]) {
    head(log, 7, 8)
    record(log, 8, hourMs)
  }
  t.equal(ahead.aheadMs, 0, 'who tells less than is here does not know its log yet')
  for (const log of [1, 8, 9]) {
    head(log, 7)
    record(log, 7, hourMs)
  }
  t.equal(ahead.aheadMs, 0, 'another device of ours is nobody else')
})

t.test(
  'the last time at which a record was not there yet counts, also when more was told since',
  async (t) => {
    const { ahead, head, record, clock } = make()
    for (const log of [2, 3, 4]) head(log, 1)
    clock.advance(hourMs / 2)
    for (const log of [2, 3, 4]) {
      head(log, 1)
      head(log, 2)
      head(log, 3)
    }
    for (const log of [2, 3, 4]) record(log, 1, hourMs)
    t.equal(ahead.aheadMs, hourMs)
    clock.advance(hourMs / 2)
    for (const log of [2, 3, 4]) record(log, 3, hourMs)
    t.equal(ahead.aheadMs, hourMs / 2, 'they may have been written at any time since')
  },
)

t.test('it is forgotten after a while, and when later records show that the clock is right', async (t) => {
  const { ahead, head, record, clock } = make()
  const show = (fastMs: number) => {
    for (const log of [2, 3, 4]) {
      head(log, 1)
      record(log, 1, fastMs)
    }
  }
  show(hourMs)
  show(1_000)
  t.equal(ahead.aheadMs, 0)
  show(hourMs)
  clock.advance(900_001)
  t.equal(ahead.aheadMs, 0)
  show(hourMs)
  t.equal(ahead.aheadMs, hourMs)
})
