import fc from 'fast-check'
import t from 'tap'
import { findLinks, hostOf } from '../../src/text/links.js'
import { type MarkupBlock, markup } from '../../src/text/markup.js'
import { anyText } from './nasty-text.js'

/** Blocks as text: kind, then the content with every span as `<style:…>`, markers left out. */
function shown(text: string, blocks: readonly MarkupBlock[] = markup(text)): string[] {
  return blocks.map(({ kind, start, end, spans }) => {
    let line = ''
    for (let at = start; at <= end; at += 1) {
      for (const span of [...spans].reverse()) {
        if (span.style !== 'marker' && span.end === at) line += '>'
      }
      for (const span of spans) if (span.style !== 'marker' && span.start === at) line += `<${span.style}:`
      const hidden = spans.some((span) => span.style === 'marker' && span.start <= at && at < span.end)
      if (at < end && !hidden) line += text[at]
    }
    return `${kind}: ${line}`
  })
}

t.test('bold, italic, struck and code are found where words begin and end', async (t) => {
  for (const [text, expected] of [
    ['a **b c** d', 'a <bold:b c> d'],
    ['*a* _b_ __c__ ~~d~~ ***e***', '<italic:a> <italic:b> <bold:c> <strike:d> <bold:<italic:e>>'],
    ['(**a**), "_b_".', '(<bold:a>), "<italic:b>".'],
    ['**a *b* c**', '<bold:a <italic:b> c>'],
    ['use `a *b*` and ``c`d``', 'use <code:a *b*> and <code:c`d>'],
    ['これは**太字**です', 'これは<bold:太字>です'],
    ['**a _b** c', '<bold:a _b> c'],
    ['*a **b* c', '<italic:a **b> c'],
  ] as const) {
    t.same(shown(text), [`text: ${expected}`], text)
  }
})

t.test('what only looks like formatting stays as it is written', async (t) => {
  for (const text of [
    '2*3*4',
    'snake_case_name',
    'src/**/*.ts and test/**/*.ts',
    '2 * 3 * 4',
    '¯\\_(ツ)_/¯',
    'an *open end',
    '`unclosed and ``two',
    '~one~ ~~~three~~~',
    '>_< and >this',
    'e*\u0301x*',
    '',
  ]) {
    t.same(shown(text), [`text: ${text}`], text)
  }
})

t.test(
  'fences make blocks of code, signs at the beginning of a line quotes; an open fence is text',
  async (t) => {
    t.same(shown('see:\n```ts\nconst *a* = 1\n\nb\n```\n> **so** it is\n>\n> more\nend\n*x*'), [
      'text: see:',
      'code: const *a* = 1\n\nb',
      'quote: <bold:so> it is',
      'quote: ',
      'quote: more',
      'text: end\n<italic:x>',
    ])
    t.same(shown('```\nnever closed'), ['text: ```\nnever closed'])
    t.same(shown('```\n```'), ['text: ```\n```'])
    t.same(shown('a\n```'), ['text: a\n```'])
  },
)

t.test('links are what is written out with http; signs inside them mean nothing', async (t) => {
  const text = 'see https://example.org/_a_/*b* and HTTP://x.org/_, not example.org, ftp://x.org or a@b.org.'
  const links = findLinks(text)
  t.same(
    links.map(({ start, end }) => text.slice(start, end)),
    ['https://example.org/_a_/*b*', 'HTTP://x.org/_'],
  )
  t.same(shown(text, markup(text, links)), [`text: ${text}`])
  t.same(findLinks('plain'), [])
  t.same(findLinks('http://'), [])
  t.equal(hostOf('https://exаmple.org/x'), 'xn--exmple-4nf.org')
  t.equal(hostOf('https://'), undefined)
})

const signs = fc
  .array(
    fc.constantFrom(
      '*',
      '**',
      '_',
      '__',
      '~~',
      '`',
      '``',
      '```',
      '>',
      '> ',
      ' ',
      '\n',
      'a',
      'é',
      '日',
      'https://x.org/',
      '.',
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''))

t.test('any text gives blocks and spans in bounds, in order, nested and not crossing', async (t) => {
  const check = (text: string): boolean => {
    let last = 0
    return markup(text, findLinks(text)).every(({ start, end, spans }) => {
      const isAfter = start >= last && end >= start && end <= text.length
      last = end
      const isInside = spans.every((span) => span.start >= start && span.end <= end && span.start < span.end)
      const ascends = spans.every(
        (span, index) => index === 0 || span.start >= (spans[index - 1]?.start ?? 0),
      )
      const nests = spans.every((one) =>
        spans.every(
          (other) =>
            one.end <= other.start || other.end <= one.start || contains(one, other) || contains(other, one),
        ),
      )
      return isAfter && isInside && ascends && nests
    })
  }
  t.doesNotThrow(() => fc.assert(fc.property(fc.oneof(signs, anyText), check), { numRuns: 3000 }))
})

function contains(one: { start: number; end: number }, other: { start: number; end: number }): boolean {
  return one.start <= other.start && other.end <= one.end
}

t.test('texts of full length that are nothing but signs are read to their end', async (t) => {
  for (const piece of ['*a ', 'a* ', '*', '_*', '`', '` `` ', '> ', '```\n', '**a_b ', 'https://x.org/ ']) {
    const text = piece.repeat(Math.floor(16_384 / piece.length))
    t.ok(markup(text, findLinks(text)).length > 0, piece)
  }
})
