/** Candidates for mentions: by word and by key, both ways, and never without an end. */
import t from 'tap'
import type { IndexStore } from '../../src/index/index-store.js'
import type { MentionsRequest } from '../../src/index/mentions.js'
import { mostRead } from '../../src/index/sign-search.js'
import type { Entry } from '../../src/protocol/entry.js'
import { compareRecords } from '../../src/timeline/order.js'
import {
  logOf,
  memberId,
  nick,
  otherRoom,
  record,
  redact,
  room,
  scope,
  startMs,
  text,
} from '../timeline/records.js'
import { commit, openIndex } from './worlds.js'

const me = memberId(1)
const words = ['ana', '木']
const base = { ...scope, me, words, sinceMs: 0, towards: 'older' } as const

const find = (index: IndexStore, change: Partial<MentionsRequest> = {}, where = room) =>
  [...index.mentions(where, { ...base, ...change })].map((row) => row.text)

const named = (value: string): Entry => ({
  kind: 'text',
  format: 0,
  text: value,
  mentions: [{ identity: me, startByte: 0, lengthBytes: 1 }],
})

t.test('texts of others with one of the words, or with our key, come from either end', async (t) => {
  const index = await openIndex(t)
  commit(index, logOf(1, [text('ana says so herself')], { at: 5 }))
  commit(
    index,
    logOf(2, [text('Ana!'), nick('ana'), text('nothing'), named('you'), text('anatomy')], { at: 10 }),
  )
  commit(index, logOf(3, [text('under the 木'), named('ana twice')], { at: 50 }))
  t.same(find(index), ['ana twice', 'under the 木', 'you', 'Ana!'])
  t.same(find(index, { towards: 'newer' }), ['Ana!', 'you', 'under the 木', 'ana twice'])
  t.same(find(index, { words: [] }), ['ana twice', 'you'], 'by key alone')
  t.same(find(index, { words: ['-', 'nobody'] }), ['ana twice', 'you'])
  t.same(find(index, {}, otherRoom), [])
})

t.test('a word of signs alone is found in the texts themselves, in either form of Unicode', async (t) => {
  const index = await openIndex(t)
  commit(index, logOf(1, [text('mine :)')], { at: 5 }))
  const entries = [
    text('well :)'),
    text('none: )'),
    nick(':)'),
    named('you'),
    text('a \u2260 b'),
    text('=\u0338'),
  ]
  commit(index, logOf(2, entries, { at: 10 }))
  commit(index, logOf(3, [text('ana <3'), text('木 :)')], { at: 50 }))
  const signs = [':)', ' <3 ', '', '\u2260']
  const found = ['木 :)', 'ana <3', '=\u0338', 'a \u2260 b', 'you', 'well :)']
  t.same(find(index, { words: signs }), found)
  t.same(find(index, { words: [...signs, 'ana', 'well'] }), found, 'each once, among the other candidates')
  t.same(find(index, { words: signs, towards: 'newer' }), found.toReversed())
  t.same(find(index, { words: signs, sinceMs: startMs + 1 }), [])
})

t.test('for words of signs a bounded number of records is read, from the place on', async (t) => {
  const index = await openIndex(t)
  const some = logOf(2, [text('first :)')], { at: 1 })
  const many = Array.from({ length: mostRead }, (_, number) => text(`nothing ${number}`))
  commit(index, some)
  commit(index, logOf(3, many, { at: 10 }))
  t.same(find(index, { words: [':)'] }), [])
  t.same(find(index, { words: [':)'], from: logOf(3, many, { at: 10 })[100]! }), ['first :)'])
  t.same(find(index, { words: [':)'], towards: 'newer' }), ['first :)'])
})

t.test('a place is where the answers begin, and it is not among them', async (t) => {
  const index = await openIndex(t)
  const records = logOf(2, [text('ana 1'), text('ana 2'), text('ana 3')], { at: 10 })
  commit(index, records)
  const same = record(3, 0, 12, { kind: 'join', card: new Uint8Array(345) })
  commit(index, [same, record(3, 1, 14, text('ana too'))])
  const from = records[2]!
  t.same(find(index, { from }), ['ana 1'])
  t.same(find(index, { from, towards: 'newer' }).toSorted(), ['ana 3', 'ana too'])
  t.ok(compareRecords(from, same) < 0)
})

t.test('what is held, removed or older than the joining names nobody', async (t) => {
  const index = await openIndex(t)
  const records = logOf(2, [text('ana 1'), text('ana 2'), text('ana 3')], { at: 10 })
  commit(index, [...records, record(2, 4, 20, redact(records[2]!.id))])
  t.same(find(index), ['ana 3', 'ana 1'])
  t.same(find(index, { maxHlc: records[1]!.hlc }), ['ana 1'])
  t.same(find(index, { sinceMs: startMs + 1 }), [])
  t.same(find(index, { sinceMs: startMs + 1, towards: 'newer', from: records[0]! }), [])
})

t.test('our own words between do not hide what lies behind them, and a flood of ours ends', async (t) => {
  const index = await openIndex(t)
  commit(index, logOf(2, [text('ana, look')], { at: 1 }))
  const own = Array.from({ length: 250 }, () => text('ana again'))
  commit(index, logOf(4, own, { at: 10, author: 1 }))
  t.same(find(index), ['ana, look'])
  const flood = Array.from({ length: 2_000 }, () => text('ana again'))
  commit(index, logOf(5, flood, { at: 1_000, author: 1 }))
  t.same(find(index), [])
  t.same(find(index, { towards: 'newer' }), ['ana, look'])
})
