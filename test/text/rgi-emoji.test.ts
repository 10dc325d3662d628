/** What the bundle puts in the place of an expression of string-width answers like that expression. */
import { gemoji } from 'gemoji'
import t from 'tap'

interface RgiEmoji {
  readonly rgiEmojiRegex: { test(segment: string): boolean }
}

t.test('every code point and every emoji is told apart as by the expression of all emoji', async (t) => {
  const { rgiEmojiRegex }: RgiEmoji = await import(
    new URL('../../scripts/rgi-emoji.mjs', import.meta.url).href
  )
  const pattern = '^\\p{RGI_Emoji}$' // no literal: its flag is newer than what the compiler aims at
  const all = new RegExp(pattern, 'v')
  const differ: string[] = []
  let found = 0
  const compare = (text: string) => {
    if (rgiEmojiRegex.test(text) !== all.test(text)) differ.push(text)
    if (all.test(text)) found += 1
  }
  for (let point = 0; point <= 0x10ffff; point += 1) compare(String.fromCodePoint(point))
  for (const { emoji } of gemoji) for (const tail of ['', '\ufe0f', '\u200d', 'a']) compare(emoji + tail)
  t.same(differ, [])
  t.ok(found > 2000, `${found} emoji`)
})
