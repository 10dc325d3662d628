/** The index against the reference: whatever the way a room arrived, both show the same, byte for byte. */
import assert from 'node:assert/strict'
import { existsSync, rmSync } from 'node:fs'
import fc from 'fast-check'
import t from 'tap'
import { IndexStore } from '../../src/index/index-store.js'
import type { VerifiedRecord } from '../../src/protocol/entry.js'
import { foldRoom } from '../../src/timeline/fold.js'
import type { Scope } from '../../src/timeline/row.js'
import { holds } from '../timeline/holds.js'
import {
  anyDelivery,
  anyRoom,
  logOf,
  memberId,
  name,
  nick,
  otherRoom,
  record,
  room,
  scope,
  text,
} from '../timeline/records.js'
import { commit, indexPath, openIndex } from './worlds.js'

/** A room, one way in which it arrives, and a limit of time that holds some of it. */
const anyCase = anyRoom.chain((logs) => {
  const times = logs.flat().map((record) => record.hlc)
  return fc.record({
    logs: fc.constant(logs),
    delivery: anyDelivery(logs),
    maxHlc: fc.oneof(fc.constant(scope.maxHlc), fc.constantFrom(...times)),
    nameRole: fc.constantFrom(2, 3, 5),
  })
})

/** Everything that the index says must be what the fold says. */
function assertSame(index: IndexStore, records: readonly VerifiedRecord[], some: Scope): void {
  const expected = foldRoom(records, some)
  const rows = [...index.rows(room, some)].map(({ arrivedMs, ...row }) => row)
  assert.deepEqual(rows, expected.rows)
  const members = index.members(room, some)
  assert.deepEqual(
    members.map(({ messages, lastMs, ...member }) => member),
    expected.members,
  )
  assert.equal(index.roomName(room, some), expected.name)
  assert.equal(index.hash(room, some).hash, expected.hash)
  const texts = expected.rows.filter((row) => row.type === 'text')
  const counts = index.counts(room, some.maxHlc)
  assert.deepEqual(
    [counts.messages, counts.records, counts.held],
    [texts.length, expected.rows.length, expected.held],
  )
  for (const { author, messages } of members)
    assert.equal(messages, texts.filter((row) => row.author === author).length)
  assert.equal(index.clampedHlc(room, some.maxHlc), expected.rows.at(-1)?.hlc ?? 0n)
  const page = index.page(room, { ...some, before: 1_000, after: 0 })
  assert.deepEqual(
    page.rows.map(({ arrivedMs, ...row }) => row),
    expected.rows.filter((row) => row.shown),
  )
}

t.test('I1: any order, any batches and any repetition give the room that the fold gives', async (t) => {
  const index = await openIndex(t)
  holds(
    t,
    fc.property(anyCase, ({ logs, delivery, maxHlc, nameRole }) => {
      index.clearAll()
      for (const batch of delivery) commit(index, batch)
      assertSame(index, logs.flat(), { ...scope, maxHlc, nameRole })
      assertSame(index, logs.flat(), { ...scope, nameRole })
    }),
    150,
  )
})

t.test('T03: after every batch the index is what a full rebuild of the same records would be', async (t) => {
  const index = await openIndex(t)
  holds(
    t,
    fc.property(anyCase, ({ delivery, maxHlc, nameRole }) => {
      index.clearRoom(room)
      const arrived: VerifiedRecord[] = []
      for (const batch of delivery) {
        commit(index, batch)
        arrived.push(...batch)
        assertSame(index, arrived, { ...scope, maxHlc, nameRole })
      }
    }),
    40,
  )
})

t.test('I5: the file can be deleted at any time, and the same records give the same hash', async (t) => {
  const path = indexPath(t)
  const logs = [
    logOf(1, [nick('ana'), text('one'), text('two')]),
    logOf(2, [text('drei'), name('paris')], { author: 0 }),
  ]
  const hashOf = async (deliveries: readonly (readonly VerifiedRecord[])[]) => {
    const index = new IndexStore({ path })
    await index.ready()
    for (const batch of deliveries) commit(index, batch)
    const { hash } = index.hash(room, scope)
    await index.close()
    return hash
  }
  const first = await hashOf(logs)
  t.equal(await hashOf([]), first, 'it is still there after closing')
  t.notOk(existsSync(`${path}-wal`), 'closing leaves one file')
  rmSync(path)
  t.not(await hashOf([]), first)
  t.equal(await hashOf(logs.toReversed()), first)
})

t.test(
  'I1: records of different logs at the very same time keep one order, also at the end of time',
  async (t) => {
    const index = await openIndex(t)
    const last = 2n ** 63n - 1n
    const logs = [3, 1, 2, 5, 4].map((log) =>
      [1, 2, 3].map((seq) => ({
        ...record(log, seq, 0, text(`${log} ${seq}`)),
        hlc: last - BigInt(3 - seq),
      })),
    )
    for (const log of logs) commit(index, log)
    assertSame(index, logs.flat(), { ...scope, maxHlc: last })
    const hits = index.search({ rooms: [{ ...scope, room, maxHlc: last }], query: '3', limit: 50 })
    t.same(
      hits.map((hit) => hit.text),
      ['5 3', '4 3', '3 3', '2 3', '1 3', '3 2', '3 1'],
      'the search sorts them the same way, newest first',
    )
  },
)

t.test('rooms in one file do not touch each other', async (t) => {
  const index = await openIndex(t)
  const mine = logOf(1, [nick('ana'), text('mine')])
  commit(index, mine)
  const before = index.hash(room, scope)
  const theirs = logOf(2, [nick('zoë'), text('theirs')], { author: 1 })
  commit(index, theirs, { to: otherRoom })
  t.same(index.hash(room, scope), before)
  t.same(
    index.members(otherRoom, scope).map((member) => member.nick),
    ['zoë'],
  )
  index.clearRoom(otherRoom)
  const both = [
    { ...scope, room },
    { ...scope, room: otherRoom },
  ]
  t.same(index.hash(room, scope), before)
  t.equal(index.counts(otherRoom, scope.maxHlc).records, 0)
  t.equal(index.search({ rooms: both, query: 'theirs', limit: 9 }).length, 0)
  t.equal(index.search({ rooms: both, query: 'mine', limit: 9 }).length, 1)
  t.same(
    index.members(room, scope).map((member) => member.author),
    [memberId(1)],
  )
})
