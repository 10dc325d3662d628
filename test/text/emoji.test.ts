import { gemoji } from 'gemoji'
import t from 'tap'
import { emojiNamed, emojiNames, findShortcodes } from '../../src/text/emoji.js'
import { replaceShortcodes } from '../../src/text/replace-shortcodes.js'
import { sanitize } from '../../src/text/sanitize.js'

t.test('every short name of gemoji is known, and no other', async (t) => {
  const names = gemoji.flatMap((one) => one.names)
  t.same(emojiNames(), names)
  t.same(
    names.map((name) => emojiNamed(name)),
    gemoji.flatMap((one) => one.names.map(() => one.emoji)),
  )
  t.equal(emojiNamed('no_such_face'), undefined)
  t.equal(emojiNamed(''), undefined)
})

t.test('I8: every emoji of the table is safe text as it is', async (t) => {
  t.same(
    gemoji.map((one) => one.emoji).filter((emoji) => sanitize(emoji) !== emoji),
    [],
  )
})

t.test(
  'a short name is found between words, never in a time, a word or a longer run of colons',
  async (t) => {
    t.same(findShortcodes('well :+1: (:tada:)'), [
      { start: 5, end: 9, emoji: '👍' },
      { start: 11, end: 17, emoji: '🎉' },
    ])
    for (const text of ['at 10:100:20', 'a:tada:', ':tada:b', '::tada::', ':nope:', 'plain']) {
      t.same(findShortcodes(text), [], text)
    }
  },
)

t.test('names become emoji, but for those in code, in links and of nothing', async (t) => {
  t.equal(
    replaceShortcodes('done :tada: `:tada:` https://x.org/:tada: :nosuch: :heart:'),
    'done 🎉 `:tada:` https://x.org/:tada: :nosuch: ❤️',
  )
  t.equal(replaceShortcodes('at 10:30:20'), 'at 10:30:20')
})
