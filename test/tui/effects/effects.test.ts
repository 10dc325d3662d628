import t from 'tap'
import { HocketError } from '../../../src/errors.js'
import { Attachment } from '../../../src/tui/effects/attachment.js'
import { actionsForChord, actionsForText } from '../../../src/tui/state/keymap.js'
import { selectInput, selectRoom, selectScreen } from '../../../src/tui/state/selectors.js'
import { Face } from '../face.js'
import { FakeEngine } from '../fake-engine.js'
import { ManualClock } from '../manual-clock.js'

process.env.TZ = 'UTC'

function engineWithRoom(messages = 0): { engine: FakeEngine; handle: string } {
  const engine = new FakeEngine()
  const handle = engine.addRoom('garden')
  for (let index = 0; index < messages; index += 1) engine.receive(handle, `text ${index}`, { unread: false })
  return { engine, handle }
}

t.test('I2: a sent message is shown when it came back as part of a page, and not before', async (t) => {
  const { engine } = engineWithRoom()
  const face = await Face.start(t, engine)
  for (const action of actionsForText(face.state, 'hello')) face.store.dispatch(action)
  for (const action of actionsForChord(face.state, 'enter')) face.store.dispatch(action)
  t.equal(selectInput(face.state).editor.text, '', 'the line is free at once')
  t.notMatch(face.lines().join('\n'), /hello/)
  await face.settle()
  t.match(face.lines().at(-1), /│ hello ✓/)
  t.equal(selectRoom(face.state)?.onlyHere, 1)
})

t.test('an unknown command is an error and is never sent; two slashes send one', async (t) => {
  const { engine, handle } = engineWithRoom()
  const face = await Face.start(t, engine)
  await face.submit('/shrug ok')
  t.match(face.state.notice, { level: 'error', text: /no command \/shrug/ })
  t.equal(selectInput(face.state).editor.text, '/shrug ok', 'to be corrected')
  t.same(engine.room(handle).messages, [])
  await face.press('C-c')
  await face.submit('//shrug ok')
  await face.press('C-c')
  await face.submit('/me waves')
  await face.submit('/etc\nsecond line')
  t.same(
    engine.room(handle).messages.map(({ text, format }) => [text, format]),
    [
      ['/shrug ok', 0],
      ['waves', 1],
      ['/etc\nsecond line', 0],
    ],
  )
  await face.submit('   ')
  t.equal(engine.room(handle).messages.length, 3, 'blank lines are not sent')
})

t.test('a text that the engine refuses comes back into the line, with the reason', async (t) => {
  const { engine } = engineWithRoom()
  const face = await Face.start(t, engine)
  engine.failing.set('room.send', new HocketError('DISK_FULL', 'The disk is full. Nothing was sent.'))
  await face.submit('precious')
  t.equal(selectInput(face.state).editor.text, 'precious')
  t.match(face.state.notice, { level: 'error', text: /disk is full/ })
})

t.test('while the engine is away the text stays, and the screen attaches again', async (t) => {
  const { engine, handle } = engineWithRoom()
  const face = await Face.start(t, engine)
  engine.die()
  await face.settle()
  t.equal(face.state.engine, 'away')
  await face.submit('kept')
  t.equal(selectInput(face.state).editor.text, 'kept')
  t.match(face.state.notice, { level: 'error' })
  engine.gone = false
  engine.receive(handle, 'written meanwhile')
  engine.change(handle, { version: 0 }) // a new engine counts anew
  face.clock.advance(20_000)
  await face.settle()
  t.equal(face.state.engine, 'up')
  t.match(face.lines().at(-1), /written meanwhile/)
  await face.press('enter')
  t.equal(engine.room(handle).messages.at(-1)?.text, 'kept')
})

t.test('a long history is read page by page, in both directions, and never held as a whole', async (t) => {
  const { engine } = engineWithRoom(2000)
  const face = await Face.start(t, engine)
  const seen = new Set<string>()
  const look = () => {
    for (const line of face.lines()) seen.add(/text \d+/.exec(line)?.[0] ?? '')
    t.ok((selectScreen(face.state).window?.messages.length ?? 0) <= 140)
  }
  look()
  for (let page = 0; page < 130; page += 1) {
    await face.press('pageup')
    look()
  }
  t.match(face.lines().join('\n'), /text 0\b/)
  t.equal([...seen].filter((text) => text !== '').length, 2000, 'every message was on the screen')
  const calls = engine.calls.filter((method) => method === 'room.page').length
  t.ok(calls < 100, `${calls} pages were asked for`)
  for (let page = 0; page < 130 && selectScreen(face.state).anchor !== null; page += 1)
    await face.press('pagedown')
  t.equal(selectScreen(face.state).anchor, null)
  t.match(face.lines().at(-1), /text 1999/)
})

t.test('an anchored view stays while messages come and merge; Escape returns to the newest', async (t) => {
  const { engine, handle } = engineWithRoom(300)
  const face = await Face.start(t, engine)
  await face.press('pageup', 'pageup')
  const before = face.lines()
  engine.receive(handle, 'newest')
  engine.receive(handle, 'merged far above', { at: 100 })
  engine.change(handle)
  await face.settle()
  t.same(face.lines(), before)
  t.equal(selectRoom(face.state)?.unread, 2, 'what is not on the screen is not read')
  await face.press('escape')
  t.match(face.lines().at(-1), /newest/)
  t.equal(selectRoom(face.state)?.unread, 0)
})

t.test('a room is marked read when its end is on the screen and the terminal has the focus', async (t) => {
  const { engine, handle } = engineWithRoom(3)
  const face = await Face.start(t, engine)
  face.store.dispatch({ type: 'focusChanged', focused: false })
  engine.receive(handle, 'missed')
  engine.change(handle)
  await face.settle()
  t.equal(selectRoom(face.state)?.unread, 1)
  t.match(face.lines().at(-2), /new messages/)
  face.store.dispatch({ type: 'focusChanged', focused: true })
  await face.settle()
  t.equal(selectRoom(face.state)?.unread, 0)
  t.match(face.lines().at(-2), /new messages/, 'the line stays until the room is left')
})

t.test(
  'rooms are switched by number and step; each keeps its own text, and its unread line until it is left',
  async (t) => {
    const { engine } = engineWithRoom(3)
    const second = engine.addRoom('dev')
    for (let index = 0; index < 60; index += 1) engine.receive(second, `dev ${index}`, { unread: index > 9 })
    engine.change(second)
    const face = await Face.start(t, engine)
    for (const action of actionsForText(face.state, 'half')) face.store.dispatch(action)
    await face.press('M-2')
    t.equal(face.state.current, second)
    t.equal(
      selectScreen(face.state).firstUnread,
      engine.room(second).messages[10]?.id,
      'also when it is above the screen',
    )
    t.equal(selectInput(face.state).editor.text, '')
    await face.press('C-n')
    t.equal(selectInput(face.state).editor.text, 'half')
    await face.press('C-p')
    t.equal(selectScreen(face.state).firstUnread, null)
    await face.press('M-9')
    t.equal(face.state.current, second)
  },
)

t.test('the first start asks for a nickname, then creates a room', async (t) => {
  const engine = new FakeEngine({ nick: null })
  const face = await Face.start(t, engine)
  t.match(face.state.overlays, [{ kind: 'welcome' }])
  await face.press('enter')
  t.match(face.state.overlays, [{ problem: /nickname first/ }])
  await face.submit('ana')
  t.equal(engine.me.nick, 'ana')
  t.match(face.state.overlays, [
    { kind: 'welcome', busy: null },
    { kind: 'prompt', prompt: 'create' },
  ])
  await face.press('enter')
  t.match(face.state.overlays, [{}, { problem: /a name/ }])
  await face.submit('garden')
  t.same(face.state.overlays, [])
  t.equal(selectRoom(face.state)?.label, '#garden')
})

t.test(
  'the first start joins by link: a bad one is told, a good one waits for a first member and keeps drafts',
  async (t) => {
    const engine = new FakeEngine({ nick: 'ana' })
    const face = await Face.start(t, engine)
    await face.press('down', 'enter')
    await face.submit('nonsense')
    t.match(face.state.overlays.at(-1), { problem: /not a link/, busy: false })
    await face.press('C-u')
    await face.submit('hocket:w/abc')
    t.same(face.state.overlays, [])
    t.equal(selectRoom(face.state)?.state, 'waiting')
    await face.submit('hello?')
    t.match(face.lines().at(-1), /hello\? ◌/)
    engine.room('h1').drafts.length = 0
    engine.change('h1')
    await face.settle()
    t.notMatch(face.lines().join('\n'), /hello/)
  },
)

t.test('the demo brings its own engine and is ended with the screen', async (t) => {
  const engine = new FakeEngine({ nick: 'ana' })
  const face = await Face.start(t, engine)
  await face.press('up', 'up', 'enter')
  t.equal(face.state.demo, true)
  t.equal(face.state.me?.nick, 'dora')
  t.equal(selectRoom(face.state)?.state, 'waiting')
  t.same(engine.rooms, [])
  await face.effects.close()
  t.equal(face.demoStopped, true)
})

t.test('searching finds, and Enter goes to the message with what was said around it', async (t) => {
  const { engine } = engineWithRoom(900)
  const face = await Face.start(t, engine)
  await face.submit('/search text 123')
  t.match(face.state.overlays, [{ kind: 'search', answered: 'text 123', hits: [{ text: 'text 123' }] }])
  await face.press('tab')
  t.match(face.state.overlays, [{ everywhere: true, answered: 'text 123', incompleteRooms: 1 }])
  await face.press('enter')
  t.match(face.state.overlays, [{ kind: 'search', looking: true }])
  const lines = face.lines()
  const at = lines.findIndex((line) => line.includes('text 123'))
  t.ok(at > 5 && at < lines.length - 5, `in the middle: ${at}`)
})

t.test('the link is shown, copied on y, and never kept in the history', async (t) => {
  const { engine } = engineWithRoom()
  const face = await Face.start(t, engine)
  await face.submit('/link read')
  t.match(face.state.overlays, [{ kind: 'link', access: 'r', link: /^hocket:r\// }])
  for (const action of actionsForText(face.state, 'y')) face.store.dispatch(action)
  await face.settle()
  t.match(face.terminal, [/^copy hocket:r\//])
  engine.failing.set('room.link', new HocketError('ROOM_WAITING', 'The room is still waiting.'))
  await face.press('escape')
  await face.submit('/link')
  t.same(face.state.overlays, [])
  t.match(face.state.notice, { text: /still waiting/ })
})

t.test('nick, names and help answer; quitting asks when messages exist only here', async (t) => {
  const { engine } = engineWithRoom()
  const face = await Face.start(t, engine)
  await face.submit('/nick')
  t.match(face.state.notice, { text: /You are ana; your key begins with k3f9/ })
  await face.submit('/nick zoë')
  t.equal(engine.me.nick, 'zoë')
  await face.submit('/names')
  await face.press('escape')
  await face.press('f1', 'pagedown', 'q')
  await face.press('escape', 'C-l', 'C-z')
  t.same(face.terminal, ['repaint', 'suspend'])
  await face.submit('only mine')
  await face.submit('/quit')
  t.equal(face.state.exit, null)
  t.same(face.state.overlays, [{ kind: 'quit', waiting: false }])
  await face.press('escape', 'C-c')
  t.match(face.state.notice, { text: /One of your messages exists only on this machine/ })
  await face.press('left', 'C-c')
  t.equal(face.state.exit, null, 'another key takes it back')
  await face.press('C-c')
  t.equal(face.state.exit, 0)
})

t.test('a lost call is refused at once, and closing ends the attempts to attach', async (t) => {
  const clock = new ManualClock()
  const engine = new FakeEngine()
  let attempts = 0
  const attachment = new Attachment(
    clock,
    async () => {
      attempts += 1
      throw new Error('no')
    },
    (error) => t.fail(String(error)),
  )
  await attachment.use(engine.client())
  engine.die()
  for (let round = 0; round < 50; round += 1) {
    await new Promise(setImmediate)
    clock.advance(10_000)
  }
  t.ok(attempts > 5)
  await t.rejects(attachment.call('rooms.list', {}), { code: 'ENGINE_GONE' })
  await attachment.close()
  const before = attempts
  clock.advance(60_000)
  await new Promise(setImmediate)
  t.equal(attempts, before)
})

t.test(
  'our own words, seen at the end, move the read line once: what merges above them is late',
  async (t) => {
    const { engine, handle } = engineWithRoom(1)
    const face = await Face.start(t, engine)
    const marks = () => engine.calls.filter((method) => method === 'room.markRead').length
    t.equal(marks(), 0)
    await face.submit('hello')
    t.equal(marks(), 1)
    engine.change(handle)
    await face.settle()
    t.equal(marks(), 1, 'and not at every change')
    face.store.dispatch({ type: 'focusChanged', focused: false })
    await face.submit('blind')
    t.equal(marks(), 1, 'nobody looks')
    face.store.dispatch({ type: 'focusChanged', focused: true })
    await face.settle()
    t.equal(marks(), 2)
  },
)
