/** Mentions in UTF-16 and in bytes are the same ranges. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { fromByteMentions, toByteMentions } from '../../src/engine/byte-mentions.js'
import { holds } from '../timeline/holds.js'

const author = 'ab'.repeat(32)

/** A text of pieces, some of which name somebody. */
const named = fc
  .array(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 9 }), fc.boolean()), {
    maxLength: 12,
  })
  .map((pieces) => {
    let text = ''
    const mentions = pieces.flatMap(([piece, names]) => {
      const start = text.length
      text += piece
      return names ? [{ author, start, end: text.length }] : []
    })
    return { text, mentions }
  })

t.test('what is said in UTF-16 comes back in UTF-16, whatever the order it was given in', async (t) => {
  holds(
    t,
    fc.property(named, ({ text, mentions }) => {
      const bytes = toByteMentions(text, mentions.toReversed())
      const back = fromByteMentions(text, bytes).map(({ identity, start, end }) => ({
        author: identity,
        start,
        end,
      }))
      assert.deepEqual(back, mentions)
      for (const { startByte, lengthBytes } of bytes)
        assert.ok(
          Buffer.from(text)
            .subarray(startByte, startByte + lengthBytes)
            .toString()
            .isWellFormed(),
        )
    }),
  )
})

t.test('ranges beside the text, inside a character, or over each other are refused', async (t) => {
  const bad = [
    [[0, 0]],
    [[2, 1]],
    [[0, 9]],
    [[1, 2]],
    [[0, 1]],
    [
      [0, 2],
      [0, 2],
    ],
  ]
  for (const ranges of bad) {
    const mentions = ranges.map(([start = 0, end = 0]) => ({ author, start, end }))
    t.throws(() => toByteMentions('🌳ab', mentions), { code: 'BAD_TEXT' }, JSON.stringify(ranges))
  }
  t.throws(() => toByteMentions('ab', [{ author: 'me', start: 0, end: 1 }]), { code: 'BAD_TEXT' })
})

t.test('no more names than a message can hold, and none too long for it', async (t) => {
  const many = Array.from({ length: 20 }, (_, i) => ({ author, start: i, end: i + 1 }))
  t.equal(toByteMentions('x'.repeat(20), many).length, 16)
  t.same(toByteMentions('x'.repeat(300), [{ author, start: 0, end: 256 }]), [])
})
