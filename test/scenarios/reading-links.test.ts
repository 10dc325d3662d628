/** What a link would do, before anybody joins by it. */
import t from 'tap'
import { until } from '../testnet/until.js'
import { type Person, world } from './world.js'

type Two = [Person, Person]

const read = ({ engine }: Person, link: string) => engine.call('link.read', { link })

t.test('a link says what it grants, and nothing is joined by reading it', async (t) => {
  const { people } = await world(t, ['ana', 'bob'])
  const [ana, bob] = people as Two
  const handle = await ana.create('garden')
  const [write, reading] = [await ana.link(handle), await ana.link(handle, 'r')]
  t.same(await read(bob, write), { state: 'whole', kind: 'w', room: null })
  t.same(await read(bob, `<${reading}>`), { state: 'whole', kind: 'r', room: null })
  t.same(await read(bob, write.slice('hocket:w/'.length)), { state: 'whole', kind: 'w', room: null })
  t.same(await bob.engine.call('rooms.list', {}), [])
  await bob.restart()
  t.same(await bob.engine.call('rooms.list', {}), [], 'also not after a restart')
  t.equal((await ana.room(handle)).peers, 0)
  t.same(bob.reported, [])
})

t.test('a link of a room that one is in, or has left, names that room; so does its number', async (t) => {
  const { people } = await world(t, ['ana', 'bob'])
  const [ana, bob] = people as Two
  await bob.create('books')
  const handle = await ana.create('garden')
  const [write, reading] = [await ana.link(handle), await ana.link(handle, 'r')]
  await bob.engine.call('room.join', { link: reading })
  await until(async () => (await bob.room(handle)).name === 'garden')
  const room = { handle, number: 2, name: 'garden', access: 'read', state: 'here' }
  t.same(await read(bob, write), { state: 'whole', kind: 'w', room }, 'it grants more than there is')
  t.same(await read(bob, ' 2 '), { state: 'whole', kind: null, room })
  await bob.engine.call('room.leave', { handle, now: true })
  const left = { ...room, state: 'left' }
  t.same(await read(bob, reading), { state: 'whole', kind: 'r', room: left })
  t.same(await read(bob, '2'), { state: 'whole', kind: null, room: left })
  t.match(await bob.engine.call('rooms.left', {}), [{ number: 2 }], 'it is still left')
  await bob.engine.call('room.join', { link: write })
  t.match(await read(bob, reading), { kind: 'r', room: { access: 'write', state: 'here' } })
})

t.test('a room that was left before anybody was met has no name yet', async (t) => {
  const { people } = await world(t, ['ana', 'bob'])
  const [ana, bob] = people as Two
  const link = await ana.link(await ana.create('garden'))
  await ana.stop()
  const { handle } = await bob.engine.call('room.join', { link })
  await bob.engine.call('room.leave', { handle, now: true })
  const room = { handle, number: 1, name: null, access: 'write', state: 'left' }
  t.same(await read(bob, link), { state: 'whole', kind: 'w', room })
})

t.test(
  'what may become a link is told how much is missing; else it is refused as joining refuses it',
  async (t) => {
    const { people } = await world(t, ['ana', 'bob'])
    const [ana, bob] = people as Two
    const link = await ana.link(await ana.create('garden'))
    t.same(await read(bob, 'hock'), { state: 'begun', missingCharacters: null })
    t.same(await read(bob, link.slice(0, 60)), { state: 'begun', missingCharacters: 9 })
    const mistyped = `${link.slice(0, -1)}${link.endsWith('y') ? 'o' : 'y'}`
    for (const text of [mistyped, `${link}y`, link.replace(':w', ':q'), 'https://example.org', '2', '#x']) {
      const [said, refused] = await Promise.all(
        [read(bob, text), bob.engine.call('room.join', { link: text })].map((asked) =>
          asked.then(
            () => undefined,
            (error: { code: string; message: string }) => ({ code: error.code, message: error.message }),
          ),
        ),
      )
      t.match(said, { code: 'BAD_LINK' })
      t.same(said, refused)
      t.notOk(said!.message.includes(link.slice(9, 20)), 'and no secret is in what is said')
    }
  },
)
