import t from 'tap'
import { drawTimeline } from '../../../src/tui/timeline/draw.js'
import { Face } from '../face.js'
import { FakeEngine } from '../fake-engine.js'

const drawn = (face: Face) => drawTimeline(face.state).map((line) => line.replace(/\x1b\[[\d;]*m/g, ''))

t.test(
  'a new room says below the line of its beginning that one is alone, and how others get in',
  async (t) => {
    const engine = new FakeEngine()
    const handle = engine.addRoom('garden', { members: 1, peers: 0 })
    engine.receive(handle, '', { type: 'join', mine: true, unread: false })
    engine.change(handle, { members: 1 })
    const face = await Face.start(t, engine)
    const lines = drawn(face)
    t.match(lines.join('\n'), /bob joined\n[\s\S]*#garden is quiet\./)
    t.match(lines.join('\n'), /You are the only member so far\. Invite someone:\s+\/link/)
    t.match(lines.join('\n'), /○ 0 peers: nobody is online\. Messages you write are kept\s+and delivered/)
    t.equal(lines.length, 22 - 1)
    engine.change(handle, { members: 2, peers: 1 })
    await face.settle()
    t.match(drawn(face).join('\n'), /Invite someone else:[\s\S]*● 1 peer online: write the first message/)
    engine.receive(handle, 'hello', {})
    engine.change(handle)
    await face.settle()
    t.notMatch(drawn(face).join('\n'), /is quiet/)
  },
)

t.test('words are wrapped between words, however narrow the screen is', async (t) => {
  const engine = new FakeEngine()
  engine.addRoom(null, { state: 'waiting', access: 'write' })
  const face = await Face.start(t, engine, { cols: 40, rows: 20 })
  t.same(
    drawn(face)
      .map((line) => line.trim())
      .filter(Boolean),
    [
      'room 1 waits for its first member.',
      'As soon as one who has the room is',
      'online, its name and its history',
      'arrive. What you write is kept until',
      'then.',
    ],
  )
})
