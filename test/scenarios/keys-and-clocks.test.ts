/** Wrong keys, read-only keys, wrong clocks, lost indexes, restored folders. */
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { until } from '../testnet/until.js'
import { converged, type Person, world } from './world.js'

type Two = [Person, Person]
type Three = [Person, Person, Person]
const dayMs = 86_400_000

t.test(
  'a link with a wrong key finds nobody, and says why it cannot be read when it is mistyped',
  async (t) => {
    const { people } = await world(t, ['ana', 'bob'])
    const [ana, bob] = people as Two
    const handle = await ana.create('garden')
    const link = await ana.link(handle)
    await t.rejects(bob.engine.call('room.join', { link: link.slice(0, 40) }), { code: 'BAD_LINK' })
    await t.rejects(
      bob.engine.call('room.join', { link: `${link.slice(0, -1)}${link.endsWith('y') ? 'o' : 'y'}` }),
      { code: 'BAD_LINK' },
    )
    await t.rejects(bob.engine.call('room.join', { link: 'https://example.org' }), { code: 'BAD_LINK' })
    t.same(await bob.engine.call('rooms.list', {}), [])
    const other = await bob.create('elsewhere')
    t.not(other, handle)
    t.equal((await ana.room(handle)).peers, 0)
  },
)

t.test(
  'who joined by a read-only link reads and serves, cannot write, and may be given more later',
  async (t) => {
    const { people } = await world(t, ['ana', 'rosa', 'bob'])
    const [ana, rosa, bob] = people as Three
    const handle = await ana.create('garden')
    const link = await ana.link(handle)
    await ana.say(handle, 'read me')
    await rosa.join(await ana.link(handle, 'r'))
    await rosa.sees(handle, 1)
    t.match(await rosa.room(handle), { access: 'read', name: 'garden' })
    await t.rejects(rosa.say(handle, 'no'), { code: 'ROOM_READ_ONLY' })
    await t.rejects(rosa.link(handle, 'w'), { code: 'ROOM_READ_ONLY' })
    t.equal((await ana.engine.call('room.members', { handle })).length, 1)
    await ana.stop()
    await bob.engine.call('room.join', { link })
    await until(async () => (await bob.room(handle)).peers === 1)
    t.equal((await bob.room(handle)).state, 'waiting', 'a reader cannot admit a writer')
    await ana.start()
    await bob.sees(handle, 1)
    await rosa.engine.call('room.join', { link })
    t.match(await rosa.room(handle), { access: 'write', state: 'ready' })
    await until(async () => (await rosa.say(handle, 'now I can')).state === 'stored')
    await ana.sees(handle, 2)
    await converged(people, handle)
  },
)

t.test(
  'a clock that is a month ahead moves nobody else’s, and what it wrote is shown when it is due',
  async (t) => {
    const { people } = await world(t, ['ana', 'bob'])
    const [ana, bob] = people as Two
    const handle = await ana.create('garden')
    await bob.join(await ana.link(handle))
    await converged(people, handle)
    bob.clock.skewMs = 30 * dayMs
    await bob.say(handle, 'is it already Christmas?')
    await until(async () => (await ana.room(handle)).held === 1)
    await ana.say(handle, 'mine is right')
    await ana.sees(handle, 1)
    const [mine] = (await ana.lines(handle)).filter(({ type }) => type === 'text')
    t.equal(mine?.text, 'mine is right')
    t.ok(Math.abs((mine?.timeMs ?? 0) - Date.now()) < 300_000, 'the other clock was not taken over')
    t.match((await ana.room(handle)).notice, /ahead/)
    ana.clock.skewMs = 30 * dayMs + 1000
    t.match(await ana.room(handle), { held: 0, messages: 2 })
    await bob.sees(handle, 2)
    await converged(people, handle)
  },
)

t.test(
  'who has a slow clock is told so, sees the others all the same, and answers after their questions',
  async (t) => {
    const { people } = await world(t, ['ana', 'bob', 'chidi', 'dana'])
    const [ana, bob, chidi, dana] = people as [Person, Person, Person, Person]
    const handle = await ana.create('garden')
    const link = await ana.link(handle)
    for (const person of [bob, chidi, dana]) await person.join(link)
    await converged(people, handle)
    await dana.stop()
    dana.clock.skewMs = -30 * dayMs
    await dana.start()
    for (const person of [ana, bob, chidi]) await person.say(handle, `${person.name} asks`)
    await dana.sees(handle, 3)
    t.match((await dana.room(handle)).notice, /clock of this computer seems to be slow/)
    await dana.say(handle, 'dana answers')
    await ana.sees(handle, 4)
    t.equal((await ana.texts(handle)).at(-1), 'dana answers')
    await converged(people, handle)
  },
)

t.test('who has a fast clock is told so by the network report, once three others have written', async (t) => {
  const { people } = await world(t, ['ana', 'bob', 'chidi', 'dana'])
  const [ana, bob, chidi, dana] = people as [Person, Person, Person, Person]
  const handle = await ana.create('garden')
  const link = await ana.link(handle)
  for (const person of [bob, chidi]) await person.join(link)
  await ana.say(handle, 'long before dana came')
  dana.clock.skewMs = dayMs / 24
  await dana.join(link)
  await dana.sees(handle, 1)
  const leadMs = async (person: Person) => {
    const { rooms } = await person.engine.call('net.status', {})
    return rooms[0]!.clockLeadMs
  }
  t.equal(await leadMs(dana), 0, 'what is old when it comes shows nothing')
  let said = 1
  await until(async () => {
    for (const person of [ana, bob, chidi]) await person.say(handle, `${person.name} ${said++}`)
    await dana.sees(handle, said)
    return (await leadMs(dana)) < 0
  })
  t.ok((await leadMs(dana)) > -dayMs / 24 - 60_000, 'no more than it is fast')
  for (const person of [ana, bob, chidi]) t.equal(await leadMs(person), 0)
})

t.test('an own clock ten years ahead does not poison the own log: the next one is started', async (t) => {
  const { people } = await world(t, ['ana', 'bob'])
  const [ana, bob] = people as Two
  const handle = await ana.create('garden')
  await bob.join(await ana.link(handle))
  await converged(people, handle)
  bob.clock.skewMs = 3650 * dayMs
  await bob.say(handle, 'from the future')
  await until(async () => (await ana.room(handle)).held === 1)
  bob.clock.skewMs = 0
  await bob.say(handle, 'from now')
  await ana.sees(handle, 1)
  t.same(await ana.texts(handle), ['from now'])
  const [first, second] = (await bob.engine.call('room.members', { handle })).filter(({ me }) => me)
  t.equal(first?.logs, 2)
  t.equal(second, undefined)
  await converged(people, handle)
})

t.test('I5: the index can be deleted at any time; the hash is the same afterwards', async (t) => {
  const { people } = await world(t, ['ana', 'bob'])
  const [ana, bob] = people as Two
  const handle = await ana.create('garden')
  await bob.join(await ana.link(handle))
  for (let i = 0; i < 100; i++) await (i % 2 === 0 ? ana : bob).say(handle, `line ${i}`)
  await Promise.all(people.map((person) => person.sees(handle, 100)))
  const hash = await converged(people, handle)
  for (const person of people) {
    await person.stop()
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(person.dir, `index.db${suffix}`), { force: true })
    await person.start({ offline: true })
    t.equal(await person.hash(handle), hash)
    await person.say(handle, 'and writing goes on')
  }
  const { records } = await ana.engine.call('engine.rebuildIndex', {})
  t.ok(records >= 101)
})

t.test(
  'I9: a restored older copy of a profile never forks its log; what it had lost comes back',
  async (t) => {
    const { people } = await world(t, ['ana', 'bob'])
    const [ana, bob] = people as Two
    const handle = await ana.create('garden')
    await bob.join(await ana.link(handle))
    await ana.say(handle, 'before the backup')
    await bob.sees(handle, 1)
    await ana.stop()
    const backup = `${ana.dir}.backup`
    cpSync(ana.dir, backup, { recursive: true })
    await ana.start()
    await ana.say(handle, 'after the backup')
    await bob.sees(handle, 2)
    await ana.stop()
    // the newer folder's content is replaced by the old one, as a rolled back machine would have it
    for (const part of ['logs/store/db', 'logs/journal', 'rooms', 'vault.bin', 'index.db']) {
      rmSync(join(ana.dir, part), { recursive: true, force: true })
      if (existsSync(join(backup, part))) cpSync(join(backup, part), join(ana.dir, part), { recursive: true })
    }
    t.ok(readFileSync(join(ana.dir, 'vault.bin')).byteLength > 0)
    await ana.start()
    await until(async () => (await ana.room(handle)).peers === 1)
    await ana.say(handle, 'after the restore')
    await bob.sees(handle, 3)
    await ana.sees(handle, 3)
    await converged(people, handle)
    t.same(await bob.texts(handle), ['before the backup', 'after the backup', 'after the restore'])
  },
)
