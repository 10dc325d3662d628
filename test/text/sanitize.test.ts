/** The policy for untrusted text, row by row, and what must hold for any string at all. */
import fc from 'fast-check'
import t from 'tap'
import { graphemes } from '../../src/text/graphemes.js'
import { joinSafe, safe, sanitize, sanitizeLine, sanitizeNick, sliceSafe } from '../../src/text/sanitize.js'
import { textWidth } from '../../src/text/width.js'
import { anyText } from './nasty-text.js'

const chars = (...codePoints: number[]) => String.fromCodePoint(...codePoints)
const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i)

t.test('plain text in several scripts stays as it is', async (t) => {
  for (const text of [
    '',
    'hello, world ~ {} \\ "quoted"',
    'zwei\nZeilen – größer',
    'привет, как дела?',
    '日本語のテキスト、全角',
    'שלום עולם',
    'العربية ۱۲۳ \u06dd',
    'हिन्दी கிருஷ்ணன் ไทย',
    'é à la carte',
    '👍🏽 🇫🇷 ❤️ 1️⃣ ☎︎',
    'a\u00a0b\u3000c',
  ])
    t.equal(sanitize(text), text)
})

t.test('each C0 control and DEL becomes its visible picture', async (t) => {
  for (const control of range(0, 0x1f)) {
    if ([0x09, 0x0a, 0x0d].includes(control)) continue
    t.equal(sanitize(`a${chars(control)}b`), `a${chars(0x2400 + control)}b`)
  }
  t.equal(sanitize('\x1b]0;t\x07\x7f'), '␛]0;t␇␡')
})

t.test('each C1 control but NEL becomes U+FFFD', async (t) => {
  for (const control of range(0x80, 0x9f)) {
    t.equal(sanitize(`a${chars(control)}b`), control === 0x85 ? 'a\nb' : 'a\ufffdb')
  }
})

t.test('split and unterminated sequences lose only their control characters', async (t) => {
  t.equal(sanitize('\x1b'), '␛')
  t.equal(sanitize('\x1b[3'), '␛[3')
  t.equal(sanitize('\x1b\u200b[2J'), '␛[2J')
  t.equal(sanitize('\x1b\x1b[2J'), '␛␛[2J')
  t.equal(sanitize('\x9b2J\x9d0;x\x9c'), '\ufffd2J\ufffd0;x\ufffd')
})

t.test('every line end is one line feed, or a space on one line', async (t) => {
  t.equal(sanitize('a\r\nb\rc\u0085d\u2028e\u2029f\ng'), 'a\nb\nc\nd\ne\nf\ng')
  t.equal(sanitizeLine('a\r\nb\rc\u0085d\u2028e\u2029f\n\ng'), 'a b c d e f g')
})

t.test('a tab becomes four spaces, or one on one line', async (t) => {
  t.equal(sanitize('\tif'), '    if')
  t.equal(sanitizeLine('a\tb'), 'a b')
})

t.test('bidi controls are removed', async (t) => {
  for (const control of [0x061c, 0x200e, 0x200f, ...range(0x202a, 0x202e), ...range(0x2066, 0x2069)]) {
    t.equal(sanitize(`a${chars(control)}b`), 'ab')
  }
})

t.test('invisible characters are removed', async (t) => {
  for (const char of [
    ...[0x200b, 0xfeff, 0x180e, 0x00ad, 0x034f, 0x115f, 0x1160, 0x3164, 0xffa0, 0x2800, 0x17b4, 0x206a],
    ...range(0x2060, 0x2065),
    ...range(0xfff0, 0xfffb),
    ...range(0x1d173, 0x1d17a),
    ...range(0x180b, 0x180d),
    ...range(0xfe00, 0xfe0f),
    ...range(0xe0000, 0xe01ff),
  ])
    t.equal(sanitize(`a${chars(char)}b`), 'ab', char.toString(16))
})

t.test('variation selectors stay after emoji only, after digits only in keycaps', async (t) => {
  t.equal(sanitize('❤\ufe0f ☎\ufe0e #\ufe0f\u20e3'), '❤\ufe0f ☎\ufe0e #\ufe0f\u20e3')
  t.equal(sanitize('1\ufe0f2\ufe0e ❤\ufe0f\ufe0f'), '12 ❤\ufe0f')
})

t.test('tag characters stay in the three flags that are made with them', async (t) => {
  const flag = (letters: string) =>
    `🏴${chars(...Array.from(letters, (c) => 0xe0000 + c.charCodeAt(0)), 0xe007f)}`
  for (const country of ['gbeng', 'gbsct', 'gbwls']) t.equal(sanitize(flag(country)), flag(country))
  t.equal(sanitize(flag('ustx')), '🏴')
  t.equal(sanitize(flag('gbeng').slice(2)), '')
})

t.test('joiners stay in emoji and between letters of scripts that need them', async (t) => {
  for (const text of ['👨‍👩‍👧', '🏳️‍🌈', '👩🏽‍🚀', 'می‌خواهم', 'क्‍ष', 'ශ්‍රී', 'न्‌न']) t.equal(sanitize(text), text)
  t.equal(sanitize('a\u200db\u200cc 👍\u200d x\u200d👍 \u200d'), 'abc 👍 x👍 ')
  t.equal(sanitize('ب\u200c'), 'ب')
  t.equal(sanitize('ب\u200c\u200c\u200dب'), 'ب\u200cب')
})

t.test('a grapheme of more than 8 joiners or 32 code points becomes U+FFFD', async (t) => {
  const chain = (joiners: number) => `${'👩\u200d'.repeat(joiners)}👩`
  t.equal(sanitize(`a${chain(8)}b`), `a${chain(8)}b`)
  t.equal(sanitize(`a${chain(9)}b`), 'a\ufffdb')
  t.equal(sanitize(`a${'क्'.repeat(16)}`), `a${'क्'.repeat(16)}`)
  t.equal(sanitize(`a${'क्'.repeat(16)}क`), 'a\ufffd')
})

t.test('a base keeps four marks', async (t) => {
  t.equal(sanitize(`x${'\u0330'.repeat(4)}y`), `x${'\u0330'.repeat(4)}y`)
  t.equal(sanitize(`x${'\u0330'.repeat(500)}y`), `x${'\u0330'.repeat(4)}y`)
  t.equal(sanitize('လျှို့ဝှက်'), 'လျှို့ဝှက်', 'marks with cells of their own do not count')
})

t.test('what leans on the character before it gets a dotted circle at a start', async (t) => {
  t.equal(sanitize('\u0301a\n\u0301b \u0301c'), '◌\u0301a\n◌\u0301b ◌\u0301c')
  t.equal(sanitizeLine('  \u20dd'), '◌\u20dd')
  t.equal(sanitize('\u06dd \u06dd'), '◌\u06dd \u06dd')
  t.equal(sanitize('\u11a8'), '◌\u11a8')
})

t.test('surrogates, private use, unassigned and noncharacters become U+FFFD', async (t) => {
  for (const text of [
    '\ud83d',
    '\udc00',
    '\ue000',
    chars(0xf0000),
    '\u0378',
    '\ufdd0',
    '\uffff',
    chars(0x10ffff),
  ]) {
    t.equal(sanitize(`a${text}b`), 'a\ufffdb')
  }
})

t.test('text is composed, also where a removed character stood between', async (t) => {
  t.equal(sanitize('e\u0301 \u1112\u1161\u11ab'), 'é 한')
  t.equal(sanitize('e\u200b\u0301 e\u200c\u0301'), 'é é')
})

t.test('no more than 16,384 units are shown', async (t) => {
  t.equal(sanitize('x'.repeat(16_384)), 'x'.repeat(16_384))
  t.equal(sanitize('x'.repeat(16_385)), `${'x'.repeat(16_383)}…`)
  t.equal(sanitize('👍'.repeat(20_000)), `${'👍'.repeat(8_191)}…`)
  t.equal(sanitize('\t'.repeat(16_384)).length, 16_384)
})

t.test('a line is trimmed, its spaces are single, and it is never empty', async (t) => {
  t.equal(sanitizeLine('  a \u00a0\u3000 b\u200b  c  '), 'a b c')
  for (const text of ['', ' ', '\u200b', ' \n\u202e ']) t.equal(sanitizeLine(text), '·')
})

t.test('a line is cut to the cells it is given', async (t) => {
  t.equal(sanitizeLine('hello', 5), 'hello')
  t.equal(sanitizeLine('hello', 4), 'hel…')
  t.equal(sanitizeLine('日本語', 4), '日…')
  t.equal(sanitizeLine('hello', 0), '…')
  t.equal(sanitizeLine(`${'\u200b'.repeat(50)}bob`, 3), 'bob', 'after removing, not before')
})

t.test('a nick has no signs of trust and at most 32 cells', async (t) => {
  t.equal(sanitizeNick('✓ali✔ce ✅'), 'alice')
  t.equal(sanitizeNick('🔒🛡️bob⭐👑'), 'bob')
  t.equal(sanitizeNick('★☆♛🔐⛨'), '·')
  t.equal(sanitizeNick('名'.repeat(40)), `${'名'.repeat(15)}…`)
})

t.test('safe text is composed from own words, numbers and safe text', async (t) => {
  const nick = sanitizeNick('ana')
  t.equal(safe`${nick}: ${3} new`, 'ana: 3 new')
  t.equal(joinSafe([nick, safe`bob`], safe`, `), 'ana, bob')
  t.equal(sliceSafe(nick, 1, 2), 'n')
  t.equal(sliceSafe(nick, 1), 'na')
})

t.test('sanitising twice is sanitising once', async () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 0, max: 40 }), (raw, cells) => {
      const once = [sanitize(raw), sanitizeLine(raw), sanitizeLine(raw, cells), sanitizeNick(raw)] as const
      const twice = [
        sanitize(once[0]),
        sanitizeLine(once[1]),
        sanitizeLine(once[2], cells),
        sanitizeNick(once[3]),
      ] as const
      return once.every((text, i) => text === twice[i])
    }),
    { numRuns: 3000 },
  )
})

t.test('I8: no string leaves anything in its text that controls, hides or reorders', async () => {
  const forbidden =
    /[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/
  fc.assert(
    fc.property(anyText, (raw) => {
      const [text, line] = [sanitize(raw), sanitizeLine(raw)]
      return (
        !forbidden.test(text) &&
        !/[\p{Cs}\p{Co}\p{Cn}]/u.test(text) &&
        text === text.normalize('NFC') &&
        !/\n|^ | $| {2}/.test(line) &&
        textWidth(line) > 0 &&
        graphemes(text).every((grapheme) => Array.from(grapheme).length <= 32)
      )
    }),
    { numRuns: 3000 },
  )
})
