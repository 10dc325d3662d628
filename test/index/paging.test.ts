/** Pages by message id, and numbers. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import type { IndexStore } from '../../src/index/index-store.js'
import type { EntryId } from '../../src/protocol/ids.js'
import { dueMs } from '../../src/timeline/clock.js'
import { foldRoom } from '../../src/timeline/fold.js'
import { holds } from '../timeline/holds.js'
import {
  anyDelivery,
  anyRoom,
  edit,
  entryId,
  logKey,
  logOf,
  memberId,
  name,
  naming,
  nick,
  otherRoom,
  react,
  record,
  room,
  scope,
  startMs,
  text,
  unknown,
} from '../timeline/records.js'
import { commit, openIndex } from './worlds.js'

function walkUp(index: IndexStore, size: number): EntryId[] {
  const ids: EntryId[] = []
  let page = index.page(room, { ...scope, before: size, after: 0 })
  assert.ok(page.atEnd)
  ids.unshift(...page.rows.map((row) => row.id))
  while (!page.atStart) {
    const anchor = ids[0]!
    page = index.page(room, { ...scope, anchor, before: size, after: 0 })
    assert.equal(page.rows.at(-1)?.id, anchor)
    ids.unshift(...page.rows.slice(0, -1).map((row) => row.id))
  }
  return ids
}

function walkDown(index: IndexStore, size: number, first: EntryId): EntryId[] {
  const ids = [first]
  let page = index.page(room, { ...scope, anchor: first, before: 0, after: size })
  ids.push(...page.rows.slice(1).map((row) => row.id))
  while (!page.atEnd) {
    page = index.page(room, { ...scope, anchor: ids.at(-1), before: 0, after: size })
    ids.push(...page.rows.slice(1).map((row) => row.id))
  }
  return ids
}

t.test(
  'walking up or down by id in pages of any size meets every shown row exactly once, in order',
  async (t) => {
    const index = await openIndex(t)
    const anyCase = anyRoom.chain((logs) =>
      fc.tuple(fc.constant(logs), anyDelivery(logs), fc.integer({ min: 1, max: 7 })),
    )
    holds(
      t,
      fc.property(anyCase, ([logs, delivery, size]) => {
        index.clearAll()
        for (const batch of delivery) commit(index, batch)
        const ids = foldRoom(logs.flat(), scope)
          .rows.filter((row) => row.shown)
          .map((row) => row.id)
        assert.deepEqual(walkUp(index, size), ids)
        assert.deepEqual(walkDown(index, size, ids[0]!), ids)
      }),
      100,
    )
  },
)

t.test('a page around a message holds it in the middle and says what lies beyond', async (t) => {
  const index = await openIndex(t)
  commit(index, logOf(1, ['a', 'b', 'c', 'd', 'e'].map(text)), { arrivedMs: 77 })
  const page = index.page(room, { ...scope, anchor: entryId(1, 3), before: 1, after: 1 })
  t.same(
    page.rows.map((row) => row.text),
    ['b', 'c', 'd'],
  )
  t.same([page.atStart, page.atEnd], [false, false])
  t.ok(page.rows.every((row) => row.arrivedMs === 77))
  const all = index.page(room, { ...scope, anchor: entryId(1, 3), before: 3, after: 2 })
  t.same([all.rows.length, all.atStart, all.atEnd], [6, true, true])
})

t.test('an anchor that is not here, of another room or held gives the newest rows', async (t) => {
  const index = await openIndex(t)
  const records = logOf(1, [text('a'), text('b'), text('held')])
  commit(index, records)
  const now = { ...scope, maxHlc: records[2]!.hlc }
  const newest = index.page(room, { ...now, before: 1, after: 1 })
  t.same(
    newest.rows.map((row) => row.text),
    ['b'],
  )
  t.same([newest.atStart, newest.atEnd], [false, true])
  for (const anchor of [entryId(9, 9), records[3]!.id])
    t.same(index.page(room, { ...now, anchor, before: 1, after: 1 }), newest)
  t.same(
    index.page(memberId(5) as never, { ...now, before: 5, after: 5 }),
    { rows: [], atStart: true, atEnd: true },
    'nothing in a room that is not here',
  )
})

t.test('an anchor that is not shown still marks its place', async (t) => {
  const index = await openIndex(t)
  commit(index, logOf(1, [text('a'), name('not mine to give'), text('b')]))
  const page = index.page(room, { ...scope, anchor: entryId(1, 2), before: 1, after: 1 })
  t.same([page.rows.map((row) => row.text), page.atEnd], [['a', 'b'], true])
})

t.test('records of types without effect are lines of their own', async (t) => {
  const index = await openIndex(t)
  commit(index, logOf(1, [nick('ana'), unknown, nick('anna'), text('hi')]))
  const { rows } = index.page(room, { ...scope, before: 9, after: 0 })
  t.same(
    rows.map((row) => [row.type, row.text, row.nick]),
    [
      ['join', '', 'anna'],
      ['unknown', '', 'anna'],
      ['profile', 'anna', 'anna'],
      ['text', 'hi', 'anna'],
    ],
  )
})

t.test('what is held is counted, named with the time it is due, and shown from then on', async (t) => {
  const index = await openIndex(t)
  const records = [
    ...logOf(1, [text('now')]),
    record(1, 2, 600_000 * 65_536, text('in ten minutes')),
    record(1, 3, 900_000 * 65_536, nick('later')),
  ]
  commit(index, records)
  const early = { ...scope, maxHlc: records[1]!.hlc }
  t.same(index.counts(room, early.maxHlc), {
    messages: 1,
    records: 2,
    held: 2,
    nextHeldMs: dueMs(records[2]!.hlc),
  })
  t.equal(index.clampedHlc(room, early.maxHlc), records[1]!.hlc)
  t.equal(index.clampedHlc(room, 5n), 0n)
  t.same(index.members(room, early), [
    { author: memberId(1), role: 2, nick: null, logs: [logKey(1)], messages: 1, lastMs: startMs },
  ])
  t.same(index.sinceMs(room), new Map([[memberId(1), startMs]]))
  t.equal(index.search({ rooms: [{ ...early, room }], query: 'minutes', limit: 9 }).length, 0)
  t.same(index.counts(room, scope.maxHlc), { messages: 2, records: 4, held: 0, nextHeldMs: undefined })
  t.equal(index.members(room, scope)[0]?.nick, 'later')
  t.equal(index.search({ rooms: [{ ...scope, room }], query: 'minutes', limit: 9 }).length, 1)
})

t.test('who has several logs is here since the first record of the oldest', async (t) => {
  const index = await openIndex(t)
  commit(index, logOf(1, [text('new phone')], { at: 900 * 65_536, author: 3 }))
  commit(index, logOf(2, [text('first')], { at: 100 * 65_536, step: 70 * 65_536, author: 3 }))
  commit(index, logOf(5, [text('other')], { at: 500 * 65_536 }))
  t.same(
    index.sinceMs(room),
    new Map([
      [memberId(3), startMs + 100],
      [memberId(5), startMs + 500],
    ]),
  )
  t.same(index.sinceMs(otherRoom), new Map())
})

t.test('a message is read by its id as it is now, with the nick of now', async (t) => {
  const index = await openIndex(t)
  const [first, second] = [entryId(1, 1), entryId(1, 2)]
  commit(index, logOf(1, [naming(text('you there'), memberId(2), 0, 3), text('b'), nick('ana')]))
  commit(index, logOf(2, [react(first, '👍'), edit(first, 'no')], { at: 50 }))
  const held = record(1, 4, 900, edit(first, 'later'))
  commit(index, [held])
  const now = { ...scope, maxHlc: held.hlc - 1n }
  t.match(index.message(room, first, now), {
    ...{ text: 'you there', edited: null, nick: 'ana' },
    mentions: [{ identity: memberId(2), startByte: 0, lengthBytes: 3 }],
    reactions: [{ emoji: '👍', authors: [memberId(2)] }],
  })
  t.match(index.message(room, first, scope), { text: 'later', edited: held.id, mentions: [] })
  t.equal(index.message(room, second, { ...scope, maxHlc: 5n }), undefined, 'not while it is held')
  t.equal(index.message(otherRoom, second, scope), undefined)
  t.equal(index.message(room, entryId(1, 0), scope), undefined, 'a Join is no message')
  t.same(
    [index.nickOf(room, memberId(1), scope.maxHlc), index.nickOf(room, memberId(2), scope.maxHlc)],
    ['ana', null],
  )
})

t.test('however often a message was talked about, a question reads only what decides', async (t) => {
  const index = await openIndex(t)
  const target = entryId(1, 1)
  commit(index, logOf(1, [text('hello')]))
  const toggles = Array.from({ length: 3_000 }, (_, i) => react(target, '+1', i % 2 === 0 ? 'add' : 'remove'))
  const flood = Array.from({ length: 1_100 }, (_, i) => react(target, `x${i}`))
  const records = [...logOf(1, [text('hello')]), ...logOf(2, [...toggles, ...flood], { at: 50 })]
  commit(index, records.slice(2))
  const expected = foldRoom(records, scope).rows.find(({ id }) => id === target)
  t.same(index.message(room, target, scope)?.reactions, expected?.reactions)
  t.equal(expected?.reactions.length, 1_023, 'a pair that was taken back counts as one')
})

t.test('a record is found by its id, and a stretch of a log by its places', async (t) => {
  const index = await openIndex(t)
  const records = logOf(1, [text('a'), text('nul \0 and \ufeff mark'), text('c')])
  commit(index, records)
  t.match(index.findRecord(records[2]!.id), {
    room,
    log: logKey(1),
    seq: 2,
    text: 'nul \0 and \ufeff mark',
    arrivedMs: 5,
  })
  t.equal(index.findRecord(entryId(7, 7)), undefined)
  t.same(
    index.recordsOf(room, { log: logKey(1), fromSeq: 1, toSeq: 3 }).map((row) => row.seq),
    [1, 2],
  )
})
