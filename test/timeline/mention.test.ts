/** Which messages name somebody: whole words of any script, keys, and keys of others. */
import b4a from 'b4a'
import fc from 'fast-check'
import t from 'tap'
import { mentionOf } from '../../src/timeline/mention.js'
import { memberId } from './records.js'

const me = memberId(1)
const said = (text: string) => ({ text, mentions: [] })
const naming = (text: string, part: string, identity = me) => ({
  text,
  mentions: [
    {
      identity,
      startByte: b4a.from(text.slice(0, text.indexOf(part))).byteLength,
      lengthBytes: b4a.from(part).byteLength,
    },
  ],
})

t.test('a nick names us as a whole word, anywhere and in any case', async (t) => {
  const names = mentionOf(me, ['Zoë'])
  for (const text of [
    'Zoë',
    'zoë: hi',
    'hi ZOË!',
    '@zoë',
    '(zoë)',
    'is zoë’s',
    'a\nzoë\nb',
    'zoe\u0308?',
    '🌳zoë🌳',
  ])
    t.ok(names(said(text)), text)
  for (const text of [
    '',
    'zoe',
    'zoëy',
    'azoë',
    'zoë_away',
    'zoë|away',
    'x-zoë',
    '-zoë',
    'zoë2',
    'zoë\u0301',
  ])
    t.notOk(names(said(text)), text)
})

t.test('words of every script and of signs are taken as they are, never as a pattern', async (t) => {
  for (const word of [
    '.*',
    'a.b',
    '[bob]',
    'c++',
    '$',
    '木',
    'ана',
    '🌳',
    'two words',
    'a|b',
    '^',
    '\\d',
    '{1}',
    '(?',
  ]) {
    const names = mentionOf(me, [word])
    t.ok(names(said(`see ${word} there`)), word)
    t.notOk(names(said('anything else 1 aab b')), word)
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ unit: 'binary' }), (word, text) => {
      mentionOf(me, [word])(said(text))
    }),
  )
})

t.test('an edge of a word that is a sign stands next to anything, the other edge does not', async (t) => {
  for (const [word, text] of [
    ['c++', 'c++11 is out'],
    ['c++', 'use c++!'],
    ['c++', '(c++)'],
    [':)', 'well:) then'],
    [':)', 'good:)'],
    ['.net', 'asp.net'],
    ['#hocket', 'see#hocket'],
  ] as const)
    t.ok(mentionOf(me, [word])(said(text)), text)
  for (const [word, text] of [
    ['c++', 'abc++ done'],
    ['c++', 'c+'],
    ['.net', 'the .network'],
    ['#hocket', '#hockets'],
  ] as const)
    t.notOk(mentionOf(me, [word])(said(text)), text)
})

t.test('a word inside another one does not hide the whole one behind it, in any script', async (t) => {
  t.ok(mentionOf(me, ['bob'])(said('bobob bobbob bob')))
  t.notOk(mentionOf(me, ['bob'])(said('bobob bobbob')))
  t.ok(mentionOf(me, ['bo', 'bob'])(said('bob')))
  t.ok(mentionOf(me, ['𝒳'])(said('𝒳𝒳 a𝒳 𝒳')))
  t.notOk(mentionOf(me, ['𝒳'])(said('𝒳𝒳 a𝒳 𝒳b')))
  const names = mentionOf(me, ['bob'])
  t.same([names(said('bob')), names(said('bob'))], [true, true], 'no answer depends on the one before')
})

t.test('each of several words counts; without any, only a key names us', async (t) => {
  const names = mentionOf(me, ['bob', ' ', 'garden', ''])
  t.ok(names(said('the Garden')))
  t.ok(names(said('bob?')))
  t.notOk(names(said('the house')))
  t.notOk(mentionOf(me, [])(said('anything')))
  t.notOk(mentionOf(me, [' '])(said('any thing')))
})

t.test('a key in the message wins: ours names us, that of a namesake does not', async (t) => {
  const names = mentionOf(me, ['bob'])
  t.ok(names(naming('hi old nick', 'old nick')))
  t.notOk(names(naming('ö hi bob', 'bob', memberId(2))))
  t.ok(names({ ...naming('bob and bob', 'bob', memberId(2)) }), 'the other one may be us')
  t.ok(mentionOf(me, [])(naming('you', 'you')))
})
