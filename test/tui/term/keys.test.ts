import fc from 'fast-check'
import t from 'tap'
import { chordOf, type Key } from '../../../src/tui/term/key.js'
import { Keyboard } from '../../../src/tui/term/keyboard.js'
import { KeyParser, longestPaste } from '../../../src/tui/term/keys.js'
import { ManualClock } from '../manual-clock.js'

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
    backspace: ['\x7f', '\b'],
    pageup: ['\x1b[5~'],
    'M-pageup': ['\x1b[5;3~', '\x1b\x1b[5~'],
    'S-pagedown': ['\x1b[6;2~', '\x1b[6$'],
    'C-pagedown': ['\x1b[6;5~', '\x1b[6^'],
    'C-left': ['\x1b[1;5D', '\x1bO5D'],
    'M-left': ['\x1b[1;3D', '\x1b\x1b[D', '\x1b\x1bOD'],
    f1: ['\x1bOP', '\x1b[11~', '\x1b[[A', '\x1b[P'],
    f12: ['\x1b[24~'],
    tab: ['\t'],
    'S-tab': ['\x1b[Z'],
    enter: ['\r', '\x1bOM', '\x1b[13u'],
    'M-enter': ['\x1b\r', '\x1b[13;3u', '\x1b[27;3;13~'],
    'S-enter': ['\x1b[13;2u', '\x1b[27;2;13~'],
    'C-j': ['\n'],
    'C-a': ['\x01', '\x1b[97;5u', '\x1b[27;5;97~'],
    'C-z': ['\x1a'],
    'C-space': ['\0'],
    'M-b': ['\x1bb', '\x1b[98;3u'],
    'M-é': ['\x1bé'],
    'M-O': ['\x1bO'],
    'M-[': ['\x1b['],
    'M-backspace': ['\x1b\x7f'],
    escape: ['\x1b', '\x1b[27u'],
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
})

t.test('answers of the terminal and unknown sequences are never typed', async (t) => {
  const swallowed = [
    '\x1b[?1;2c',
    '\x1b]11;rgb:0000/0000/0000\x07',
    '\x1b]11;rgb:0000/0000/0000\x1b\\',
    '\x1bP1$r0m\x1b\\',
    '\x1b[?2026;2$y',
    '\x1b[99;1;9q',
    '\x1b[<0;10;10M',
    '\x1b[98;1:3u',
    '\x1b[57358u',
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

t.test('a control string without an end is bounded and gives the keyboard back', async (t) => {
  const keys = keysOf(`\x1b]${'x'.repeat(5000)}`)
  t.equal(keys[0]?.kind, 'reply')
  t.equal(keys[1]?.kind, 'text')
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

t.test(
  'a lone Escape counts after 30 ms, and the rest of a split sequence in time belongs to it',
  async (t) => {
    const clock = new ManualClock()
    const keyboard = new Keyboard(clock)
    const chords: string[] = []
    keyboard.keys.on((key) => chords.push(key.kind === 'key' ? chordOf(key) : key.kind))
    keyboard.push(bytes('\x1b'))
    clock.advance(29)
    t.same(chords, [])
    keyboard.push(bytes('[A'))
    t.same(chords, ['up'])
    keyboard.push(bytes('\x1b'))
    clock.advance(30)
    t.same(chords, ['up', 'escape'])
    keyboard.push(bytes('\x1b[200~slow'))
    clock.advance(900)
    keyboard.push(bytes(' paste\x1b[201~'))
    t.same(chords, ['up', 'escape', 'paste'])
    keyboard.stop()
  },
)
