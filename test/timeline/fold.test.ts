/** What a room is: the fold over its records. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import type { Entry } from '../../src/protocol/entry.js'
import { hlcOf } from '../../src/protocol/hlc.js'
import { applyRecord } from '../../src/timeline/apply.js'
import { foldRoom } from '../../src/timeline/fold.js'
import { compareRecords } from '../../src/timeline/order.js'
import { holds } from './holds.js'
import {
  anyRoom,
  creator,
  deviceId,
  edit,
  entryId,
  join,
  logKey,
  logOf,
  memberId,
  name,
  naming,
  nick,
  react,
  record,
  redact,
  reply,
  scope,
  startMs,
  text,
  unknown,
} from './records.js'

t.test('I1: any order of the same records, with repetitions, makes the same room', async (t) => {
  const shuffled = anyRoom.chain((logs) => {
    const all = logs.flat()
    return fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }))
  })
  holds(
    t,
    fc.property(shuffled, ([records, other]) => {
      const room = foldRoom(records, scope)
      assert.deepEqual(foldRoom(other, scope), room)
      assert.equal(room.rows.length, records.length)
      assert.ok(room.rows.every((row, i) => i === 0 || compareRecords(room.rows[i - 1]!, row) < 0))
    }),
    200,
  )
})

t.test('the hash changes with every part of what is shown', async (t) => {
  const base = [...logOf(1, [text('hello'), nick('ana')]), ...logOf(2, [text('hi')])]
  const hashes = [
    base,
    base.slice(0, -1),
    [...logOf(1, [text('hellO'), nick('ana')]), ...logOf(2, [text('hi')])],
    [...logOf(1, [{ ...text('hello'), format: 1 } as Entry, nick('ana')]), ...logOf(2, [text('hi')])],
    [...logOf(1, [text('hello'), nick('anna')]), ...logOf(2, [text('hi')])],
    [...logOf(1, [text('hello'), nick('ana')]), ...logOf(2, [text('hi')], { at: 1 })],
    [...logOf(1, [text('hello'), nick('ana')]), ...logOf(2, [text('hi')], { author: 1 })],
    [...logOf(1, [text('hello'), unknown]), ...logOf(2, [text('hi')])],
    [...logOf(1, [reply(entryId(2, 1), 'hello'), nick('ana')]), ...logOf(2, [text('hi')])],
    [...logOf(1, [naming(text('hello'), memberId(2)), nick('ana')]), ...logOf(2, [text('hi')])],
    ...[
      edit(entryId(1, 1), 'hello'),
      edit(entryId(1, 1), 'hallo'),
      redact(entryId(1, 1)),
      redact(entryId(1, 1), 'spam'),
      react(entryId(1, 1), '👍'),
      react(entryId(1, 1), '🎉'),
      react(entryId(2, 1), '👍'),
    ].map((entry) => [...base, record(1, 3, 60, entry)]),
  ].map((records) => foldRoom(records, scope).hash)
  hashes.push(
    foldRoom(base, { ...scope, genesisName: 'meadow' }).hash,
    foldRoom(base, { ...scope, creator: memberId(1) }).hash,
  )
  t.equal(new Set(hashes).size, hashes.length)
  for (const hash of hashes) t.match(hash, /^[0-9a-f]{64}$/)
})

t.test(
  'every type of record keeps exactly one row, and types of later versions have no content',
  async (t) => {
    const silent: Entry[] = [
      {
        kind: 'file',
        blobPk: new Uint8Array(32),
        fileKey: new Uint8Array(32),
        sizeBytes: 1,
        listHash: new Uint8Array(32),
        mediaType: '',
        name: 'no',
      },
      { kind: 'roomState', key: 'topic', value: 'no' },
      { kind: 'hide', what: 'record', op: 'hide', target: entryId(1, 1), reason: 'no' },
      { kind: 'equiv', log: logKey(1), seq: 0, halves: [new Uint8Array(128), new Uint8Array(128)] },
      unknown,
    ]
    for (const entry of silent)
      t.match(applyRecord(record(1, 1, 1, entry)), { type: 'unknown', text: '', format: 0 }, entry.kind)
    t.match(applyRecord(record(1, 0, 1, join)), { type: 'join', text: '' })
    t.match(applyRecord(record(1, 1, 1, nick('ana'))), { type: 'profile', text: 'ana' })
    t.match(applyRecord(record(1, 1, 1, name('lobby'))), { type: 'name', text: 'lobby' })
    t.match(applyRecord(record(1, 1, 1, edit(entryId(1, 2), 'b'))), {
      type: 'edit',
      text: 'b',
      target: entryId(1, 2),
    })
    t.match(applyRecord(record(1, 1, 1, redact(entryId(1, 2), 'spam'))), { type: 'redact', text: 'spam' })
    t.match(applyRecord(record(1, 1, 1, react(entryId(1, 2), '👍'))), {
      type: 'react',
      text: '👍',
      format: 1,
    })
    t.match(applyRecord(record(1, 1, 1, react(entryId(1, 2), '👍', 'remove'))), { type: 'react', format: 0 })
    const shout = applyRecord(record(1, 2, 5, { kind: 'text', format: 2, text: 'oh' }))
    t.strictSame(shout, {
      id: entryId(1, 2),
      log: logKey(1),
      seq: 2,
      author: memberId(1),
      device: deviceId(1),
      hlc: hlcOf(startMs, 5),
      type: 'text',
      text: 'oh',
      format: 2,
      target: null,
      mentions: [],
    })
    const without = foldRoom(logOf(1, [text('a'), text('b')], { step: 10 }), scope)
    const withSilent = foldRoom(
      [
        ...logOf(1, [text('a'), text('b')], { step: 10 }),
        ...silent.map((entry, i) => record(1, i + 3, 100 + i, entry)),
      ],
      scope,
    )
    t.strictSame(withSilent.rows.slice(0, 3), without.rows, 'they change no other row')
    t.strictSame([withSilent.members, withSilent.name], [without.members, without.name])
  },
)

t.test('a nick is announced when it changes, not when it is first given or said again', async (t) => {
  const room = foldRoom(logOf(1, [nick('ana'), nick('ana'), nick('anna'), nick('anna'), nick('ana')]), scope)
  t.strictSame(
    room.rows.map((row) => row.shown),
    [true, false, false, true, false, true],
  )
  t.ok(
    room.rows.every((row) => row.nick === 'ana'),
    'rows carry the nick of now',
  )
})

t.test('members are all who wrote anything, with the newest nick over all of their logs', async (t) => {
  const records = [
    ...logOf(3, [nick('late')], { at: 50, author: 1 }),
    ...logOf(1, [nick('early')], { author: 1 }),
    ...logOf(2, [text('hi')], { author: 0 }),
  ]
  t.strictSame(foldRoom(records, scope).members, [
    { author: creator, role: 5, nick: null, logs: [logKey(2)] },
    { author: memberId(1), role: 2, nick: 'late', logs: [logKey(1), logKey(3)] },
  ])
})

t.test('only who may name the room names it, and the newest name counts', async (t) => {
  const records = [
    ...logOf(1, [name('lobby'), name('paris')], { author: 0 }),
    ...logOf(2, [name('mine')], { at: 50 }),
  ]
  const room = foldRoom(records, scope)
  t.equal(room.name, 'paris')
  t.strictSame(
    room.rows.filter((row) => row.type === 'name').map((row) => row.shown),
    [true, true, false],
  )
  t.equal(
    foldRoom(records, { ...scope, nameRole: 2 }).name,
    'mine',
    'where the policy lets every member do it',
  )
  t.equal(foldRoom(records.slice(3), scope).name, 'garden', 'the genesis name, when nobody else may')
})

t.test('held records are counted and change nothing until they are due', async (t) => {
  const records = logOf(1, [nick('ana'), text('now'), nick('future'), text('later')])
  const early = foldRoom(records, { ...scope, maxHlc: records[2]!.hlc })
  t.equal(early.held, 2)
  t.strictSame({ ...early, held: 0 }, foldRoom(records.slice(0, 3), scope))
  t.equal(foldRoom(records, scope).held, 0)
})
