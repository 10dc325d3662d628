/** Leaving a room and coming back to it while the connection lives on for another room. */
import t, { type Test } from 'tap'
import { until } from '../testnet/until.js'
import { converged, type Person, world } from './world.js'

const leave = ({ engine }: Person, handle: string) => engine.call('room.leave', { handle, now: true })
const comeBack = ({ engine }: Person, link: string) => engine.call('room.join', { link })
const netOf = async ({ engine }: Person, handle: string) =>
  (await engine.call('net.status', {})).rooms.find((room) => room.handle === handle)
const peersIn = async (person: Person, handle: string) => (await netOf(person, handle))?.peers.length

/** Two people in two rooms, on one connection. */
async function twoRooms(t: Test) {
  const { people } = await world(t, ['ana', 'bob'])
  const [ana, bob] = people as [Person, Person]
  const garden = await ana.create('garden')
  const dev = await ana.create('dev')
  const link = await ana.link(garden)
  await bob.join(link)
  await bob.join(await ana.link(dev))
  await ana.say(garden, 'one')
  await ana.say(dev, 'one')
  await meet([ana, bob], [garden, dev])
  await Promise.all([bob.sees(garden, 1), bob.sees(dev, 1)])
  let texts = 1
  /** Both write in the garden and both read it. */
  const talk = async () => {
    texts += 2
    await Promise.all([ana.say(garden, `ana ${texts}`), bob.say(garden, `bob ${texts}`)])
    await Promise.all([ana.sees(garden, texts), bob.sees(garden, texts)])
    await converged([ana, bob], garden)
  }
  const sinceMs = async (handle: string) => (await netOf(ana, handle))?.peers[0]?.sinceMs
  const beganMs = await sinceMs(dev)
  const isOneConnection = async () => (await sinceMs(garden)) === beganMs && (await sinceMs(dev)) === beganMs
  return { ana, bob, garden, dev, link, talk, isOneConnection }
}

async function meet(people: readonly Person[], handles: readonly string[]): Promise<void> {
  for (const person of people)
    for (const handle of handles) await until(async () => (await peersIn(person, handle)) === 1)
}

t.test('who leaves a room and comes back meets those with whom another room is shared', async (t) => {
  const { ana, bob, garden, dev, link, talk, isOneConnection } = await twoRooms(t)
  for (const [who, other] of [
    [ana, bob],
    [ana, bob],
    [bob, ana],
    [ana, bob],
  ] as const) {
    await leave(who, garden)
    await until(async () => (await peersIn(other, garden)) === 0)
    t.equal(await peersIn(other, dev), 1, 'the other room is not touched')
    t.match(await other.room(garden), { peers: 0, online: 0 }, 'nobody is said to be here')
    await comeBack(who, link)
    await meet([ana, bob], [garden])
    await talk()
  }
  t.ok(await isOneConnection(), 'all on the connection that was there before')
  t.same(ana.reported.concat(bob.reported), [])
})

t.test('who leaves and comes back at once meets the others again', async (t) => {
  const { ana, bob, garden, link, talk, isOneConnection } = await twoRooms(t)
  for (const who of [ana, bob, ana]) {
    await leave(who, garden)
    await comeBack(who, link)
  }
  await meet([ana, bob], [garden])
  await talk()
  t.ok(await isOneConnection())
  t.same(ana.reported.concat(bob.reported), [])
})

t.test('two who leave at the same time and come back one after the other, or together, meet', async (t) => {
  const { ana, bob, garden, dev, link, talk, isOneConnection } = await twoRooms(t)
  const both = [ana, bob]
  const again: readonly (() => Promise<unknown>)[] = [
    () => Promise.all(both.map((person) => comeBack(person, link))),
    async () => {
      await comeBack(ana, link)
      await ana.engine.call('room.create', { name: 'books' }) // greets bob once more
      await comeBack(bob, link)
    },
    async () => {
      await comeBack(bob, '1')
      await comeBack(ana, '1')
    },
  ]
  for (const comeBackBoth of again) {
    await Promise.all(both.map((person) => leave(person, garden)))
    await comeBackBoth()
    await meet(both, [garden, dev])
    await talk()
  }
  t.equal(await peersIn(ana, dev), 1)
  t.ok(await isOneConnection())
  t.same(ana.reported.concat(bob.reported), [])
})

t.test('who left is not found again by a greeting that another room caused', async (t) => {
  const { ana, bob, garden, dev, link, talk } = await twoRooms(t)
  await leave(ana, garden)
  await until(async () => (await peersIn(bob, garden)) === 0)
  const books = await bob.create('books')
  await ana.join(await bob.link(books))
  await meet([ana, bob], [dev, books])
  t.equal(await peersIn(bob, garden), 0)
  await comeBack(ana, link)
  await meet([ana, bob], [garden])
  await talk()
})

t.test('rooms are left crosswise, and a connection that serves none ends', async (t) => {
  const { ana, bob, garden, dev, link, talk } = await twoRooms(t)
  await Promise.all([leave(ana, garden), leave(bob, dev)])
  for (const person of [ana, bob])
    await until(async () => (await person.engine.call('net.status', {})).connections === 0)
  await Promise.all([comeBack(ana, link), comeBack(bob, await ana.link(dev))])
  await meet([ana, bob], [garden, dev])
  await talk()
  t.same((await ana.engine.call('net.status', {})).refused, {}, 'none of it is an offence')
})
