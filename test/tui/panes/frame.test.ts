import t, { type Test } from 'tap'
import { Frame } from '../../../src/tui/panes/frame.js'
import { Shown } from '../../../src/tui/panes/shown.js'
import { Screen } from '../../../src/tui/term/screen.js'
import { Face } from '../face.js'
import { FakeEngine } from '../fake-engine.js'
import { FakeTerminal } from '../fake-terminal.js'

/** The timeline alone, on a terminal in memory and beside an engine in memory; the time stands still. */
async function drawn(test: Test) {
  const engine = new FakeEngine()
  const handle = engine.addRoom('garden')
  engine.receive(handle, 'first', { unread: false })
  const face = await Face.start(test, engine)
  const terminal = new FakeTerminal(80, 24)
  const screen = new Screen(terminal.stdout)
  screen.enter()
  const { store, clock } = face
  const frame = new Frame({ store, screen, clock, shown: new Shown(store.state), panes: [] })
  test.teardown(() => frame.close())
  const settle = async () => {
    for (let turns = 0; turns < 10; turns += 1) await new Promise((resolve) => setImmediate(resolve))
  }
  const text = async () => {
    await settle()
    return (await terminal.lines()).join('\n')
  }
  return { engine, handle, face, frame, clock, settle, text }
}

t.test('what comes while a person types is drawn a little later, and what they do at once', async (t) => {
  const { engine, handle, face, frame, clock, settle, text } = await drawn(t)
  frame.flushNow()
  t.match(await text(), /first/)
  const letter = async () => {
    face.store.dispatch({ type: 'edited', edit: { op: 'insert', text: 'a' } })
    frame.flushNow()
  }
  await letter()
  engine.receive(handle, 'second', { unread: false })
  engine.change(handle)
  clock.advance(60)
  await settle()
  t.match(face.state.screens.get(handle)?.window?.messages.at(-1)?.text, /second/)
  await letter()
  t.notMatch(await text(), /second/, 'the letter did not wait for it')
  clock.advance(200)
  t.match(await text(), /second/)

  await letter()
  engine.receive(handle, 'third', { unread: false })
  engine.change(handle)
  clock.advance(60)
  await settle()
  face.store.dispatch({ type: 'scrolledToEnd' })
  frame.flushNow()
  t.match(await text(), /third/, 'who does something else sees what is there')
})
