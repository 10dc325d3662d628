import t from 'tap'
import { chordOf, type Key } from '../../../src/tui/term/key.js'
import { Keyboard } from '../../../src/tui/term/keyboard.js'
import { askKeyboard, KeyboardProtocol } from '../../../src/tui/term/keyboard-protocol.js'
import { enterScreen, leaveScreen } from '../../../src/tui/term/modes.js'
import { ManualClock } from '../manual-clock.js'

const bytes = (text: string) => new TextEncoder().encode(text)

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

/** What a keyboard makes of reads, one after the other. */
function read(...chunks: string[]): { keys: Key[]; clock: ManualClock; keyboard: Keyboard } {
  const clock = new ManualClock()
  const keyboard = new Keyboard(clock)
  const keys: Key[] = []
  keyboard.keys.on((key) => keys.push(key))
  for (const chunk of chunks) keyboard.push(bytes(chunk))
  return { keys, clock, keyboard }
}

const pasted = ['one', 'two', '/quit', 'four', 'five', 'rm -rf'].join('\r')

t.test('a few lines in one read were typed while the link hung: each Enter is one', async (t) => {
  const { keys } = read('yes\rok go\r', 'bye\r', '/names\r')
  t.same(
    keys.map((key) => (key.kind === 'key' ? key.name : key.kind === 'text' && key.text)),
    ['yes', 'enter', 'ok go', 'enter', 'bye', 'enter', '/names', 'enter'],
  )
})

t.test('more lines, or longer ones, than anybody types into one read are an unmarked paste', async (t) => {
  const { keys, clock } = read(`${pasted}\r`)
  t.same(keys, [], 'until the next read is waited for')
  clock.advance(60)
  t.same(keys, [{ kind: 'paste', text: `${pasted}\r`, unmarked: true }])
  const long = read(`first\r${'x'.repeat(300)}`)
  long.clock.advance(60)
  t.match(long.keys, [{ kind: 'paste', unmarked: true }])
  t.match(
    read(`${'x'.repeat(300)}\r`).keys,
    [{ kind: 'text' }, { kind: 'key' }],
    'one long line and its Enter',
  )
})

t.test('a terminal that has marked a paste marks every one: nothing is guessed any more', async (t) => {
  const { keys } = read('\x1b[200~a\rb\x1b[201~', `${pasted}\r`)
  t.same(keys[0], { kind: 'paste', text: 'a\rb' })
  t.equal(keys.filter((key) => key.kind === 'key' && key.name === 'enter').length, 6)
})

t.test('the reads of a long unmarked paste are one paste, and the key behind it is a key', async (t) => {
  const { keys, clock, keyboard } = read(`${pasted}\rtwo`, ' and more\r', 'three é'.slice(0, 6))
  keyboard.push(new Uint8Array([0xc3]))
  clock.advance(59)
  keyboard.push(new Uint8Array([0xa9, 0x0d]))
  keyboard.push(bytes('\x1b[A'))
  t.same(
    keys.map((key) => (key.kind === 'paste' ? key.text : key.kind)),
    [`${pasted}\rtwo and more\rthree é\r`, 'key'],
  )
  keyboard.push(bytes('x\r'))
  t.equal(keys.length, 4, 'typing goes on as before')
})

t.test('a line with its Enter, keys among text and marked pastes are no unmarked paste', async (t) => {
  const kinds = (...chunks: string[]) => read(...chunks).keys.map(({ kind }) => kind)
  t.same(kinds('hello\r'), ['text', 'key'])
  t.same(kinds('a\x15\rb'), ['text', 'key', 'key', 'text'])
  t.same(kinds('\x1b[200~a\rb\x1b[201~'), ['paste'])
  t.same(kinds('\x1b[200~a', '\rb\x1b[201~'), ['paste'])
})

t.test('the kitty protocol is asked for, else the way of xterm, and leaving ends both', async (t) => {
  const kitty = new KeyboardProtocol()
  t.ok(enterScreen.endsWith(askKeyboard))
  t.equal(kitty.answer('\x1b[?0u'), '\x1b[>5u')
  t.equal(kitty.answer('\x1b[?62;4c'), undefined, 'the second answer says nothing new')
  kitty.reset()
  t.equal(kitty.answer('\x1b[?0u'), '\x1b[>5u', 'after a suspension it is asked again')
  const xterm = new KeyboardProtocol()
  t.equal(xterm.answer('\x1b]11;rgb:0/0/0\x07'), undefined)
  t.equal(xterm.answer('\x1b[?62;4c'), '\x1b[>4;1m')
  const alternate = leaveScreen.indexOf('\x1b[?1049l')
  for (const end of ['\x1b[<u', '\x1b[>4m', '\x1b[?1006l', '\x1b[?1000l']) {
    t.ok(leaveScreen.includes(end) && leaveScreen.indexOf(end) < alternate, JSON.stringify(end))
  }
})
