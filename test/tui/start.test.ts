import t, { type Test } from 'tap'
import type { EngineClient } from '../../src/api/client.js'
import { HocketError } from '../../src/errors.js'
import { systemClock } from '../../src/lib/clock.js'
import { type StartOptions, start } from '../../src/tui/start.js'
import { FakeEngine, idOf } from './fake-engine.js'
import { FakeTerminal } from './fake-terminal.js'
import { MemoryConfig } from './memory-config.js'

process.env.TZ = 'UTC'

interface Shown {
  readonly terminal: FakeTerminal
  readonly engine: FakeEngine
  readonly code: Promise<number>
}

/** A client that is attached when the test says so, or never. */
function attachedLater() {
  const settle: { resolve?: (client: EngineClient) => void; reject?: (error: unknown) => void } = {}
  const promise = new Promise<EngineClient>((resolve, reject) => Object.assign(settle, { resolve, reject }))
  return { promise, resolve: settle.resolve!, reject: settle.reject! }
}

const connected = (engine: FakeEngine): StartOptions['client'] => engine.client()

const colour = { LANG: 'C.UTF-8', TERM: 'xterm-256color' }

function show(
  t: Test,
  engine: FakeEngine,
  columns: number,
  rows: number,
  env: Record<string, string> = colour,
  client = connected(engine),
): Shown {
  const terminal = new FakeTerminal(columns, rows)
  const code = start({
    client,
    connect: async () => {
      if (engine.gone) throw new Error('not yet')
      return engine.client()
    },
    startDemo: () => Promise.reject(new Error('There is no demo here.')),
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    env,
    clock: systemClock,
    config: new MemoryConfig(),
  })
  t.teardown(async () => {
    terminal.type('\x11\x11')
    await code.catch(() => undefined) // a test that expects it has seen it
  })
  return { terminal, engine, code }
}

/** An engine with three rooms, of which the first is full of people and messages. */
function village(): { engine: FakeEngine; garden: string } {
  const engine = new FakeEngine()
  const garden = engine.addRoom('garden', { peers: 2, onlyHere: 1 })
  const dev = engine.addRoom('dev')
  engine.addRoom(null)
  engine.addMember(garden, 'bob')
  engine.addMember(garden, '花子', { online: false })
  for (let index = 0; index < 50; index += 1) engine.receive(garden, `text ${index}`, { unread: false })
  engine.receive(garden, 'hi \x1b[31mthere\x1b]0;owned\x07', { nick: 'e\x1b[2Jve', unread: false })
  engine.receive(garden, 'mine', {
    mine: true,
    author: idOf('me'),
    nick: 'ana',
    delivery: 'held',
    unread: false,
  })
  for (let index = 0; index < 3; index += 1) engine.receive(dev, `dev ${index}`)
  engine.change(null)
  engine.change(garden, { peers: 2, onlyHere: 1, sync: { knownBlocks: 100, missingBlocks: 25 } })
  return { engine, garden }
}

/** No dialog is open. */
const closed = /^(?![\s\S]*╭)[\s\S]*\[ana\]/

t.test('at 80 columns: rooms with unread counts, timeline, status bar and input line', async (t) => {
  const { terminal } = show(t, village().engine, 80, 24)
  const screen = await terminal.until(/mine ✓✓[\s\S]*1:#garden[\s\S]*\[ana\]/)
  t.match(screen, /^ ROOMS {10}│ #garden +3 members ✓ e2e$/m)
  t.match(screen, /^▌1 #garden {6}│/m)
  t.match(screen, /^ 2 #dev {7}3 │/m)
  t.match(screen, /^ 3 room 3 {7}│/m)
  t.match(screen, /^ +│20:50 +│ text 49$/m)
  t.match(screen, /● 2 peers {2}⇣ sync ▕███████▌ {2}▏ 75% 75\/100 {2}✓ 1 only here/)
  t.notMatch(screen, /MEMBERS/)
  const cell = terminal.emulator.buffer.active.getLine(20)?.getCell(26)
  t.ok(cell !== undefined && !cell.isFgDefault(), 'nicks have a colour')
})

t.test('it is drawn while the engine is still being attached, and what is typed then is kept', async (t) => {
  const { engine } = village()
  const attaching = attachedLater()
  const { terminal } = show(t, engine, 80, 24, colour, attaching.promise)
  await terminal.until(/starting/)
  terminal.type('early\r')
  await terminal.until(/rooms are not here yet[\s\S]*› early/)
  attaching.resolve(engine.client())
  await terminal.until(/mine ✓✓[\s\S]*\[ana\] early/)
  terminal.type('\r')
  await terminal.until(/│ early/)
})

t.test(
  'an engine that cannot be attached ends the screen with the reason, and the terminal is restored',
  async (t) => {
    const attaching = attachedLater()
    const { terminal, code } = show(t, new FakeEngine(), 80, 24, colour, attaching.promise)
    await terminal.until(/starting/)
    attaching.reject(new HocketError('PROFILE_LOCKED', 'Another engine runs here.'))
    await t.rejects(code, { code: 'PROFILE_LOCKED' })
    await terminal.lines()
    t.equal(terminal.emulator.buffer.active.type, 'normal')
  },
)

t.test('at 140 columns the members stand at the right, at 50 the rooms go too', async (t) => {
  const { terminal } = show(t, village().engine, 140, 40)
  const wide = await terminal.until(/MEMBERS 3 \(2 on\)/)
  t.match(wide, /● ana +you$/m)
  t.match(wide, /● bob$/m)
  t.match(wide, /○ 花子 *$/m)
  terminal.type('\x1b[18~')
  await terminal.until(/^(?![\s\S]*MEMBERS)[\s\S]*ROOMS/)
  terminal.resize(50, 16)
  const narrow = await terminal.until(/^ #garden +1\/3/)
  t.notMatch(narrow, /ROOMS/)
  t.match(narrow, /20:50 +│ text 49/)
})

t.test('I8: nothing that a peer wrote drives the terminal', async (t) => {
  const { terminal } = show(t, village().engine, 80, 24)
  const titles: string[] = []
  terminal.emulator.onTitleChange((title) => titles.push(title))
  const screen = await terminal.until(/mine/)
  t.match(screen, /e␛\[2Jve │ hi ␛\[31mthere␛\]0;owned␇/)
  t.match(screen, /text 45/)
  t.notMatch(titles.join(), /owned/)
})

t.test(
  'the frame is drawn when CI is set, without colours under NO_COLOR, in ASCII without UTF-8',
  async (t) => {
    const { terminal } = show(t, village().engine, 80, 24, {
      CI: 'true',
      NO_COLOR: '1',
      TERM: 'xterm',
      LANG: 'C',
    })
    const screen = await terminal.until(/mine \+\+/)
    t.match(screen, /^>1 #garden {6}\|/m)
    t.notMatch(terminal.written, /\x1b\[3[0-9]m|\x1b\[38;/)
    t.match(terminal.written, /\x1b\[7m/, 'inverse stays')
  },
)

t.test('typing shows the text and sets the cursor; Enter sends; history and paste work', async (t) => {
  const { terminal, engine } = show(t, village().engine, 80, 24)
  await terminal.until(/mine/)
  terminal.type('日本\x1b[D')
  await terminal.until(/\[ana\] 日本/)
  t.equal(terminal.emulator.buffer.active.cursorX, 8)
  t.equal(terminal.emulator.buffer.active.cursorY, 23)
  terminal.type('\x05!\r')
  await terminal.until(/│ 日本! ✓/)
  t.equal(engine.room('h1').messages.at(-1)?.text, '日本!')
  terminal.type('\x1b[200~two\nlines\x1b[201~')
  await terminal.until(/\[ana\] two\n {4}· lines +Enter send · Alt-Enter newline/)
  terminal.type('\x15\x15\x7f\x15\x1b[A')
  await terminal.until(/\[ana\] 日本!/)
})

t.test('dialogs stand over the screen, in their own frames, and close without a trace', async (t) => {
  const { terminal } = show(t, village().engine, 80, 40)
  const before = await terminal.until(/mine/)
  terminal.type('\x1bOP')
  t.match(await terminal.until(/─ Help ─/), /Ctrl-N Ctrl-P {2}next, previous room/)
  terminal.type('q')
  t.equal(await terminal.until(closed), before)
  terminal.type('/link\r')
  const link = await terminal.until(/─ Link to #garden ─[\s\S]*hocket:w\//)
  t.match(link, /▄▄▄▄▄▄▄/, 'as a QR code too')
  terminal.type('y')
  await terminal.until(/clipboard/)
  t.match(terminal.written, /\x1b\]52;c;/)
  terminal.type('q')
  await terminal.until(closed)
  terminal.type('/names\r')
  await terminal.until(/─ #garden: 3 members, 2 online ─[\s\S]*○ 花子/)
  terminal.type('q')
  await terminal.until(closed)
  terminal.type('/search text 7\r')
  await terminal.until(/1 of 1 · local history only \(1 room not fully synced\)/)
})

t.test('the first start greets, and says so when there is no demo', async (t) => {
  const { terminal } = show(t, new FakeEngine({ nick: null }), 80, 24)
  await terminal.until(/Welcome to hocket[\s\S]*Nickname ›/)
  terminal.type('ana\x1b[A\x1b[A\r')
  await terminal.until(/There is no demo here/)
  terminal.type('\x1b[B\x1b[B\r')
  await terminal.until(/What shall it be called/)
  terminal.type('gärten\r')
  await terminal.until(/#gärten is quiet/)
})

t.test('the status bar says when the engine is away and when it is back; a draft stays', async (t) => {
  const { terminal, engine } = show(t, village().engine, 80, 24)
  await terminal.until(/mine/)
  terminal.type('unsent')
  engine.die()
  await terminal.until(/engine away[\s\S]*\[ana\] unsent/)
  engine.gone = false
  await terminal.until(/● 2 peers[\s\S]*\[ana\] unsent/)
})

t.test('below 20×6 it says that it is too small, and comes back with the size', async (t) => {
  const { terminal } = show(t, village().engine, 80, 24)
  const before = await terminal.until(/mine/)
  terminal.resize(19, 5)
  await terminal.until(/^terminal too small\n*$/)
  terminal.resize(80, 24)
  const withoutClock = (screen: string) => screen.replace(/^ \d\d:\d\d/gm, '')
  t.equal(withoutClock(await terminal.until(/mine/)), withoutClock(before))
})

t.test('at every size the screen is whole: no row too long, no pane failed', async (t) => {
  const { terminal } = show(t, village().engine, 80, 24)
  await terminal.until(/mine/)
  for (const [columns, rows] of [
    [20, 6],
    [59, 10],
    [60, 7],
    [99, 30],
    [100, 12],
    [200, 60],
  ] as const) {
    terminal.resize(columns, rows)
    const screen = await terminal.until(/\[ana\]/)
    t.notMatch(screen, /failed/, `${columns}×${rows}`)
    terminal.type('\x1bOP')
    await terminal.until(/─ Help/)
    terminal.type('q')
    await terminal.until(closed)
  }
})

t.test('quitting gives the terminal back; a signal does so too and ends with its code', async (t) => {
  const quitting = show(t, new FakeEngine(), 80, 24)
  await quitting.terminal.until(/Welcome/)
  t.equal(quitting.terminal.input.raw, true)
  quitting.terminal.type('\x11')
  t.equal(await quitting.code, 0)
  await quitting.terminal.lines()
  t.equal(quitting.terminal.emulator.buffer.active.type, 'normal')
  t.equal(quitting.terminal.input.raw, false)
  const killed = show(t, village().engine, 80, 24)
  await killed.terminal.until(/mine/)
  process.emit('SIGTERM')
  t.equal(await killed.code, 143)
  await killed.terminal.lines()
  t.equal(killed.terminal.emulator.buffer.active.type, 'normal')
  t.match(killed.terminal.emulator.modes, { bracketedPasteMode: false, sendFocusMode: false })
})

t.test('a terminal that hangs up ends the screen', async (t) => {
  const hung = show(t, village().engine, 80, 24)
  await hung.terminal.until(/mine/)
  hung.terminal.input.end()
  t.equal(await hung.code, 129)
})

t.test(
  'a terminal that is gone, and refuses even to be given back, ends the screen and its engine client',
  async (t) => {
    const gone = show(t, village().engine, 80, 24)
    await gone.terminal.until(/mine/)
    gone.terminal.input.setRawMode = () => {
      throw new Error('setRawMode EIO')
    }
    process.emit('SIGHUP')
    t.equal(await gone.code, 129)
    t.equal(gone.engine.clients, 0)
  },
)

t.test(
  'a room that was waited for says so when it is here, and the list keeps its count beside a long name',
  async (t) => {
    const engine = new FakeEngine({ nick: 'ana' })
    engine.addRoom('garden')
    const waiting = engine.addRoom(null)
    const { terminal } = show(t, engine, 80, 24)
    await terminal.until(/room 2/)
    engine.change(waiting, { state: 'ready', name: 'a very long name', unread: 12 })
    const screen = await terminal.until(/#a very long name is here: a member was online/)
    t.match(screen, /^ 2 #a very … 12 │/m)
  },
)

t.test('F7 shows the members over the timeline where there is no room beside it', async (t) => {
  const { terminal } = show(t, village().engine, 80, 24)
  await terminal.until(/mine/)
  terminal.type('\x1b[18~')
  await terminal.until(/─ #garden: 3 members, 2 online ─/)
})

t.test(
  'a long room name takes nothing away from the status bar, and a long list says where one is',
  async (t) => {
    const engine = new FakeEngine({ nick: 'ana' })
    for (let index = 0; index < 9; index += 1) engine.addRoom(`${index} and quite a long name behind it`)
    const { terminal } = show(t, engine, 60, 8)
    await terminal.until(/^ ROOMS +1\/9 │/m)
    terminal.type('\x10')
    await terminal.until(/^ ROOMS +9\/9 │/m)
    terminal.resize(50, 8)
    await terminal.until(/ 9:#8 and quite a … {2}○ nobody/)
  },
)
