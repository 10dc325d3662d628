/** Where lines break, by examples and for any text. */
import fc from 'fast-check'
import t from 'tap'
import { graphemes } from '../../src/text/graphemes.js'
import { sanitize } from '../../src/text/sanitize.js'
import { textWidth } from '../../src/text/width.js'
import { wrap } from '../../src/text/wrap.js'
import { anyText } from './nasty-text.js'

const lines = (text: string, cols: number) => wrap(text, cols).map(({ start, end }) => text.slice(start, end))

t.test('text that fits is one line, also when it is empty', async (t) => {
  t.same(wrap('', 5), [{ start: 0, end: 0 }])
  t.same(wrap('hello', 5), [{ start: 0, end: 5 }])
  t.same(lines('日本 ', 5), ['日本 '])
})

t.test('lines break at spaces, which then belong to no line', async (t) => {
  t.same(lines('one two three', 8), ['one two', 'three'])
  t.same(lines('one two three', 7), ['one two', 'three'])
  t.same(lines('one   two', 5), ['one', 'two'])
  t.same(lines('привет как дела', 11), ['привет как', 'дела'])
  t.same(lines('ça va 👍 bien', 8), ['ça va 👍', 'bien'])
  t.same(wrap('one two', 4), [
    { start: 0, end: 3 },
    { start: 4, end: 7 },
  ])
})

t.test('line feeds break, and empty lines stay', async (t) => {
  t.same(lines('a\n\nb c\n', 2), ['a', '', 'b', 'c', ''])
  t.same(wrap('日\nb', 2), [
    { start: 0, end: 1 },
    { start: 2, end: 3 },
  ])
})

t.test('a word that is too long is cut at the edge', async (t) => {
  t.same(lines('abcdefghij', 4), ['abcd', 'efgh', 'ij'])
  t.same(lines('x abcdefghij', 4), ['x', 'abcd', 'efgh', 'ij'])
  t.same(lines('e\u0301e\u0301e\u0301', 2), ['e\u0301e\u0301', 'e\u0301'])
})

t.test('indentation stays with its word', async (t) => {
  t.same(lines('  abcdef', 4), ['  ab', 'cdef'])
  t.same(lines('  a bcdef', 6), ['  a', 'bcdef'])
  t.same(lines('        x', 4), ['', 'x'])
  t.same(lines('a        ', 4), ['a'])
})

t.test('lines break beside wide characters, but not before closing or after opening signs', async (t) => {
  t.same(lines('日本語テキスト', 6), ['日本語', 'テキス', 'ト'])
  t.same(lines('日本語、テキスト', 6), ['日本', '語、テ', 'キスト'])
  t.same(lines('日本「語テ」', 6), ['日本', '「語', 'テ」'])
  t.same(lines('abc日本', 4), ['abc', '日本'])
  t.same(lines('ab日cd', 4), ['ab日', 'cd'])
})

t.test('a grapheme wider than the line stands alone', async (t) => {
  t.same(lines('日本', 1), ['日', '本'])
  t.same(lines('ab', 0), ['a', 'b'])
})

t.test(
  'for any text: lines and what stands between them give the text back, and no line is too wide',
  async () => {
    fc.assert(
      fc.property(anyText.map(sanitize), fc.integer({ min: 1, max: 30 }), (text, cols) => {
        const borders = new Set([0])
        for (const grapheme of graphemes(text)) borders.add(Math.max(...borders) + grapheme.length)
        let at = 0
        for (const { start, end } of wrap(text, cols)) {
          if (!/^(| +|\n| +\n)$/.test(text.slice(at, start))) return false
          if (!borders.has(start) || !borders.has(end)) return false
          const line = text.slice(start, end)
          if (line.includes('\n') || (textWidth(line) > cols && graphemes(line).length > 1)) return false
          at = end
        }
        return /^ *$/.test(text.slice(at))
      }),
      { numRuns: 3000 },
    )
  },
)

t.test('measured and plain paragraphs break alike', async () => {
  const words = fc.array(fc.constantFrom('a', 'bc', ' ', '  ', 'def', 'ghijklmnop'), { maxLength: 40 })
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 20 }), (list, cols) => {
      const plain = list.join('')
      // Ω has one cell like a, but is not in the plain class.
      return JSON.stringify(wrap(plain, cols)) === JSON.stringify(wrap(plain.replace(/a/g, 'Ω'), cols))
    }),
    { numRuns: 2000 },
  )
})
