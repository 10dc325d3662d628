/** What is unread and what is late, asked of the index and counted by hand. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import type { IndexStore } from '../../src/index/index-store.js'
import type { TimelineRow } from '../../src/index/rows.js'
import { msOf } from '../../src/protocol/hlc.js'
import type { LogKey } from '../../src/protocol/ids.js'
import { compareRecords } from '../../src/timeline/order.js'
import {
  isAboveLine,
  isRead,
  nothingRead,
  type ReadState,
  readPlaces,
  readUpTo,
  unreadFrom,
} from '../../src/timeline/read-state.js'
import { holds } from '../timeline/holds.js'
import {
  anyDelivery,
  anyRoom,
  logKey,
  logOf,
  memberId,
  nick,
  record,
  room,
  scope,
  startMs,
  text,
  unknown,
} from '../timeline/records.js'
import { commit, openIndex } from './worlds.js'

const me = memberId(1)
const { maxHlc } = scope
const request = (read: ReadState, sinceMs = 0) => ({ read, me, maxHlc, sinceMs })

/** Reads everything that is here, as a room does. */
function readAll(index: IndexStore, read: ReadState): ReadState {
  const upTo = index.dueSeqs(room, maxHlc)
  const except = index.lateBeyondMarks(room, { ...request(read), upTo })
  return readUpTo(read, { upTo, except, newest: index.newestText(room, maxHlc) })
}

function unreadRows(index: IndexStore, read: ReadState): readonly TimelineRow[] {
  return [...index.rows(room, scope)].filter(
    (row) => row.type === 'text' && row.author !== me && !isRead(read, row),
  )
}

function agrees(index: IndexStore, read: ReadState): void {
  const unread = unreadRows(index, read)
  const late = unread.filter((row) => isAboveLine(read, row))
  assert.deepEqual(index.unread(room, request(read)), { texts: unread.length, late: late.length })
  assert.equal(index.firstUnread(room, request(read))?.id, unread.find((row) => !isAboveLine(read, row))?.id)
  let from: TimelineRow | undefined
  for (const next of [...late, undefined]) {
    assert.equal(index.nextLate(room, { ...request(read), from })?.id, next?.id)
    from = next
  }
}

t.test(
  'I1: whatever arrives in whatever order, a text of others is unread until the newest lines were read below it, or late until it was shown',
  async (t) => {
    const index = await openIndex(t)
    const anyCase = anyRoom.chain((logs) =>
      fc.record({
        batches: anyDelivery(logs),
        steps: fc.array(fc.constantFrom('read', 'show', 'back', 'nothing'), { minLength: 40, maxLength: 40 }),
      }),
    )
    holds(
      t,
      fc.property(anyCase, ({ batches, steps }) => {
        index.clearAll()
        let read = nothingRead
        batches.forEach((batch, i) => {
          const before = unreadRows(index, read)
          commit(index, batch)
          for (const row of before) assert.ok(!isRead(read, row))
          const unread = unreadRows(index, read)
          const late = unread.filter((row) => isAboveLine(read, row))
          const step = steps[i % steps.length]
          if (step === 'read') {
            read = readAll(index, read)
            assert.deepEqual(unreadRows(index, read), late)
            assert.equal(index.unread(room, request(read)).late, late.length)
          } else if (step === 'show') {
            read = readPlaces(read, late.slice(0, 1))
            assert.equal(unreadRows(index, read).length, unread.length - Math.min(1, late.length))
          } else if (step === 'back') {
            const all = [...index.rows(room, scope)]
            const place = all[Math.floor(all.length / 2)]!
            read = unreadFrom(read, place, index.seqsBefore(room, place))
            const below = all.filter((row) => row.author !== me && row.type === 'text')
            for (const row of below) if (compareRecords(row, place) >= 0) assert.ok(!isRead(read, row))
            assert.ok(unreadRows(index, read).length >= unread.length)
          }
          agrees(index, read)
        })
      }),
    )
  },
)

t.test('what is held, older than the joining, our own, or no text is never unread', async (t) => {
  const index = await openIndex(t)
  commit(index, logOf(1, [text('mine')], { at: 100 }))
  commit(index, logOf(2, [text('a'), nick('bob'), text('b')], { at: 200 }))
  t.same(index.unread(room, request(nothingRead)), { texts: 2, late: 0 })
  const early = record(2, 0, 202, unknown).hlc
  t.same(index.unread(room, { ...request(nothingRead), maxHlc: early }), { texts: 1, late: 0 })
  t.same(
    [...index.dueSeqs(room, early)],
    [
      [logKey(1), 1],
      [logKey(2), 2],
    ],
  )
  t.same([...index.dueSeqs(room, record(2, 0, 150, unknown).hlc)], [[logKey(1), 1]])
  t.same(index.unread(room, request(nothingRead, startMs + 1)), { texts: 0, late: 0 })
  t.equal(index.firstUnread(room, request(nothingRead, startMs + 1)), undefined)
  t.equal(msOf(index.newestText(room, maxHlc)!.hlc), startMs)
  t.equal(index.newestText(room, 0n), undefined)
})

t.test('a log that arrives late is late as a whole, and stays so when more of it is read', async (t) => {
  const index = await openIndex(t)
  commit(index, logOf(2, [text('seen')], { at: 200 }))
  let read = readAll(index, nothingRead)
  const log = logOf(3, [text('a'), text('b'), text('c'), text('d')], { at: 100, step: 40 })
  commit(index, log)
  t.same(index.unread(room, request(read)), { texts: 4, late: 2 })
  read = readAll(index, read)
  t.same(index.unread(room, request(read)), { texts: 2, late: 2 })
  t.same(read.unread.get(logKey(3) as LogKey), [{ fromSeq: 1, toSeq: 2 }])
  t.equal(index.nextLate(room, { ...request(read), from: log[1]! })?.id, log[2]!.id)
  t.equal(index.nextLate(room, { ...request(read, startMs + 1) }), undefined)
})
