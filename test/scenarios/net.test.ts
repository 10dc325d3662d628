/** What the network view says while people come and go. */
import t from 'tap'
import type { NetRoomView } from '../../src/api/views.js'
import { randomBytes } from '../../src/identity/random.js'
import { keysOf, meet } from '../evil/attacker.js'
import { holdTimers } from '../evil/held-timers.js'
import { until } from '../testnet/until.js'
import { converged, type Person, world } from './world.js'

type Two = [Person, Person]

async function view(person: Person): Promise<NetRoomView> {
  const [room] = (await person.engine.call('net.status', {})).rooms
  if (room === undefined) throw new Error('no room')
  return room
}

t.test('why nobody is here follows from who was found and who was met', async (t) => {
  const { people, net } = await world(t, ['ana', 'bob'])
  const [ana, bob] = people as Two
  const handle = await ana.create('garden')
  t.match(await view(ana), { why: ['nobody-found'], found: 0, clockLeadMs: 0, writers: [{ nick: 'ana' }] })
  await bob.join(await ana.link(handle))
  await converged(people, handle)
  t.match(await view(ana), { why: [], found: 1, peers: [{ nick: 'bob' }] })
  net.partition(['ana'], ['bob'])
  await until(async () => (await view(ana)).peers.length === 0)
  t.match(await view(ana), { why: ['not-reached'], found: 1, announced: true })
  await ana.restart({ offline: true })
  t.match(await view(ana), { why: ['offline'], found: 0, announced: false })
})

t.test('the lag is told per author, who is missed most first', async (t) => {
  const { people, net } = await world(t, ['ana', 'bob', 'chidi'])
  const [ana, bob, chidi] = people as [Person, Person, Person]
  const handle = await ana.create('garden')
  const link = await ana.link(handle)
  await bob.join(link)
  await chidi.join(link)
  await converged(people, handle)
  const complete = (await view(bob)).writers
  t.same(complete.map(({ nick }) => nick).toSorted(), ['ana', 'bob', 'chidi'])
  t.ok(complete.every(({ have, known }) => have === known && have > 0))
  net.partition(['ana', 'chidi'], ['bob'])
  await until(async () => (await view(bob)).peers.length === 0)
  for (let i = 0; i < 3; i++) await chidi.say(handle, `while apart ${i}`)
  t.same(
    (await view(bob)).writers.toSorted((a, b) => (a.nick < b.nick ? -1 : 1)),
    [...complete.toSorted((a, b) => (a.nick < b.nick ? -1 : 1))],
  )
  net.partition(['ana', 'bob', 'chidi'])
  await converged(people, handle)
  const had = complete.find(({ nick }) => nick === 'chidi')?.have ?? 0
  t.match(
    (await view(bob)).writers.find(({ nick }) => nick === 'chidi'),
    { have: had + 3, known: had + 3 },
  )
})

t.test('a stranger who says nothing, and one without the keys, are told apart', async (t) => {
  const { people, net } = await world(t, ['ana'])
  const [ana] = people as [Person]
  const handle = await ana.create('garden')
  const { letPass } = holdTimers(ana.clock)
  const silent = await meet(t, net, handle)
  await silent.hello
  letPass(5_000)
  await silent.ended()
  await until(async () => (await view(ana)).why.includes('old-version'))
  t.notOk((await view(ana)).why.includes('wrong-room'))
  const liar = await meet(t, net, handle)
  const { keys } = await keysOf(ana, handle)
  liar.enter(keys).prove({ keys, w: randomBytes(32) })
  await liar.ended()
  t.match(await view(ana), { why: ['wrong-room', 'old-version'], peers: [] })
})
