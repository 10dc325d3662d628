/** Who meets whom, in which order, and what each then has. */
import t from 'tap'
import { until } from '../testnet/until.js'
import { converged, type Person, world } from './world.js'

type Two = [Person, Person]
type Three = [Person, Person, Person]

t.test('two people create, join and talk; both end with the same hash', async (t) => {
  const { people } = await world(t, ['ana', 'bob'])
  const [ana, bob] = people as Two
  const handle = await ana.create('garden')
  await ana.say(handle, 'is anybody here?')
  await bob.join(await ana.link(handle))
  await bob.sees(handle, 1)
  t.match(await bob.say(handle, 'yes, me'), { state: 'stored' })
  await ana.sees(handle, 2)
  await converged(people, handle)
  t.same(await ana.texts(handle), ['is anybody here?', 'yes, me'])
  t.match(await bob.room(handle), {
    name: 'garden',
    state: 'ready',
    online: 1,
    peers: 1,
    sync: { missingBlocks: 0 },
  })
  const members = await bob.engine.call('room.members', { handle })
  t.same(members.map(({ nick, role }) => `${nick} ${role}`).sort(), ['ana creator', 'bob member'])
  t.same([...ana.reported, ...bob.reported], [])
})

t.test('a late joiner gets the history of somebody who is away from a third peer', async (t) => {
  const { people } = await world(t, ['ana', 'bob', 'chidi'])
  const [ana, bob, chidi] = people as Three
  const handle = await ana.create('garden')
  const link = await ana.link(handle)
  for (let i = 0; i < 30; i++) await ana.say(handle, `note ${i}`)
  await bob.join(link)
  await bob.sees(handle, 30)
  await until(async () => (await ana.room(handle)).onlyHere === 0)
  const hash = await converged([ana, bob], handle)
  await ana.stop()
  await chidi.join(link)
  await chidi.sees(handle, 30)
  await converged([bob, chidi], handle)
  t.same(
    await chidi.texts(handle),
    Array.from({ length: 30 }, (_, i) => `note ${i}`),
  )
  t.not(await chidi.hash(handle), hash, 'chidi is a member now')
})

t.test(
  'people who write while apart have the same order after they meet, and it survives a restart',
  async (t) => {
    const { people, net } = await world(t, ['ana', 'bob', 'chidi'])
    const [ana, bob, chidi] = people as Three
    const handle = await ana.create('garden')
    const link = await ana.link(handle)
    await bob.join(link)
    await chidi.join(link)
    await converged(people, handle)
    net.partition(['ana', 'bob'], ['chidi'])
    await until(async () => (await chidi.room(handle)).peers === 0)
    for (let i = 0; i < 5; i++) {
      await ana.say(handle, `ana ${i}`)
      await chidi.say(handle, `chidi ${i}`)
      await bob.say(handle, `bob ${i}`)
    }
    await Promise.all([ana.sees(handle, 10), bob.sees(handle, 10)])
    t.equal((await chidi.room(handle)).messages, 5)
    t.equal((await chidi.room(handle)).onlyHere, 5)
    net.partition(['ana', 'bob', 'chidi'])
    for (const person of people) await person.sees(handle, 15)
    const hash = await converged(people, handle)
    t.same(await ana.texts(handle), await chidi.texts(handle))
    await Promise.all(people.map((person) => person.restart()))
    t.equal(await converged(people, handle), hash)
  },
)

t.test('what was written offline on both sides merges when they meet again', async (t) => {
  const { people } = await world(t, ['ana', 'bob'])
  const [ana, bob] = people as Two
  const handle = await ana.create('garden')
  await bob.join(await ana.link(handle))
  await converged(people, handle)
  await Promise.all(people.map((person) => person.restart({ offline: true })))
  await ana.say(handle, 'from the train')
  await bob.say(handle, 'from the mountain')
  t.match(await ana.room(handle), { peers: 0, onlyHere: 1 })
  await Promise.all(people.map((person) => person.restart()))
  await Promise.all(people.map((person) => person.sees(handle, 2)))
  await converged(people, handle)
  await until(async () => (await ana.room(handle)).onlyHere === 0)
  t.same(new Set(await ana.texts(handle)), new Set(['from the train', 'from the mountain']))
})

t.test(
  'what is typed before the genesis has arrived is a draft, kept over a restart, and sent when it has',
  async (t) => {
    const { people } = await world(t, ['ana', 'bob'])
    const [ana, bob] = people as Two
    const handle = await ana.create('garden')
    const link = await ana.link(handle)
    await ana.stop()
    await bob.engine.call('room.join', { link })
    t.match(await bob.say(handle, 'hello?'), { state: 'draft' })
    await bob.say(handle, 'anybody?')
    await bob.restart()
    t.match(await bob.room(handle), { state: 'waiting', drafts: 2, room: null, name: null })
    t.same(
      (await bob.engine.call('room.drafts', { handle })).map(({ text }) => text),
      ['hello?', 'anybody?'],
    )
    t.same(await bob.texts(handle), [], 'I2: a draft is not a line')
    await ana.start()
    await ana.sees(handle, 2)
    await until(async () => (await bob.room(handle)).drafts === 0)
    t.same(await bob.texts(handle), ['hello?', 'anybody?'])
  },
)

t.test(
  'a room that is joined while its members are connected for another room syncs over the same streams',
  async (t) => {
    const { people } = await world(t, ['ana', 'bob'])
    const [ana, bob] = people as Two
    const first = await ana.create('garden')
    await bob.join(await ana.link(first))
    await converged(people, first)
    const connections = (await bob.engine.call('net.status', {})).connections
    const second = await bob.create('dev')
    await bob.say(second, 'in the second room')
    await ana.join(await bob.link(second))
    await ana.sees(second, 1)
    await converged(people, second)
    t.equal((await bob.engine.call('net.status', {})).connections, connections)
  },
)

t.test('everybody sees over a slow, lossy line what everybody says', async (t) => {
  const { people } = await world(t, ['ana', 'bob', 'chidi'], {
    latencyMs: 5,
    jitterMs: 10,
    loss: 0.05,
    seed: 7,
  })
  const [ana, bob, chidi] = people as Three
  const handle = await ana.create('garden')
  const link = await ana.link(handle)
  await Promise.all([bob.join(link), chidi.join(link)])
  await Promise.all(
    people.map(async (person) => {
      for (let i = 0; i < 10; i++) await person.say(handle, `${person.name} ${i}`)
    }),
  )
  await Promise.all(people.map((person) => person.sees(handle, 30)))
  await converged(people, handle)
  t.equal(new Set(await chidi.texts(handle)).size, 30)
})
