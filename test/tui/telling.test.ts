import t from 'tap'
import { FakeEngine } from './fake-engine.js'
import { MemoryConfig } from './memory-config.js'
import { showScreen } from './show-screen.js'

process.env.TZ = 'UTC'

const kitty = { LANG: 'C.UTF-8', TERM: 'xterm-kitty', KITTY_WINDOW_ID: '1' }
const foot = { LANG: 'C.UTF-8', TERM: 'foot' }
const unfocused = '\x1b[O'

function two(): FakeEngine {
  const engine = new FakeEngine()
  engine.addRoom('garden')
  engine.addRoom('dev')
  return engine
}

async function untilWritten(terminal: { written: string }, expected: RegExp): Promise<void> {
  const patience = AbortSignal.timeout(15_000)
  while (!expected.test(terminal.written)) {
    if (patience.aborted)
      throw new Error(`never written: ${expected}, but ${JSON.stringify(terminal.written.slice(-500))}`)
    await new Promise(setImmediate)
  }
}

t.test(
  'the window is called after the room, and after what waits; on leaving it gets its old title',
  async (t) => {
    const { terminal, engine, code } = showScreen(t, two())
    const titles: string[] = []
    terminal.emulator.onTitleChange((title) => titles.push(title))
    await terminal.until(/1:#garden/)
    engine.receive('h2', 'one')
    engine.change('h2')
    await terminal.until(/Act: 2:1/)
    engine.receive('h2', 'you, ana!', { mention: true })
    engine.change('h2', { mentions: 1 })
    await terminal.until(/1!/)
    engine.change('h2', { level: 'none' })
    await terminal.until(/^(?![\s\S]*Act:)/)
    await terminal.lines()
    t.same(titles.slice(-4), [
      '#garden – hocket',
      '(1) #garden – hocket',
      '(1!) #garden – hocket',
      '#garden – hocket',
    ])
    terminal.type('\x11')
    await code
    t.match(terminal.written, /\x1b\[22;2t[\s\S]*\x1b\[23;2t$/, 'pushed and popped')
  },
)

t.test('a message elsewhere rings, once for many; nothing rings in the room that is looked at', async (t) => {
  const { terminal, engine } = showScreen(t, two())
  await terminal.until(/1:#garden/)
  engine.receive('h1', 'seen at once')
  engine.change('h1')
  await terminal.until(/seen at once/)
  t.notMatch(terminal.written, /\x07/)
  engine.receive('h2', 'elsewhere')
  engine.change('h2')
  await untilWritten(terminal, /\x07/)
  for (let index = 0; index < 5; index += 1) {
    engine.receive('h2', `again ${index}`)
    engine.change('h2')
  }
  await terminal.until(/Act: 2:6/)
  t.equal(terminal.written.match(/\x07/g)?.length, 1)
})

t.test(
  'with notify = "osc" the message is told in the way that the terminal knows; muted rooms are silent',
  async (t) => {
    const config = new MemoryConfig('notify = "osc"\n')
    const { terminal, engine } = showScreen(t, two(), { env: foot, config })
    await terminal.until(/1:#garden/)
    engine.change('h1', { level: 'none' })
    terminal.type(unfocused)
    engine.receive('h1', 'muted')
    engine.change('h1')
    engine.receive('h2', 'hi; there\nand \x1b]0;owned\x07 more', { nick: 'bo;b' })
    engine.change('h2')
    await untilWritten(terminal, /\x1b\]777;/)
    const told = /\x1b\]777;notify;([^\x1b]*)\x1b\\/.exec(terminal.written)?.[1]
    t.equal(told, '#dev;bo,b: hi, there and ␛]0,owned␇ more')
    t.notMatch(terminal.written, /\x1b\]777;[^\x1b]*muted/)
  },
)

t.test('a room whose level is mentions tells those only, and of several messages their number', async (t) => {
  const config = new MemoryConfig('notify = "osc"\n')
  const { terminal, engine } = showScreen(t, two(), { env: kitty, config })
  await terminal.until(/1:#garden/)
  engine.change('h2', { level: 'mentions' })
  await terminal.until(/2 #dev/)
  engine.receive('h2', 'not for you')
  engine.change('h2')
  await terminal.until(/2 #dev +1/)
  t.notMatch(terminal.written, /\x1b\]99;/)
  engine.receive('h2', 'ana: for you', { mention: true })
  engine.receive('h2', 'for nobody')
  engine.change('h2', { mentions: 1 })
  await untilWritten(terminal, /p=body[^\x1b]*\x1b\\/)
  const bodies = [...terminal.written.matchAll(/\x1b\]99;i=hocket[^;]*;([^\x1b]*)\x1b\\/g)].map(
    ([, text = '']) => Buffer.from(text, 'base64').toString(),
  )
  t.same(bodies, ['#dev', 'bob: ana: for you'])
  engine.receive('h2', 'ana! 1', { mention: true })
  engine.receive('h2', 'ana! 2', { mention: true })
  engine.change('h2', { mentions: 3 })
  await untilWritten(terminal, new RegExp(Buffer.from('2 new in #dev').toString('base64')))
})

t.test(
  'what is there when the screen starts, late arrivals and a room that catches up are not told',
  async (t) => {
    const engine = two()
    engine.receive('h2', 'old')
    engine.change('h2')
    const { terminal } = showScreen(t, engine)
    await terminal.until(/Act: 2:1/)
    engine.receive('h2', 'late', { at: 0, late: true })
    engine.change('h2', { late: 1 })
    await terminal.until(/Act: 2:2/)
    engine.receive('h2', 'history')
    engine.change('h2', { sync: { knownBlocks: 900, missingBlocks: 800 } })
    await terminal.until(/Act: 2:3/)
    t.notMatch(terminal.written, /\x07/)
    engine.change('h2', { sync: { knownBlocks: 900, missingBlocks: 0 } })
    engine.receive('h2', 'new')
    engine.change('h2')
    await untilWritten(terminal, /\x07/)
  },
)

t.test('a command for notifications that cannot be run is told once', async (t) => {
  const config = new MemoryConfig('notify = "command"\nnotify_command = ["/nowhere/notify"]\n')
  const { terminal, engine } = showScreen(t, two(), { config })
  await terminal.until(/1:#garden/)
  engine.receive('h2', 'elsewhere')
  engine.change('h2')
  await terminal.until(/The command for notifications failed/)
  t.notMatch(terminal.written, /\x07/)
})
