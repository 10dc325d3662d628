import t, { type Test } from 'tap'
import { TypingPause } from '../../../src/tui/effects/typing-pause.js'
import type { Action } from '../../../src/tui/state/action.js'
import { Face } from '../face.js'
import { FakeEngine } from '../fake-engine.js'

const letter: Action = { type: 'edited', edit: { op: 'insert', text: 'a' } }

async function turns(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** A room in which somebody else writes all the time; `pass` lets time go by, and letters come all the while or not. */
async function busyRoom(test: Test) {
  const engine = new FakeEngine()
  const handle = engine.addRoom('garden')
  const face = await Face.start(test, engine)
  const pages = () => engine.calls.filter((call) => call === 'room.page').length
  const pass = async (ms: number, types: boolean) => {
    const before = pages()
    for (let passed = 0; passed < ms; passed += 25) {
      if (types) face.store.dispatch(letter)
      engine.receive(handle, `at ${passed}`, { unread: false })
      engine.change(handle)
      face.clock.advance(25)
      await turns()
    }
    return pages() - before
  }
  const newest = () => face.state.screens.get(handle)?.window?.messages.at(-1)?.text
  return { engine, handle, face, pass, newest }
}

t.test('while letters come, news is asked for a few times a second', async (t) => {
  const { pass } = await busyRoom(t)
  const idle = await pass(1_000, false)
  t.ok(idle >= 18, `${idle} pages in a second`)
  const typing = await pass(1_000, true)
  t.ok(typing >= 3 && typing <= 5, `${typing} pages in a second`)
})

t.test('who does something else than typing sees at once what there is', async (t) => {
  const { engine, handle, face, pass, newest } = await busyRoom(t)
  await pass(100, true)
  engine.receive(handle, 'the newest', { unread: false })
  engine.change(handle)
  await turns()
  t.not(newest(), 'the newest')
  face.store.dispatch({ type: 'scrolledToEnd' })
  await turns()
  t.equal(newest(), 'the newest')
})

t.test('news is no sign that a person stopped typing; a pause is', async (t) => {
  const pause = new TypingPause()
  t.notOk(pause.isTyping(0))
  t.notOk(pause.follow(letter, 0))
  t.notOk(pause.follow({ type: 'roomsPulled', rooms: [] }, 10))
  t.ok(pause.isTyping(299))
  t.notOk(pause.isTyping(300))
  pause.follow(letter, 400)
  t.ok(pause.follow({ type: 'scrolledToEnd' }, 410))
  t.notOk(pause.isTyping(410))
})
