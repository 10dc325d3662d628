/** Cells, graphemes, cutting, padding, and the classes of characters that skip the measuring. */
import fc from 'fast-check'
import stringWidth from 'string-width'
import t from 'tap'
import { escapeJson } from '../../src/text/escape-json.js'
import { graphemes } from '../../src/text/graphemes.js'
import { isNarrowLine, isPlainLine, isPlainText, splitRuns } from '../../src/text/plain.js'
import { safe, sanitize } from '../../src/text/sanitize.js'
import { graphemeWidth, padEnd, padStart, textWidth, truncate } from '../../src/text/width.js'
import { anyText } from './nasty-text.js'

t.test(
  'every plain character is one cell, one grapheme beside any other, composed, and survives sanitising',
  async (t) => {
    const plain = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)).filter(isPlainLine)
    t.ok(plain.length > 700)
    const segmenter = new Intl.Segmenter('en')
    for (const char of plain) {
      if (stringWidth(char) !== 1 || char !== char.normalize('NFC') || sanitize(`日${char}`) !== `日${char}`)
        t.fail(char)
    }
    t.equal([...segmenter.segment(plain.join(''))].length, plain.length)
    t.ok(isPlainText('a\nb'))
    t.notOk(isPlainLine('a\nb'))
  },
)

t.test('every narrow character is one cell and one grapheme beside any other', async (t) => {
  const narrow = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)).filter(isNarrowLine)
  t.ok(narrow.length > 1000)
  t.same(
    narrow.filter((char) => stringWidth(char) !== 1),
    [],
  )
  t.equal([...new Intl.Segmenter('en').segment(narrow.join(''))].length, narrow.length)
  t.equal(textWidth('│ ● ana → ✓✓'), 12)
})

t.test('width counts cells of a terminal', async (t) => {
  for (const [text, cells] of [
    ['', 0],
    ['hello', 5],
    ['größer', 6],
    ['日本', 4],
    ['한', 2],
    ['e\u0301', 1],
    ['👨‍👩‍👧', 2],
    ['🇫🇷👍🏽', 4],
    ['❤️', 2],
    ['1️⃣', 2],
    ['␛�·…', 4],
    ['a\n日', 3],
  ] as const)
    t.equal(textWidth(text), cells, text)
})

t.test('graphemes are what people see as one character', async (t) => {
  t.same(splitRuns(''), [])
  t.same(splitRuns('a日x\u0301b👍c日'), ['a', '日', 'x\u0301b👍c', '日'])
  t.same(graphemes('ab\nc'), ['a', 'b', '\n', 'c'])
  t.same(graphemes('e\u0301👨‍👩‍👧🇫🇷'), ['e\u0301', '👨‍👩‍👧', '🇫🇷'])
})

t.test('graphemes are those of Unicode in any text', async (t) => {
  const segmenter = new Intl.Segmenter('en')
  const segments = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment)
  fc.assert(
    fc.property(anyText, (raw) =>
      [raw, sanitize(raw)].every((text) => graphemes(text).join('|') === segments(text).join('|')),
    ),
    { numRuns: 2000 },
  )
  // All characters that skip the segmenter, beside one another.
  const singles = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)).filter(
    (char) => splitRuns(char + char).length === 2,
  )
  t.ok(singles.length > 20_000)
  t.equal(segments(singles.join('')).length, singles.length)
})

t.test('widths stay right when more graphemes were seen than are remembered', async (t) => {
  for (let codePoint = 0x4e00; codePoint < 0x4e00 + 5000; codePoint += 1) {
    if (graphemeWidth(String.fromCodePoint(codePoint)) !== 2) t.fail(codePoint.toString(16))
  }
  t.equal(graphemeWidth('\u4e00'), 2)
})

t.test('truncating leaves room for the ellipsis and never half a character', async (t) => {
  t.equal(truncate('hello', 5), 'hello')
  t.equal(truncate('hello', 4), 'hel…')
  t.equal(truncate('日本語', 5), '日本…')
  t.equal(truncate('日本語', 4), '日…')
  t.equal(truncate('👨‍👩‍👧x', 2), '…')
  t.equal(truncate('hello', 1), '…')
  t.equal(truncate('hello', 0), '')
  t.equal(truncate(safe`hello`, 2), 'h…')
})

t.test('padding fills up to the width and leaves wider text alone', async (t) => {
  t.equal(padEnd('日', 4), '日  ')
  t.equal(padStart('日', 4), '  日')
  t.equal(padEnd('hello', 3), 'hello')
  t.equal(padStart(safe`hello`, 3), 'hello')
})

t.test('for any text: graphemes join to it, its width is their sum, and what is truncated fits', async () => {
  fc.assert(
    fc.property(anyText.map(sanitize), fc.integer({ min: 1, max: 30 }), (text, cells) => {
      const parts = graphemes(text)
      const cut = truncate(text, cells)
      return (
        parts.join('') === text &&
        textWidth(text) === text.split('\n').reduce((cells, line) => cells + stringWidth(line), 0) &&
        textWidth(cut) <= cells &&
        // Counted apart: a few Indic letters form one grapheme with whatever follows, even with a space.
        textWidth(cut) + padEnd(cut, cells).length - cut.length === cells
      )
    }),
    { numRuns: 2000 },
  )
})

t.test('I8: JSON for a pipe holds nothing that a terminal obeys, and parses to the same value', async (t) => {
  t.equal(
    escapeJson({ a: '\x1b[2J\x7f\x9b\u202e\u200b\u2028\u{e0041}é日' }),
    '{"a":"\\u001b[2J\\u007f\\u009b\\u202e\\u200b\\u2028\\udb40\\udc41é日"}',
  )
  t.equal(escapeJson(undefined), 'null')
  t.equal(escapeJson([1, null, true]), '[1,null,true]')
  fc.assert(
    fc.property(anyText, (text) => {
      const json = escapeJson({ [text]: [text] })
      t.same(JSON.parse(json), { [text]: [text] })
      return !/\p{C}|\p{Zl}|\p{Zp}|\p{Variation_Selector}/u.test(json)
    }),
    { numRuns: 500 },
  )
})
