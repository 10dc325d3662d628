import t from 'tap'
import { chordOf, type Key } from '../../../src/tui/term/key.js'
import { Keyboard } from '../../../src/tui/term/keyboard.js'
import { ManualClock } from '../manual-clock.js'

/** What a keyboard makes of reads with pauses (in ms) between them. */
function read(...steps: readonly (string | number)[]): string[] {
  const clock = new ManualClock()
  const keyboard = new Keyboard(clock)
  const keys: Key[] = []
  keyboard.keys.on((key) => keys.push(key))
  for (const step of steps) {
    if (typeof step === 'number') clock.advance(step)
    else keyboard.push(new TextEncoder().encode(step))
  }
  clock.advance(5000)
  return keys.map((key) => {
    if (key.kind === 'paste') return `paste ${JSON.stringify(key.text)}`
    if (key.kind === 'text') return `text ${key.text}`
    return key.kind === 'key' ? chordOf(key) : key.kind
  })
}

t.test('a marked paste that pauses is a paste to its end marker: nothing of it is a key', async (t) => {
  const start = '\x1b[200~'
  const end = '\x1b[201~'
  const pauseMs = 1100
  t.same(read(`${start}alpha\r`, pauseMs, `beta\r/nick pasted\rgamma${end}`, 'x\r'), [
    'paste "alpha"',
    'paste "\\rbeta\\r/nick pasted\\rgamma"',
    'text x',
    'enter',
  ])
  t.same(read(`${start}a`, pauseMs, 'bb\r', pauseMs, 'cc', pauseMs, `dd${end}`, '\r'), [
    'paste "a"',
    'paste "bb"',
    'paste "\\rcc"',
    'paste "dd"',
    'enter',
  ])
  t.same(read(`${start}a`, pauseMs, '\r', pauseMs, `b${end}`, '\r'), ['paste "a"', 'paste "\\rb"', 'enter'])
  t.same(read(`${start}a\r\x1b[20`, pauseMs, '1~', '\r'), ['paste "a"', 'paste "\\r"', 'enter'])
  t.same(read(`${start}a`, pauseMs, end, '\r'), ['paste "a"', 'paste ""', 'enter'])
})

t.test('a paste whose end never comes gives the keyboard back with the next single key', async (t) => {
  t.same(read('\x1b[200~a\r', 1100, 'x', '\r'), ['paste "a"', 'text x', 'enter'])
  t.same(read('\x1b[200~a', 1100, '\x1b[A', 'bc', '\r'), ['paste "a"', 'up', 'text bc', 'enter'])
  t.same(read('\x1b[200~a', 1100, 'é', '\r'), ['paste "a"', 'text é', 'enter'])
})

t.test(
  'reports of the terminal and another paste are what they are while the end of a paste is owed',
  async (t) => {
    t.same(read('\x1b[200~a', 1100, '\x1b[O', 'b\rc\x1b[201~'), ['paste "a"', 'focus', 'paste "b\\rc"'])
    t.same(read('\x1b[200~a', 1100, '\x1b[200~b\x1b[201~', '\r'), ['paste "a"', 'paste "b"', 'enter'])
  },
)

t.test('a read with the end of a paste that never began is pasted', async (t) => {
  t.same(read('/quit\ry\x1b[201~z'), ['paste "/quit\\ry"', 'text z'])
})

t.test('answers of the terminal are not typed, however long their second piece takes', async (t) => {
  for (const [one, other] of [
    ['\x1b[?', '0u'],
    ['\x1b[?62;', '22c'],
    ['\x1b]11;rgb:0000/', '0000/0000\x07'],
    ['\x1bP1$', 'r0m\x1b\\'],
    ['\x1b_Gi=1', ';OK\x1b\\'],
  ] as const)
    t.same(read(one, 900, other, 'x'), ['reply', 'text x'], JSON.stringify([one, other]))
  t.same(read('\x1b[<64;1', 500, '0;2M', 'x'), ['mouse', 'text x'])
  t.same(read('\x1b', 500, '[?0u', 'x'), ['escape', 'reply', 'text x'])
  t.same(read('\x1b', 500, '[?', 500, '0u', 'x'), ['escape', 'reply', 'text x'])
  t.same(read('\x1b', 500, ']11;rgb:0/0/0\x07', 'x'), ['escape', 'reply', 'text x'])
  t.same(read('\x1b[', 500, 'I', 'x'), ['M-[', 'focus', 'text x'])
  t.same(read('\x1b', 500, '[I', 'x'), ['escape', 'focus', 'text x'])
  t.same(read('\x1b', 500, '[A', 'x'), ['escape', 'up', 'text x'])
})

t.test('what is typed after an Escape is typed', async (t) => {
  t.same(read('\x1b', 500, 'hello', '[a](b)'), ['escape', 'text hello', 'text [a](b)'])
  t.same(read('\x1b', 500, '[ok]'), ['escape', 'text [ok]'])
  t.same(read('\x1b', 1500, '[?0u'), ['escape', 'text [?0u'], 'only for a second')
})

t.test('an answer without an end holds the keyboard for a second in all', async (t) => {
  t.same(read('\x1b]11;rgb', 600, 'abc', 600, 'def'), ['reply', 'text def'])
})
