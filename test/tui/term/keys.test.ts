import fc from 'fast-check'
import t from 'tap'
import { chordOf, type Key } from '../../../src/tui/term/key.js'
import { KeyParser, longestPaste } from '../../../src/tui/term/keys.js'

const bytes = (text: string) => new TextEncoder().encode(text)

function keysOf(...chunks: string[]): Key[] {
  const parser = new KeyParser()
  return [...chunks.flatMap((chunk) => parser.push(bytes(chunk))), ...parser.flush()]
}

function chordsOf(text: string): string[] {
  return keysOf(text).map((key) => (key.kind === 'key' ? chordOf(key) : key.kind))
}

/** Runs of typed text may be cut anywhere: joined they must be the same. */
function joined(keys: readonly Key[]): Key[] {
  const result: Key[] = []
  for (const key of keys) {
    const last = result.at(-1)
    if (key.kind === 'text' && last?.kind === 'text') {
      result[result.length - 1] = { kind: 'text', text: last.text + key.text }
    } else result.push(key)
  }
  return result
}

t.test('every way in which terminals send a key gives the same chord', async (t) => {
  const table: Record<string, readonly string[]> = {
    up: ['\x1b[A', '\x1bOA'],
    home: ['\x1b[H', '\x1bOH', '\x1b[1~', '\x1b[7~'],
    end: ['\x1b[F', '\x1bOF', '\x1b[4~', '\x1b[8~'],
    delete: ['\x1b[3~'],
    backspace: ['\x7f', '\b', '\x1b[127;2u', '\x1b[104;5u', '\x1b[127;129u'],
    pageup: ['\x1b[5~'],
    'M-pageup': ['\x1b[5;3~', '\x1b\x1b[5~'],
    'S-pagedown': ['\x1b[6;2~', '\x1b[6$'],
    'C-pagedown': ['\x1b[6;5~', '\x1b[6^'],
    'C-left': ['\x1b[1;5D', '\x1bO5D'],
    'M-left': ['\x1b[1;3D', '\x1b\x1b[D', '\x1b\x1bOD'],
    f1: ['\x1bOP', '\x1b[11~', '\x1b[[A', '\x1b[P'],
    f12: ['\x1b[24~'],
    tab: ['\t', '\x1b[105;5u'],
    'S-tab': ['\x1b[Z'],
    enter: ['\r', '\x1bOM', '\x1b[13u', '\x1b[109;5u', '\x1b[57414u'],
    'M-enter': ['\x1b\r', '\x1b[13;3u', '\x1b[27;3;13~'],
    'S-enter': ['\x1b[13;2u', '\x1b[27;2;13~'],
    'C-j': ['\n'],
    'C-a': ['\x01', '\x1b[97;5u', '\x1b[27;5;97~'],
    'C-z': ['\x1a', '\x1b[122;5u', '\x1b[1103::122;5u'],
    'C-space': ['\0'],
    'M-b': ['\x1bb', '\x1b[98;3u'],
    'M-é': ['\x1bé'],
    'M-O': ['\x1bO'],
    'M-[': ['\x1b['],
    'M-backspace': ['\x1b\x7f'],
    escape: ['\x1b', '\x1b[27u', '\x1b[27;1:2u', '\x1b[91;5u'],
    'C-_': ['\x1f', '\x1b[45:95;6u', '\x1b[47;5u', '\x1b[95;5u', '\x1b[45;6u'],
    'M-N': ['\x1bN', '\x1b[110:78;4u', '\x1b[110;4u', '\x1b[27;4;78~'],
    'M-<': ['\x1b<', '\x1b[44:60;4u', '\x1b[44;4u', '\x1b[27;4;60~'],
    'M-_': ['\x1b_x'.slice(0, 2), '\x1b[45:95;4u'],
    'M-space': ['\x1b ', '\x1b[32;3u'],
    'C-S-up': ['\x1b[1;6A'],
    'C-delete': ['\x1b[3;5~', '\x1b[3^', '\x1b[3;5:1~'],
    'C-S-home': ['\x1b[7@'],
    'C-backspace': ['\x1b[127;5u'],
    f13: ['\x1b[25~', '\x1b[57376u'],
  }
  for (const [chord, sequences] of Object.entries(table)) {
    for (const sequence of sequences) t.same(chordsOf(sequence), [chord], JSON.stringify(sequence))
  }
  t.same(chordsOf('\x1b\x1b'), ['escape', 'escape'])
  t.same(chordsOf('\x1b\x1bx'), ['escape', 'M-x'])
})

t.test('text, emoji and what input methods send arrive as text', async (t) => {
  t.same(keysOf('héllo 👩‍👩‍👧'), [{ kind: 'text', text: 'héllo 👩‍👩‍👧' }])
  t.same(keysOf('\x1b[98u'), [{ kind: 'text', text: 'b' }])
  t.same(keysOf('\x1b[98;2u'), [{ kind: 'text', text: 'B' }])
  t.same(
    keysOf('\x1b[50:34;2u'),
    [{ kind: 'text', text: '"' }],
    'what Shift makes of it is said by the terminal',
  )
  t.same(keysOf('\x1b[97;1;228u'), [{ kind: 'text', text: 'ä' }])
  t.same(keysOf('\x1b[32;2u'), [{ kind: 'text', text: ' ' }])
  t.same(keysOf('\x1b[57400u\x1b[57413u\x1bOq'), [
    { kind: 'text', text: '1' },
    { kind: 'text', text: '+' },
    { kind: 'text', text: '1' },
  ])
})

t.test('answers of the terminal and unknown sequences are never typed', async (t) => {
  const swallowed = [
    '\x1b[?1;2c',
    '\x1b]11;rgb:0000/0000/0000\x07',
    '\x1b]11;rgb:0000/0000/0000\x1b\\',
    '\x1bP1$r0m\x1b\\',
    '\x1b[?2026;2$y',
    '\x1b[99;1;9q',
    '\x1b[<32;10;10M',
    '\x1b[<0;0;10M',
    '\x1b[<66;1;1M',
    '\x1b[98;1:3u',
    '\x1b[1;1:3A',
    '\x1b[3;1:3~',
    '\x1b[110;9u',
    '\x1b[?1u',
    '\x1b[57358u',
    '\x1b[55296u',
    '\x1bO~',
    '\x9b',
    `\x1b]${'x'.repeat(10)}`,
    '\x1b[12',
    '\x1b[999~',
    '\x1b[27;5;99999999~',
  ]
  for (const sequence of swallowed) {
    t.same([...new Set(keysOf(sequence).map(({ kind }) => kind))], ['reply'], JSON.stringify(sequence))
  }
  t.same(keysOf('\x1b[12\rx'), [
    { kind: 'reply', bytes: '\x1b[12' },
    keysOf('\r')[0],
    { kind: 'text', text: 'x' },
  ])
})

t.test('Alt-_, Alt-^ and Alt-X are keys however quickly others follow', async (t) => {
  t.same(chordsOf('\x1b_\x1b_\x1b_x\x1b^y\x1bXz'), [
    'M-_',
    'M-_',
    'M-_',
    'text',
    'M-^',
    'text',
    'M-X',
    'text',
  ])
  t.same(chordsOf('\x1b_Gi=31;OK\x1b\\a'), ['reply', 'text'], 'what a terminal says of pictures is not typed')
})

t.test('a control string without an end is bounded and gives the keyboard back', async (t) => {
  const keys = keysOf(`\x1b]${'x'.repeat(5000)}`)
  t.equal(keys[0]?.kind, 'reply')
  t.equal(keys[1]?.kind, 'text')
})

t.test('clicks and the wheel are events with cells that count from 0', async (t) => {
  const at = { kind: 'mouse', x: 9, y: 1 } as const
  t.same(keysOf('\x1b[<0;10;2M\x1b[<0;10;2m\x1b[<64;10;2M\x1b[<65;10;2M\x1b[<18;300;2M'), [
    { ...at, button: 0, does: 'press' },
    { ...at, button: 0, does: 'release' },
    { ...at, button: 0, does: 'wheel-up' },
    { ...at, button: 1, does: 'wheel-down' },
    { ...at, button: 2, does: 'press', x: 299 },
  ])
})

t.test('focus reports are events', async (t) => {
  t.same(keysOf('\x1b[I\x1b[O'), [
    { kind: 'focus', focused: true },
    { kind: 'focus', focused: false },
  ])
})

t.test('a bracketed paste is one event in which nothing is interpreted', async (t) => {
  const text = 'a\r\n\x1b[A\x1b[200~\x03 b'
  t.same(keysOf(`x\x1b[200~${text}\x1b[201~y`), [
    { kind: 'text', text: 'x' },
    { kind: 'paste', text },
    { kind: 'text', text: 'y' },
  ])
  t.same(
    keysOf('\x1b\x1b[200~a\x1b[201~').map(({ kind }) => kind),
    ['key', 'paste'],
  )
  t.same(
    keysOf('\x1b[201~').map(({ kind }) => kind),
    ['reply'],
    'an end without a beginning',
  )
})

t.test('a paste is bounded, and one that never ends does not swallow the keyboard', async (t) => {
  const [paste] = keysOf(`\x1b[200~${'x'.repeat(longestPaste + 10)}\x1b[201~`)
  t.equal(paste?.kind === 'paste' && paste.text.length, longestPaste)
  const parser = new KeyParser()
  t.same(parser.push(bytes('\x1b[200~abc\x1b[20')), [])
  t.equal(parser.pending, 'paste')
  t.same(parser.flush(), [{ kind: 'paste', text: 'abc\x1b[20' }])
  t.same(parser.push(bytes('z')), [{ kind: 'text', text: 'z' }])
})

t.test('the same bytes give the same keys however they are cut into reads', async (t) => {
  const piece = fc.oneof(
    fc.constantFrom(
      '\x1b',
      '\x1b[',
      '\x1bO',
      '\x1b]',
      '[',
      'A',
      '~',
      '1;5',
      '200~',
      '\x1b[200~',
      '\x1b[201~',
    ),
    fc.constantFrom(
      '\x1b[1;5D',
      '\x1b[[A',
      '\x1b[6$',
      '\x1b[?2026;2$y',
      '\x1b[45:95;6u',
      '\x1b[97;2:3u',
      '\x1b[<64;10;2M',
      '\x1b]0;t\x07',
      '\x1b\\',
      '\r',
      '\x7f',
      '\x9c',
    ),
    fc.string({ unit: 'grapheme', maxLength: 4 }),
    fc.string({ unit: 'binary', maxLength: 3 }),
  )
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 14 }),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 30 }),
        (pieces, sizes) => {
          const all = bytes(pieces.join(''))
          const whole = new KeyParser()
          const cut = new KeyParser()
          const expected = joined([...whole.push(all), ...whole.flush()])
          const got: Key[] = []
          for (let at = 0, index = 0; at < all.length; index += 1) {
            const size = sizes[index % sizes.length]!
            got.push(...cut.push(all.subarray(at, at + size)))
            at += size
          }
          got.push(...cut.flush())
          return JSON.stringify(joined(got)) === JSON.stringify(expected)
        },
      ),
      { numRuns: 2000 },
    ),
  )
})
