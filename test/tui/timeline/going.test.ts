import t from 'tap'
import { selectBelow, selectScreen } from '../../../src/tui/state/selectors.js'
import { Face } from '../face.js'
import { FakeEngine, startMs } from '../fake-engine.js'

process.env.TZ = 'UTC'

const minuteMs = 60_000

/** A room of three hundred messages, of which some are special. */
function room(
  special: Readonly<Record<number, object>> = {},
  count = 300,
): { engine: FakeEngine; handle: string } {
  const engine = new FakeEngine()
  const handle = engine.addRoom('garden')
  for (let index = 0; index < count; index += 1) {
    engine.receive(handle, `text ${index}`, { unread: false, nick: `n${index % 7}`, ...special[index] })
  }
  engine.change(handle)
  return { engine, handle }
}

const late = (minutes: number) => ({
  unread: true,
  late: true,
  timeMs: startMs,
  arrivedMs: startMs + minutes * minuteMs,
})

t.test(
  'Alt-U goes to the unread line, then from one late arrival to the next, and says when there is none',
  async (t) => {
    const { engine, handle } = room({
      20: late(60),
      40: late(60),
      250: { unread: true },
      251: { unread: true },
    })
    engine.change(handle, { late: 2 })
    const face = await Face.start(t, engine)
    t.match(face.lines().join('\n'), /text 299/)
    await face.press('M-u')
    t.match(face.lines().join('\n'), /─ new messages ─[─]*\n.*text 250/)
    await face.press('M-u')
    t.match(face.lines().join('\n'), /1 late message from n6, written while offline ─*\n.*⇣│ text 20/)
    await face.press('M-u')
    t.match(face.lines().join('\n'), /1 late message from n5.*\n.*⇣│ text 40/)
    t.equal(engine.calls.filter((call) => call === 'room.markSeen').length, 2)
    await face.press('M-u')
    t.match(face.state.notice?.text, /No more late messages/)
    await face.press('escape')
    t.match(face.lines().at(-1), /text 299/)
  },
)

t.test('what was late keeps its line and its mark until the room is left', async (t) => {
  const { engine, handle } = room({ 290: late(60), 291: late(60) })
  const other = engine.addRoom('dev')
  engine.change(handle, { late: 2 })
  const face = await Face.start(t, engine)
  const marked = /2 late messages from n3 and n4, written while offline ─*\n.*⇣│ text 290/
  t.match(face.lines().join('\n'), marked)
  t.ok(engine.calls.includes('room.markSeen'), 'seen, so read')
  const seen = engine.room(handle).messages.map((message) => ({ ...message, late: false, unread: false }))
  engine.room(handle).messages = seen
  engine.change(handle, { late: 0 })
  await face.settle()
  t.match(face.lines().join('\n'), marked)
  face.store.dispatch({ type: 'roomSelected', handle: other })
  face.store.dispatch({ type: 'roomSelected', handle })
  await face.settle()
  t.notMatch(face.lines().join('\n'), /late/)
})

t.test('what crossed our words on its way is read like them, and nobody is called late', async (t) => {
  const { engine, handle } = room({ 290: { ...late(0), arrivedMs: startMs + 1_000 } })
  engine.change(handle, { late: 1 })
  const face = await Face.start(t, engine)
  t.match(face.lines().join('\n'), /text 290/)
  t.notMatch(face.lines().join('\n'), /late/)
  t.ok(engine.calls.includes('room.markSeen'), 'seen, so read')
})

t.test(
  'Alt-U finds late arrivals also when they were seen already; only then there are no more',
  async (t) => {
    const { engine, handle } = room({ 290: late(60) })
    engine.change(handle, { late: 1 })
    const face = await Face.start(t, engine)
    const seen = engine.room(handle).messages.map((message) => ({ ...message, late: false, unread: false }))
    engine.room(handle).messages = seen
    engine.change(handle, { late: 0 })
    await face.settle()
    await face.press('M-u')
    t.equal(face.said, '')
    t.match(face.lines().join('\n'), /text 290/)
    await face.press('M-u')
    t.match(face.said, /No more late messages/)
  },
)

t.test(
  'what came unseen below the view is counted with its mentions; what was read, and what is our own, is not',
  async (t) => {
    const { engine, handle } = room({ 296: { mine: true } })
    const face = await Face.start(t, engine)
    await face.press('pageup')
    t.same(selectBelow(face.state), { count: 0, mentions: 0 })
    engine.receive(handle, 'one')
    engine.receive(handle, 'two', { mention: true })
    engine.change(handle)
    await face.settle()
    t.same(selectBelow(face.state), { count: 2, mentions: 1 })
    await face.press('escape')
    t.equal(selectBelow(face.state), null)
  },
)

t.test('late arrivals count as seen only in the view, with the focus, and under no dialog', async (t) => {
  const { engine, handle } = room({ 10: late(60), 295: late(60) })
  engine.change(handle, { late: 2 })
  const face = new Face(engine)
  t.teardown(() => face.effects.close())
  face.store.dispatch({ type: 'focusChanged', focused: false })
  await face.effects.attachment.use(engine.client())
  await face.settle()
  t.match(face.lines().join('\n'), /⇣│ text 295/)
  t.notOk(engine.calls.includes('room.markSeen'))
  face.store.dispatch({ type: 'overlayOpened', overlay: { kind: 'help', about: 'all', top: 0 } })
  face.store.dispatch({ type: 'focusChanged', focused: true })
  await face.settle()
  t.notOk(engine.calls.includes('room.markSeen'))
  face.store.dispatch({ type: 'overlayClosed' })
  await face.settle()
  t.equal(engine.calls.filter((call) => call === 'room.markSeen').length, 1)
  t.same(
    engine
      .room(handle)
      .messages.filter((message) => message.late)
      .map(({ text }) => text),
    ['text 10'],
  )
})

t.test('Alt-P and Alt-N go through the mentions of all history; Alt-Home to its first message', async (t) => {
  const { engine } = room({ 5: { mention: true }, 150: { mention: true }, 298: { mention: true } })
  const face = await Face.start(t, engine)
  await face.press('M-n')
  t.match(face.state.notice?.text, /No later message here mentions you/)
  for (const expected of ['text 298', 'text 150', 'text 5']) {
    await face.press('M-p')
    t.match(face.lines().join('\n'), new RegExp(`!│ ${expected}$`, 'm'))
  }
  await face.press('M-p')
  t.match(face.state.notice?.text, /No earlier message here mentions you/)
  await face.press('M-n')
  t.match(face.lines().join('\n'), /!│ text 150$/m)
  await face.press('M-home')
  t.match(face.lines().slice(0, 2).join('\n'), /─ Sat 21 Nov 2026 ─[\s\S]*│ text 0/)
  await face.press('M-end')
  t.match(face.lines().at(-1), /text 299/)
})

t.test('a long text is unfolded and read from its beginning, and folded again', async (t) => {
  const { engine, handle } = room({}, 5)
  engine.receive(handle, Array.from({ length: 100 }, (_, line) => `line ${line}`).join('\n'), {
    unread: false,
  })
  engine.change(handle)
  const face = await Face.start(t, engine)
  t.match(face.lines().at(-1), /│ … 60 more lines \(Alt-O\)/)
  await face.press('M-o')
  t.match(face.lines()[0], /bob │ line 0$/)
  await face.press('M-o', 'escape')
  t.match(face.lines().at(-1), /60 more lines/)
  await face.press('M-=')
  t.equal(face.state.showAll, true)
})

t.test(
  'the view goes through a hundred thousand messages and back, holding no more than a few screens',
  async (t) => {
    const { engine } = room({}, 100_000)
    const face = await Face.start(t, engine)
    await face.press('M-home')
    let held = 0
    for (let page = 0; page < 12; page += 1) {
      await face.press('pagedown')
      held = Math.max(held, selectScreen(face.state).window?.messages.length ?? 0)
    }
    t.match(face.lines().join('\n'), /text 2\d\d/)
    await face.press('M-end')
    for (let page = 0; page < 12; page += 1) {
      await face.press('pageup')
      held = Math.max(held, selectScreen(face.state).window?.messages.length ?? 0)
    }
    t.match(face.lines().join('\n'), /text 997\d\d/)
    t.ok(held > 0 && held <= 7 * 24, `${held} messages held`)
  },
)
