/** What may still become a link, while it is typed. */
import t from 'tap'
import { linkBeginning } from '../../src/protocol/link-beginning.js'
import { formatLink, parseLink } from '../../src/protocol/links.js'
import { brokenLinks } from './broken-links.js'
import { world } from './decoders.js'

const write = formatLink({ kind: 'w', w: world.w })
const read = formatLink({ kind: 'r', roomId: world.roomId, r: world.keys.r })

t.test('every beginning of a link may become it, and says how much is missing once it knows', async (t) => {
  for (const link of [write, read]) {
    const schemeLength = 'hocket:'.length
    for (let length = 0; length < link.length; length += 1) {
      const isKindKnown = length > schemeLength
      const slash = length === schemeLength + 1 ? 1 : 0
      const missingCharacters = isKindKnown ? link.length - length - slash : null
      t.same(linkBeginning(link.slice(0, length)), { missingCharacters }, `of ${length} characters`)
    }
    t.equal(linkBeginning(link), undefined, 'a whole link is no beginning')
  }
})

t.test('a key alone, upper case, spaces and an opened bracket begin a link as well', async (t) => {
  const key = write.slice('hocket:w/'.length)
  for (const length of [1, 2, 7, 8, 59])
    t.same(linkBeginning(key.slice(0, length)), { missingCharacters: 60 - length })
  t.same(linkBeginning(` ${write.slice(0, 30).toUpperCase()}\n`), { missingCharacters: 39 })
  t.same(linkBeginning(`<${write}`), { missingCharacters: 1 })
  t.match(parseLink(`<${write}>`), { ok: true })
})

t.test('what was mistyped, is too long or of another kind or version will never be a link', async (t) => {
  for (const text of [
    'hello',
    'https://',
    '#garden',
    'hocket:q/',
    'hocket:wy',
    `${write}y`,
    `<${write}>`,
    `${write.slice(0, 20)}l`,
    `hocket:w/b${write.slice(10, 20)}`,
    `hocket:w/0`,
    'hocket:w/0y',
  ])
    t.equal(linkBeginning(text), undefined, text)
  const spoiled = brokenLinks().filter(({ says }) => /mistyped|links do not use|version|kinds/.test(says))
  for (const { text } of spoiled) t.equal(linkBeginning(text), undefined, text)
})
