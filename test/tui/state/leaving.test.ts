/** What the screen does when a room is left, here or from elsewhere. */
import t from 'tap'
import { drawTimeline } from '../../../src/tui/timeline/draw.js'
import { Face } from '../face.js'
import { FakeEngine } from '../fake-engine.js'

function village() {
  const engine = new FakeEngine()
  const garden = engine.addRoom('garden')
  engine.addRoom('books')
  engine.receive(garden, 'hello', { unread: false })
  return { engine, garden }
}

t.test(
  '/leave goes to another room, says what was kept, and the last one leaves the empty screen',
  async (t) => {
    const { engine, garden } = village()
    engine.change(garden, { messages: 1 })
    const face = await Face.start(t, engine)
    await face.enter('/leave the party')
    t.equal(face.room, '#garden')
    t.match(face.said, /leaves the room that is shown.* Nothing was sent|leaves the room that is shown/)
    await face.enter('/leave')
    t.match(
      face.said,
      /^You have left #garden; its 1 message stays on this disk\. \/join 1 brings it back\.$/,
    )
    t.equal(face.room, '#books')
    t.same(face.state.visited.rooms, [face.state.current])
    t.notOk(face.state.screens.has(garden))
    await face.enter('/part')
    t.match(face.said, /left #books; its 0 messages stay/)
    t.equal(face.state.current, null)
    t.match(drawTimeline(face.state).join('\n'), /You are in no room yet/)
    await face.enter('/leave')
    t.match(face.said, /no room here/)
  },
)

t.test('/rooms left lists what was left, and how it comes back', async (t) => {
  const { engine } = village()
  const face = await Face.start(t, engine)
  await face.enter('/rooms left')
  t.equal(face.said, 'You have left no room.')
  const left = { room: null, access: 'write', messages: 12 } as const
  engine.left = [{ ...left, number: 3, name: 'music\u001b[31m' }]
  await face.enter('/rooms left')
  t.equal(face.said, 'Left, and kept on this disk: 3 #music␛[31m (12 messages). /join 3 brings it back.')
  engine.left = [...engine.left, { ...left, number: 5, name: null, messages: 1 }]
  await face.enter('/rooms left')
  t.match(
    face.said,
    /#music␛\[31m \(12 messages\), 5 a room without a name \(1 message\)\. \/join 3 brings the first back/,
  )
  await face.enter('/rooms right')
  t.match(face.said, /\/rooms left those that you left/)
})

t.test('/leave is refused while messages exist only here; /leave now is not', async (t) => {
  const { engine, garden } = village()
  engine.change(garden, { onlyHere: 2 })
  const face = await Face.start(t, engine)
  await face.enter('/leave')
  t.match([face.room, face.said], ['#garden', /^2 messages exist only here/])
  await face.enter('/leave now')
  t.equal(face.room, '#books')
})

t.test('a room that was left from elsewhere goes from the screen without an error', async (t) => {
  const { engine, garden } = village()
  const face = await Face.start(t, engine)
  await engine.client().call('room.leave', { handle: garden, now: false })
  engine.change(null)
  await face.settle()
  t.same([face.room, face.said], ['#books', ''])
})
