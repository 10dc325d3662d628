import t from 'tap'
import { defaultSettings, type SettingName, type SettingValue } from '../../src/config/settings.js'
import { safe } from '../../src/text/sanitize.js'
import { connectKeys } from '../../src/tui/connect-keys.js'
import { layoutOf } from '../../src/tui/state/layout.js'
import { initialState } from '../../src/tui/state/reduce.js'
import { selectInput } from '../../src/tui/state/selectors.js'
import { Store } from '../../src/tui/state/store.js'
import { lookOf } from '../../src/tui/style/look.js'
import { Keyboard } from '../../src/tui/term/keyboard.js'
import { mouseOn, repairScreen } from '../../src/tui/term/modes.js'
import { FakeEngine, startMs } from './fake-engine.js'
import { ManualClock } from './manual-clock.js'

/** A screen of keys alone: three rooms, and what is sent to the terminal. */
function keys(cols = 80) {
  const clock = new ManualClock()
  const keyboard = new Keyboard(clock)
  const look = lookOf('mono', 'unicode')
  const store = new Store(
    initialState({ look, size: { cols, rows: 24 }, nowMs: startMs, settings: defaultSettings }),
  )
  const engine = new FakeEngine()
  for (const name of ['garden', 'dev', 'books']) engine.addRoom(name)
  store.dispatch({ type: 'mePulled', me: engine.me })
  store.dispatch({ type: 'roomsPulled', rooms: engine.rooms.map(({ view }) => view) })
  const sent: string[] = []
  const connection = connectKeys({ store, keyboard, clock, send: (sequence) => sent.push(sequence) })
  return {
    ...{ clock, store, sent, connection },
    room: () => store.state.current,
    text: () => selectInput(store.state).editor.text,
    set: (name: SettingName, value: SettingValue) =>
      store.dispatch({ type: 'settingChanged', change: { table: null, name, value }, told: safe`.` }),
    type(bytes: string) {
      keyboard.push(Buffer.from(bytes))
      clock.advance(40) // longer than the rest of a sequence is waited for
    },
  }
}

t.test('Esc and then a digit in time opens the room of that number, as Alt with it does', async (t) => {
  const face = keys()
  face.type('\x1b')
  face.type('2')
  t.equal(face.room(), 'h2')
  face.type('\x1b3')
  t.equal(face.room(), 'h3', 'Alt-3')
  face.type('\x1b')
  face.clock.advance(700)
  face.type('1')
  t.same([face.room(), face.text()], ['h3', '1'], 'too late')
})

t.test('Esc before a digit is no Alt while a line is being written', async (t) => {
  const face = keys()
  face.type('note ')
  face.type('\x1b')
  face.type('2')
  t.same([face.room(), face.text()], ['h1', 'note 2'])
})

t.test(
  'what follows an Esc is never eaten: a command, Enter, an arrow and text are themselves',
  async (t) => {
    const face = keys()
    face.type('\x1b')
    face.type('/')
    face.type('names')
    t.same([face.room(), face.text()], ['h1', '/names'])
    face.type('\x1b')
    face.type('\r')
    t.not(face.text(), '/names\n', 'no line break')
    face.type('one\x1b')
    face.type('\x1b[A')
    t.equal(face.room(), 'h1', 'not the room above')
    face.type('\x15one two\x1b')
    face.type('b')
    face.type('x')
    t.equal(face.text(), 'one twobx')
  },
)

t.test(
  'with esc_meta an Esc that had nothing to do makes a letter one with Alt, where that is bound',
  async (t) => {
    const face = keys()
    face.set('esc_meta', true)
    face.type('one two')
    face.type('\x1b')
    face.type('b')
    face.type('x')
    t.equal(face.text(), 'one xtwo', 'Alt-B went a word back')
    face.type('\x1b')
    face.type('v')
    t.equal(face.text(), 'one xvtwo', 'Alt-V is not bound: it is a letter')
    face.type('\x1b')
    face.type('/')
    t.equal(face.text(), 'one xv/two', 'and a slash is always a slash')
    face.type('\x1bb\x1b')
    face.type('f')
    t.equal(face.text(), 'one fxv/two', 'a terminal that sends Alt itself needs no Esc')
  },
)

t.test('Alt-M switches the mouse: the wheel scrolls three lines, a click opens a room', async (t) => {
  const face = keys()
  face.type('\x1bm')
  t.same(face.sent, ['\x1b[?1000h\x1b[?1006h'])
  face.type('\x1b[<0;3;3M\x1b[<0;3;3m')
  t.equal(face.room(), 'h2')
  face.type('\x1b[<0;3;2M')
  t.equal(face.room(), 'h1')
  face.type('\x1b[<0;3;20M\x1b[<0;40;4M\x1b[<2;3;3M\x1b[<0;3;1M')
  t.equal(face.room(), 'h1', 'beside the list nothing is clicked')
  const scrolled: unknown[] = []
  face.store.on(({ action }) => scrolled.push(action))
  face.type('\x1b[<64;3;3M\x1b[<65;3;3M')
  t.same(scrolled, [
    { type: 'scrolled', unit: 'line', by: -3 },
    { type: 'scrolled', unit: 'line', by: 3 },
  ])
  face.connection.entered()
  t.equal(face.sent.length, 2, 'a terminal that was taken anew is told again')
  face.type('\x1bm')
  t.equal(face.sent.at(-1), '\x1b[?1006l\x1b[?1000l')
  t.equal(keys(50).room(), 'h1')
})

t.test('in the bare view the mouse is the terminal’s, and afterwards what it was', async (t) => {
  const face = keys()
  face.type('\x1bl')
  t.same(face.sent, [], 'it was off')
  face.type('\x1bl\x1bm\x1bl')
  t.same(face.sent, ['\x1b[?1000h\x1b[?1006h', '\x1b[?1006l\x1b[?1000l'])
  face.connection.entered()
  t.equal(face.sent.length, 2)
  const { title, rooms, members, timeline } = layoutOf(face.store.state)
  t.same([title, rooms, members], [null, null, null])
  t.match(timeline, { x: 0, y: 0, width: face.store.state.size.cols })
  face.type('\x1bl')
  t.equal(face.sent.at(-1), '\x1b[?1000h\x1b[?1006h')
  t.not(layoutOf(face.store.state).title, null)
})

t.test('over a dialog the wheel scrolls it, and a click beside it closes it', async (t) => {
  const face = keys()
  face.store.dispatch({ type: 'overlayOpened', overlay: { kind: 'help', about: 'all', top: 0 } })
  face.type('\x1b[<65;40;10M')
  t.match(face.store.state.overlays, [{ kind: 'help', top: 3 }])
  face.type('\x1b[<0;40;10M')
  t.equal(face.store.state.overlays.length, 1)
  face.store.dispatch({ type: 'overlayOpened', overlay: { kind: 'members', top: 0 } })
  face.type('\x1b[<0;1;1M')
  t.match(face.store.state.overlays, [{ kind: 'help' }])
})

t.test('answers of the terminal choose how it sends keys, and are never typed', async (t) => {
  const face = keys()
  face.type('\x1b[?0u\x1b[?62c')
  t.same([face.sent, face.text()], [['\x1b[>5u'], ''])
  face.connection.entered()
  face.type('\x1b[?62c')
  t.same([face.sent.at(-1), face.text()], ['\x1b[>4;1m', ''])
  face.type('\x1b[O')
  t.equal(face.store.state.focused, false)
  face.type('\x1b[200~two\rlines\x1b[201~')
  t.equal(face.text(), 'two\nlines')
})

t.test(
  'a guessed paste keeps its last line end, so that what was typed behind it does not stick to it',
  async (t) => {
    const face = keys()
    face.type(`one\r${'two '.repeat(70)}\r`)
    face.clock.advance(60)
    face.type('bye')
    t.equal(face.text(), `one\n${'two '.repeat(70)}\nbye`)
  },
)

t.test(
  'drawing anew repairs the modes of the terminal, and asks for the mouse again where it is wanted',
  async (t) => {
    const face = keys()
    face.store.dispatch({ type: 'repainted' })
    t.same(face.sent, [repairScreen])
    face.set('mouse', true)
    face.sent.length = 0
    face.store.dispatch({ type: 'repainted' })
    t.same(face.sent, [repairScreen + mouseOn])
  },
)
