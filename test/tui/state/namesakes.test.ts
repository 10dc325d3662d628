/** Rooms, and people, who are called the same: neither stands for the other. */
import t from 'tap'
import { completeLine } from '../../../src/tui/plain/complete-line.js'
import { roomList } from '../../../src/tui/plain/room-list.js'
import { findRoomByName } from '../../../src/tui/state/find-room-by-name.js'
import { Face } from '../face.js'
import { FakeEngine } from '../fake-engine.js'

function twoParis() {
  const engine = new FakeEngine()
  const garden = engine.addRoom('garden')
  const [first, second] = [engine.addRoom('paris'), engine.addRoom('Paris')]
  engine.room(first).view = { ...engine.room(first).view, room: 'a'.repeat(64) }
  engine.room(second).view = { ...engine.room(second).view, room: 'b'.repeat(64) }
  const waiting = engine.addRoom(null)
  return { engine, garden, first, second, waiting }
}

t.test('two rooms of one name are called with the beginning of their keys, in every list', async (t) => {
  const { engine, first, second } = twoParis()
  const face = await Face.start(t, engine)
  const labels = (face.state.rooms ?? []).map(({ label }) => label)
  t.same(labels, ['#garden', '#paris·ikik', '#Paris·zq75', 'room 4'])
  t.match(roomList(face.state).join('\n'), /2 .*#paris·ikik[\s\S]*3 .*#Paris·zq75/)
  t.match(completeLine(face.state, '/room #par')[0], ['#paris·ikik ', '#Paris·zq75 '])
  await face.enter('/room #Paris·zq75')
  t.equal(face.state.current, second)
  await face.enter('/room paris·i')
  t.equal(face.state.current, first)
})

t.test('a name that fits several rooms goes to none of them, and says which they are', async (t) => {
  const { engine, garden, second } = twoParis()
  const face = await Face.start(t, engine)
  for (const typed of ['#paris', 'Paris', 'par']) {
    await face.enter(`/room ${typed}`)
    t.equal(face.state.current, garden)
    t.match(face.said, /Several rooms fit: 2 #paris·ikik, 3 #Paris·zq75\. \/room takes the number\./)
  }
  await face.enter('/room 3')
  t.equal(face.state.current, second)
  await face.enter('/room nowhere')
  t.match(face.said, /No room is called nowhere/)
})

t.test('keys that begin alike are shown whole, and a room without one by its number', async (t) => {
  const engine = new FakeEngine()
  for (const name of ['x', 'x']) engine.addRoom(name)
  const handle = engine.addRoom('x')
  engine.room(handle).view = { ...engine.room(handle).view, room: null }
  const face = await Face.start(t, engine)
  const rooms = face.state.rooms ?? []
  t.equal(new Set(rooms.map(({ label }) => label)).size, 3)
  t.match(rooms[0]?.label, /^#x·\w{4}·\w{4}$/)
  t.equal(rooms[2]?.label, '#x·3')
  t.equal(findRoomByName(rooms, '3'), rooms[2])
})

t.test('a nick that several people have shows the key of none of them, but how to name each', async (t) => {
  const { engine, garden } = twoParis()
  engine.addMember(garden, 'bob', { author: 'a'.repeat(64), tag: 'aaaa1' })
  engine.addMember(garden, 'bob', { author: 'b'.repeat(64), tag: 'bbbb1' })
  for (let index = 0; index < 7; index += 1) engine.addMember(garden, `eve${index}`)
  const face = await Face.start(t, engine)
  await face.enter('/whois bob')
  t.match(face.said, /Several people fit: bob·aaaa, bob·bbbb\. Write more of the name\./)
  await face.enter('/whois eve')
  t.match(face.said, /eve0, eve1, eve2, eve3, eve4 and 2 more/)
  await face.enter('/whois bob·b')
  t.match(face.dialog().join('\n'), /Short key +bbbb1/)
})
