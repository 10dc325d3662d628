/** Full-text search: what is found, in which order, and that nothing typed can break it. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import type { IndexStore } from '../../src/index/index-store.js'
import { foldRoom } from '../../src/timeline/fold.js'
import { holds } from '../timeline/holds.js'
import {
  anyDelivery,
  anyRoom,
  edit,
  entryId,
  logOf,
  nick,
  otherRoom,
  record,
  redact,
  room,
  scope,
  text,
} from '../timeline/records.js'
import { commit, openIndex } from './worlds.js'

const find = (index: IndexStore, query: string, limit = 50) =>
  index.search({ rooms: [{ ...scope, room }], query, limit }).map((hit) => hit.text)

t.test(
  'words are found whatever their case, accents, width or script, the last one from its beginning',
  async (t) => {
    const index = await openIndex(t)
    const texts = [
      'Grüße aus Köln',
      'the relay in Lyon',
      '明日は東京タワーへ行く',
      'สวัสดีครับ',
      '안녕하세요 여러분',
      'well 🤣👍🏽 done',
      'ＦＵＬＬ width',
      'path/to-file_name.ts',
      'Ὀδυσσεύς',
      'family 👩‍👩‍👧',
    ]
    commit(index, logOf(1, texts.map(text)))
    const cases: [string, string | undefined][] = [
      ['grusse', texts[0]],
      ['GRÜSSE köln', texts[0]],
      ['kol', texts[0]],
      ['koln gru', texts[0]],
      ['kol grusse', undefined],
      ['lyon relay', texts[1]],
      ['"relay" lyon', texts[1]],
      ['東京', texts[2]],
      ['タワー 行', texts[2]],
      ['京東', undefined],
      ['สวัส', texts[3]],
      ['여러', texts[4]],
      ['🤣', texts[5]],
      ['👍', texts[5]],
      ['👍 well', texts[5]],
      ['full', texts[6]],
      ['to-file', texts[7]],
      ['name.ts', texts[7]],
      ['οδυσσευσ', texts[8]],
      ['👩', texts[9]],
      ['👩‍👩‍👧', texts[9]],
      ['zebra', undefined],
    ]
    for (const [query, expected] of cases)
      t.same(find(index, query), expected === undefined ? [] : [expected], query)
  },
)

t.test('a message is found by what it says now, and not at all once it was removed', async (t) => {
  const index = await openIndex(t)
  commit(index, logOf(1, [text('coffee'), text('cocoa'), text('gone by noon'), text('tea')]))
  commit(index, logOf(2, [edit(entryId(1, 1), 'rum'), edit(entryId(1, 2), 'milk')], { at: 50, author: 1 }))
  commit(index, logOf(3, [edit(entryId(1, 1), 'beer'), redact(entryId(1, 4))], { at: 60 }))
  commit(index, logOf(4, [redact(entryId(1, 3)), edit(entryId(1, 3), 'back')], { at: 70, author: 0 }))
  const found = (query: string) => find(index, query)
  t.same([found('coffee'), found('rum'), found('beer')], [[], ['rum'], []])
  t.same([found('cocoa'), found('milk'), found('noon'), found('back')], [[], ['milk'], [], []])
  t.same(found('tea'), ['tea'], 'not removed by somebody who may not')
  commit(
    index,
    [...logOf(1, [text('a')], { at: 0 }), record(1, 5, 90, edit(entryId(1, 1), 'coffee again'))].slice(-1),
  )
  t.same([found('coffee'), found('rum')], [['coffee again'], []])
  const early = [{ ...scope, room, maxHlc: record(1, 0, 80, text('')).hlc }]
  const then = (query: string) => index.search({ rooms: early, query, limit: 9 }).map((hit) => hit.text)
  t.same([then('coffee'), then('rum')], [[], ['rum']], 'what is held is not said yet')
})

t.test('I1: the search finds exactly the messages that say a word now', async (t) => {
  const index = await openIndex(t)
  holds(
    t,
    fc.property(
      anyRoom.chain((logs) => fc.tuple(fc.constant(logs), anyDelivery(logs))),
      ([logs, delivery]) => {
        index.clearAll()
        for (const batch of delivery) commit(index, batch)
        const { rows } = foldRoom(logs.flat(), scope)
        for (const word of ['tea', 'rum', 'you', 'yes', 'waves']) {
          const expected = rows.filter((row) => row.type === 'text' && row.text === word).map((row) => row.id)
          const hits = index.search({ rooms: [{ ...scope, room }], query: word, limit: 1_000 })
          const exact = hits.filter((hit) => hit.text === word) // random texts may begin like a word
          assert.deepEqual(exact.map((hit) => hit.id).toReversed(), expected)
        }
      },
    ),
    150,
  )
})

t.test('hits come newest first, whatever the order in which they arrived, up to the limit', async (t) => {
  const index = await openIndex(t)
  commit(index, logOf(1, ['tea 1', 'tea 3', 'tea 5'].map(text), { at: 10, step: 10 }))
  commit(index, logOf(2, ['tea 2', 'tea 4', 'coffee'].map(text), { at: 15, step: 10 }))
  t.same(find(index, 'tea'), ['tea 5', 'tea 4', 'tea 3', 'tea 2', 'tea 1'])
  t.same(find(index, 'te', 2), ['tea 5', 'tea 4'])
})

t.test('a search is in one room or in all of them, and a hit names its room and author', async (t) => {
  const index = await openIndex(t)
  commit(index, logOf(1, [nick('ana'), text('tea here')]))
  commit(index, logOf(2, [nick('bob'), text('tea there')], { at: 50 }), { to: otherRoom })
  const both = [room, otherRoom].map((each) => ({ ...scope, room: each }))
  const all = index.search({ rooms: both, query: 'tea', limit: 9 })
  t.same(
    all.map((hit) => [hit.room, hit.nick, hit.text]),
    [
      [otherRoom, 'bob', 'tea there'],
      [room, 'ana', 'tea here'],
    ],
  )
  t.same(find(index, 'tea'), ['tea here'])
  const nowhere = [{ ...scope, room: 'cc'.repeat(32) as never }]
  t.same(index.search({ rooms: nowhere, query: 'tea', limit: 9 }), [])
})

t.test('I4: nothing that can be typed raises an error, and a text is found by its own words', async (t) => {
  const index = await openIndex(t)
  const hostile = [
    '',
    ' ',
    '"',
    '""',
    '*',
    'tea*',
    '"tea',
    'NOT',
    'a AND',
    'OR b',
    'NEAR(a b)',
    'words : tea',
    '{room} : 1',
    '^tea',
    '-tea',
    '(',
    ')',
    '+',
    'tea\0',
    '\ud800',
    "'; drop table records; --",
    'x '.repeat(5_000),
    '漢'.repeat(5_000),
    '"'.repeat(5_000),
    '\u200d',
    '\ufe0f',
    '\u0301',
  ]
  commit(index, logOf(1, [text('tea and NOT coffee')]))
  for (const query of hostile) t.doesNotThrow(() => find(index, query), JSON.stringify(query.slice(0, 20)))
  for (const query of ['', '"', '*', '\u0301', '...'])
    t.same(find(index, query), [], `nothing to search for in ${JSON.stringify(query)}`)
  t.same(
    [find(index, 'NOT'), find(index, 'tea*'), find(index, '-tea'), find(index, 'tea\0')].map(
      (hits) => hits.length,
    ),
    [1, 1, 1, 1],
  )
  holds(
    t,
    fc.property(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
      fc.string({ unit: 'grapheme' }),
      (wild, other) => {
        index.clearAll()
        commit(index, logOf(1, [text(wild)]))
        find(index, other)
        const found = find(index, wild)
        if (/[\p{L}\p{N}\p{So}]/u.test(wild)) assert.deepEqual(found, [wild])
        else assert.ok(found.length <= 1)
      },
    ),
    400,
  )
})
