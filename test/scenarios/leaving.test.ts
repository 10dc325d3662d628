/** Leaving a room on one machine, and coming back. */
import t from 'tap'
import { isLeft, readMark } from '../../src/engine/left-mark.js'
import { until } from '../testnet/until.js'
import { converged, type Person, world } from './world.js'

type Two = [Person, Person]

const roomsOf = async ({ engine }: Person) =>
  (await engine.call('rooms.list', {})).map(({ number }) => number)
const leave = ({ engine }: Person, handle: string, now = false) => engine.call('room.leave', { handle, now })

t.test(
  'who left a room gets nothing of it, and with the link again everything, under the same number',
  async (t) => {
    const { people } = await world(t, ['ana', 'bob'])
    const [ana, bob] = people as Two
    await bob.create('books')
    const handle = await ana.create('garden')
    const link = await ana.link(handle)
    await ana.say(handle, 'one')
    await bob.join(link)
    await bob.sees(handle, 1)
    await bob.say(handle, 'two')
    await ana.sees(handle, 2)
    await until(async () => (await bob.room(handle)).onlyHere === 0)
    await bob.engine.call('room.level', { handle, level: 'mentions' })
    t.match(await leave(bob, handle), { name: 'garden', number: 2, messages: 2 })
    t.same(await roomsOf(bob), [1])
    const left = { number: 2, name: 'garden', messages: 2, access: 'write' }
    t.match(await bob.engine.call('rooms.left', {}), [left])
    await t.rejects(bob.lines(handle), { code: 'UNKNOWN_ROOM' })
    await t.rejects(leave(bob, handle), { code: 'UNKNOWN_ROOM' })
    t.match(await bob.engine.call('room.search', { query: 'one', limit: 10 }), { hits: [] })
    await until(async () => (await ana.room(handle)).peers === 0)
    await ana.say(handle, 'three')
    await bob.engine.call('me.nick', { nick: 'robert' })
    await bob.restart()
    t.same(await roomsOf(bob), [1], 'also after a restart')
    t.match(await bob.engine.call('rooms.left', {}), [left])
    t.equal((await ana.room(handle)).peers, 0)
    await bob.create('music')
    t.same(await roomsOf(bob), [1, 3], 'its number is not given away')
    t.match(await bob.engine.call('room.join', { link }), { number: 2, level: 'mentions', messages: 2 })
    t.same(await bob.engine.call('rooms.left', {}), [])
    await bob.sees(handle, 3)
    t.match(await bob.say(handle, 'four'), { state: 'stored' })
    await ana.sees(handle, 4)
    await converged(people, handle)
    t.same(await ana.texts(handle), ['one', 'two', 'three', 'four'])
    await until(async () => (await ana.lines(handle)).at(-1)?.nick === 'robert')
    t.same(ana.reported.concat(bob.reported), [])
  },
)

t.test('a room is left and joined again within one run, by its number too', async (t) => {
  const { people } = await world(t, ['ana', 'bob'])
  const [ana, bob] = people as Two
  const handle = await ana.create('garden')
  await bob.join(await ana.link(handle))
  for (let round = 0; round < 3; round += 1) {
    await ana.say(handle, `ana ${round}`)
    await bob.sees(handle, 2 * round + 1)
    await bob.say(handle, `bob ${round}`)
    await ana.sees(handle, 2 * round + 2)
    await until(async () => (await bob.room(handle)).onlyHere === 0)
    await leave(bob, handle)
    await until(async () => (await ana.room(handle)).peers === 0)
    t.match(await bob.engine.call('room.join', { link: ' 1' }), {
      handle,
      state: 'ready',
      messages: 2 * round + 2,
    })
    await until(async () => (await bob.room(handle)).peers === 1)
  }
  await converged(people, handle)
  const heard: string[] = []
  bob.engine.on('changed', (change) => heard.push(change.handle ?? 'all'))
  await ana.say(handle, 'last')
  await bob.sees(handle, 7)
  await until(() => heard.includes(handle))
  await t.rejects(bob.engine.call('room.join', { link: '2' }), { code: 'BAD_LINK' })
  t.same(ana.reported.concat(bob.reported), [])
})

t.test('a room is not left while something exists only here, unless that is said', async (t) => {
  const { people } = await world(t, ['ana', 'bob'])
  const [ana, bob] = people as Two
  const handle = await ana.create('garden')
  await ana.say(handle, 'only here')
  await t.rejects(leave(ana, handle), {
    code: 'ONLY_HERE',
    message: /^1 message exists only here, so you are still in/,
  })
  await ana.say(handle, 'this too')
  await t.rejects(leave(ana, handle), {
    code: 'ONLY_HERE',
    message: /^2 messages exist only here.*\/leave now/,
  })
  t.same(await ana.texts(handle), ['only here', 'this too'])
  const link = await ana.link(handle)
  await leave(ana, handle, true)
  t.same(await roomsOf(ana), [])
  await ana.restart()
  const { handle: waiting } = await bob.engine.call('room.join', { link })
  await bob.say(waiting, 'a draft')
  await t.rejects(leave(bob, waiting), { code: 'ONLY_HERE' })
  await leave(bob, waiting, true)
  await bob.restart()
  await ana.engine.call('room.join', { link })
  t.match(await bob.engine.call('room.join', { link }), { state: 'waiting', drafts: 1 })
  await Promise.all([ana.sees(handle, 3), bob.sees(handle, 3)])
  await converged(people, handle)
  t.same((await bob.texts(handle)).toSorted(), ['a draft', 'only here', 'this too'])
})

t.test('who left with a reading link comes back with one to write', async (t) => {
  const { people } = await world(t, ['ana', 'bob'])
  const [ana, bob] = people as Two
  const handle = await ana.create('garden')
  await ana.say(handle, 'hello')
  await bob.join(await ana.link(handle, 'r'))
  await bob.sees(handle, 1)
  await leave(bob, handle)
  t.match(await bob.engine.call('room.join', { link: await ana.link(handle) }), {
    access: 'write',
    number: 1,
  })
  await until(async () => (await bob.say(handle, 'I may write')).state === 'stored')
  await until(async () => (await ana.texts(handle)).includes('I may write'))
})

t.test('the mark of a room that was left is read strictly; without one the room is here', async (t) => {
  t.same(readMark(Uint8Array.of(1, 1)), { ok: true, value: 'left' })
  t.same(readMark(Uint8Array.of(1, 0)), { ok: true, value: 'here' })
  for (const bytes of [[], [1], [2, 1], [1, 2], [1, 1, 0]]) t.notOk(readMark(Uint8Array.from(bytes)).ok)
  t.equal(await isLeft(t.testdir({})), false)
  t.equal(await isLeft(t.testdir({ left: 'damaged' })), false)
})
