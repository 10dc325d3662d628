/** What is unread after a partition, for several faces and over restarts. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { until } from '../testnet/until.js'
import { converged, type Person, world } from './world.js'

type Two = [Person, Person]

const markRead = (person: Person, handle: string) => person.engine.call('room.markRead', { handle })
const seek = async (person: Person, handle: string, target: 'start' | 'unread' | 'late', from?: string) =>
  (await person.engine.call('room.seek', { handle, target, ...(from !== undefined && { from }) })).id

async function texts(person: Person, handle: string, wanted: 'unread' | 'late'): Promise<readonly string[]> {
  return (await person.lines(handle)).filter((line) => line[wanted]).map(({ text }) => text)
}

async function unread(person: Person, handle: string): Promise<readonly [number, number]> {
  const view = await person.room(handle)
  return [view.unread, view.late]
}

/** Ana and bob write in turn while apart, ana reads, and they meet again. */
async function apart(
  t: Test,
): Promise<{ ana: Person; bob: Person; handle: string; people: readonly Person[] }> {
  const { people, net } = await world(t, ['ana', 'bob'])
  const [ana, bob] = people as Two
  const handle = await ana.create('garden')
  await ana.say(handle, 'before bob came')
  await bob.join(await ana.link(handle))
  await bob.sees(handle, 1)
  await bob.say(handle, 'hello')
  await ana.sees(handle, 2)
  await converged(people, handle)
  t.same(await unread(bob, handle), [0, 0], 'history of before the joining is not unread')
  t.same(await unread(ana, handle), [1, 0])
  for (const person of people) await markRead(person, handle)
  net.partition(['ana'], ['bob'])
  await until(async () => (await ana.room(handle)).peers === 0 && (await bob.room(handle)).peers === 0)
  for (let i = 0; i < 3; i++) {
    await ana.say(handle, `ana ${i}`)
    await bob.say(handle, `bob ${i}`)
  }
  await markRead(ana, handle)
  await bob.say(handle, 'bob last')
  net.partition(['ana', 'bob'])
  await Promise.all(people.map((person) => person.sees(handle, 9)))
  await converged(people, handle)
  return { ana, bob, handle, people }
}

t.test(
  'after a partition every message that was never shown is unread exactly once, the older ones are late',
  async (t) => {
    const { ana, bob, handle } = await apart(t)
    t.same(await unread(ana, handle), [4, 2])
    t.same(await texts(ana, handle, 'unread'), ['bob 0', 'bob 1', 'bob 2', 'bob last'])
    t.same(await texts(ana, handle, 'late'), ['bob 0', 'bob 1'])
    t.same(await unread(bob, handle), [3, 0], 'bob has read nothing since, so nothing came late')
    await markRead(ana, handle)
    t.same(
      await texts(ana, handle, 'unread'),
      ['bob 0', 'bob 1'],
      'reading the newest lines reads no late one',
    )
    await markRead(bob, handle)
    t.same(await unread(bob, handle), [0, 0])
    const late = (await ana.lines(handle)).filter((line) => line.late).map(({ id }) => id)
    await ana.engine.call('room.markSeen', { handle, ids: [late[0]!, 'no id', 'ab'.repeat(32)] })
    t.same(await texts(ana, handle, 'unread'), ['bob 1'])
    t.same(await unread(ana, handle), [1, 1])
    await ana.engine.call('rooms.markRead', {})
    t.same(await unread(ana, handle), [0, 0])
  },
)

t.test('I5: late arrivals survive a restart, and the loss of the index', async (t) => {
  const { ana, handle } = await apart(t)
  await markRead(ana, handle)
  await ana.restart({ offline: true })
  t.same(await unread(ana, handle), [2, 2])
  await ana.stop()
  rmSync(join(ana.dir, 'index.db'))
  await ana.start({ offline: true })
  await ana.hash(handle)
  t.same(await unread(ana, handle), [2, 2])
  t.same(await texts(ana, handle, 'late'), ['bob 0', 'bob 1'])
  await ana.engine.call('engine.rebuildIndex', {})
  t.same(await unread(ana, handle), [2, 2])
})

t.test('what is read is read for every face, and each is told', async (t) => {
  const { ana, handle } = await apart(t)
  const told: (string | null)[] = []
  t.teardown(ana.engine.on('changed', (event) => told.push(event.handle)))
  await markRead(ana, handle)
  await until(async () => told.includes(handle))
  told.length = 0
  const ids = (await ana.lines(handle)).filter((line) => line.late).map(({ id }) => id)
  await Promise.all([
    ana.engine.call('room.markSeen', { handle, ids: ids.slice(0, 1) }),
    ana.engine.call('room.markSeen', { handle, ids: ids.slice(1) }),
    markRead(ana, handle),
  ])
  await until(async () => told.includes(handle))
  t.same(await unread(ana, handle), [0, 0])
})

t.test('a message and all below it can be made unread again, over a restart too', async (t) => {
  const { bob, handle } = await apart(t)
  await markRead(bob, handle)
  const lines = await bob.lines(handle)
  const back = lines.find(({ text }) => text === 'ana 1')!
  await bob.engine.call('room.markUnread', { handle, id: back.id })
  t.same(await texts(bob, handle, 'unread'), ['ana 1', 'ana 2'])
  t.same(await unread(bob, handle), [2, 0])
  await bob.restart({ offline: true })
  t.same(await texts(bob, handle, 'unread'), ['ana 1', 'ana 2'])
  await t.rejects(bob.engine.call('room.markUnread', { handle, id: 'ab'.repeat(32) }), {
    code: 'UNKNOWN_MESSAGE',
  })
  await t.rejects(bob.engine.call('room.markUnread', { handle, id: 'nothing' }), { code: 'UNKNOWN_MESSAGE' })
})

t.test(
  'a room goes to its first message, the first unread one, and from one late arrival to the next',
  async (t) => {
    const { ana, handle } = await apart(t)
    const lines = await ana.lines(handle)
    const idOf = (text: string) => lines.find((line) => line.text === text)!.id
    t.equal(await seek(ana, handle, 'start'), lines[0]!.id)
    t.equal(await seek(ana, handle, 'unread'), idOf('bob 2'))
    t.equal(await seek(ana, handle, 'late'), idOf('bob 0'))
    t.equal(await seek(ana, handle, 'late', idOf('ana 1')), idOf('bob 1'))
    t.equal(await seek(ana, handle, 'late', idOf('bob 1')), null)
    t.equal(await seek(ana, handle, 'late', 'no id'), idOf('bob 0'))
    await ana.engine.call('rooms.markRead', {})
    t.equal(await seek(ana, handle, 'unread'), null)
    t.equal(await seek(ana, handle, 'late'), null)
  },
)

t.test('a room that waits for its first member has nothing to read, and its level is kept', async (t) => {
  const { people } = await world(t, ['ana', 'bob'])
  const [ana, bob] = people as Two
  const handle = await ana.create('garden')
  const link = await ana.link(handle)
  await ana.stop()
  await bob.engine.call('room.join', { link })
  await markRead(bob, handle)
  await bob.engine.call('room.markSeen', { handle, ids: ['ab'.repeat(32)] })
  t.equal(await seek(bob, handle, 'start'), null)
  await bob.engine.call('room.level', { handle, level: 'mentions' })
  t.match(await bob.room(handle), { unread: 0, late: 0, mentions: 0, level: 'mentions' })
  await bob.restart()
  t.match(await bob.room(handle), { level: 'mentions' })
})
