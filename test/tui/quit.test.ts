import t from 'tap'
import { FakeEngine } from './fake-engine.js'
import { showScreen } from './show-screen.js'

process.env.TZ = 'UTC'

const quitKey = '\x11'

function lonely(): FakeEngine {
  const engine = new FakeEngine()
  engine.addRoom('garden', { onlyHere: 2 })
  engine.addRoom(null, { drafts: 1 })
  engine.addRoom('dev')
  return engine
}

t.test(
  'quitting asks while messages exist only here: how many, where, and what becomes of them',
  async (t) => {
    const { terminal, engine, code } = showScreen(t, lonely())
    await terminal.until(/1:#garden/)
    terminal.type(quitKey)
    const screen = await terminal.until(/─ Quit hocket\? ─[\s\S]*Esc stay/)
    t.match(screen, /3 of your messages exist only on this machine:/)
    t.match(screen, /2 in #garden/)
    t.match(screen, /1 in room 2, which waits for a first member/)
    t.notMatch(screen, /in #dev/)
    t.match(screen, /up to 30 seconds/)
    terminal.type('\x1b')
    await terminal.until(/^(?![\s\S]*Quit hocket)/)
    terminal.type(`${quitKey}\r`)
    t.equal(await code, 0)
    t.ok(engine.calls.includes('engine.linger'), 'the engine is asked to hand them on')
  },
)

t.test('quitting asks nothing when nothing exists only here', async (t) => {
  const engine = new FakeEngine()
  engine.addRoom('garden')
  const { terminal, code } = showScreen(t, engine)
  await terminal.until(/1:#garden/)
  terminal.type(quitKey)
  t.equal(await code, 0)
  t.notOk(engine.calls.includes('engine.linger'))
})

t.test('w waits until another member holds everything, and quits then', async (t) => {
  const { terminal, engine, code } = showScreen(t, lonely())
  await terminal.until(/1:#garden/)
  terminal.type(`${quitKey}w`)
  await terminal.until(/Waiting until another member holds them/)
  engine.change('h1', { onlyHere: 0 })
  await terminal.until(/One of your messages exists only on this machine/)
  engine.room('h2').drafts = []
  engine.change('h2', { drafts: 0 })
  t.equal(await code, 0)
})

t.test('who waits may stay after all, or quit now', async (t) => {
  const { terminal, code } = showScreen(t, lonely())
  await terminal.until(/1:#garden/)
  terminal.type(`${quitKey}w`)
  await terminal.until(/Waiting until/)
  terminal.type('\x1b')
  await terminal.until(/^(?![\s\S]*Quit hocket)/)
  terminal.type(`still here${quitKey}`)
  await terminal.until(/w wait, then quit/)
  terminal.type(quitKey)
  t.equal(await code, 0)
})

t.test('Ctrl-C asks for one more, and says what exists only here', async (t) => {
  const { terminal, code } = showScreen(t, lonely())
  await terminal.until(/1:#garden/)
  terminal.type('\x03')
  await terminal.until(/3 of your messages exist only on this machine[\s\S]*Once more to quit/)
  terminal.type('\x03')
  t.equal(await code, 0)
})
