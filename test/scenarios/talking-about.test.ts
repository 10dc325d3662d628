/** People who reply to, edit, remove and react to what was said: everybody sees the same, whoever was away when. */
import t from 'tap'
import { until } from '../testnet/until.js'
import { converged, type Person, world } from './world.js'

type Two = readonly [Person, Person]

t.test(
  'who created the room is told from who joined it, and every other nick with the former one',
  async (t) => {
    const { people } = await world(t, ['ana', 'bob'])
    const [ana, bob] = people as Two
    const handle = await ana.create('garden')
    await bob.join(await ana.link(handle))
    await until(async () =>
      (await ana.lines(handle)).some(({ type, nick }) => type === 'join' && nick === 'bob'),
    )
    await bob.engine.call('me.nick', { nick: 'Аnа' })
    await ana.engine.call('me.nick', { nick: 'anna' })
    await ana.engine.call('me.nick', { nick: 'anni' })
    await until(async () => (await bob.lines(handle)).length === 5)
    await converged(people, handle)
    for (const person of people) {
      const lines = await person.lines(handle)
      t.same(lines.map(({ type }) => type).toSorted(), ['created', 'join', 'profile', 'profile', 'profile'])
      t.equal(lines.find(({ type }) => type === 'created')?.nick, 'anni')
      t.same(
        lines
          .flatMap(({ type, former, text }) => (type === 'profile' ? [`${former} → ${text}`] : []))
          .toSorted(),
        ['ana → anna', 'anna → anni', 'bob → Аnа'],
      )
    }
  },
)

t.test('I1: what is said about a message while apart is the same for all when they meet', async (t) => {
  const { people } = await world(t, ['ana', 'bob'])
  const [ana, bob] = people as Two
  const handle = await ana.create('garden')
  await bob.join(await ana.link(handle))
  const { id: relay } = await ana.say(handle, 'the relay is bakc')
  const { id: spam } = await bob.say(handle, 'buy gold')
  await Promise.all(people.map((person) => person.sees(handle, 2)))
  const anaKey = (await bob.lines(handle)).find(({ id }) => id === relay)?.author ?? ''
  await Promise.all(people.map((person) => person.restart({ offline: true })))
  await ana.engine.call('room.edit', { handle, id: relay, text: 'the relay is back' })
  await ana.engine.call('room.redact', { handle, id: spam, reason: 'spam' })
  await ana.engine.call('room.react', { handle, id: relay, emoji: '🎉', on: true })
  await bob.engine.call('room.react', { handle, id: relay, emoji: '👍', on: true })
  await bob.engine.call('room.react', { handle, id: relay, emoji: '🎉', on: true })
  await bob.engine.call('room.react', { handle, id: relay, emoji: '👍', on: false })
  const { id: thanks } = await bob.engine.call('room.send', {
    handle,
    text: '🌳 tx @ana',
    reply: relay,
    mentions: [{ author: anaKey, start: 6, end: 10 }],
  })
  await bob.engine.call('room.edit', { handle, id: spam, text: 'buy silver' })
  t.match(
    (await bob.lines(handle)).find(({ id }) => id === spam),
    { text: 'buy silver', edited: true, removed: null },
  )
  await Promise.all(people.map((person) => person.restart()))
  await Promise.all(people.map((person) => person.sees(handle, 3)))
  await converged(people, handle)
  for (const person of people) {
    const lines = new Map((await person.lines(handle)).map((line) => [line.id, line]))
    t.match(lines.get(relay), {
      ...{ text: 'the relay is back', edited: true, removed: null },
      reactions: [{ emoji: '🎉', count: 2, mine: true }],
    })
    t.match(lines.get(spam), {
      text: '',
      edited: false,
      removed: { author: anaKey, nick: 'ana', reason: 'spam' },
      reactions: [],
    })
    t.match(lines.get(thanks), {
      reply: { id: relay, nick: 'ana', text: 'the relay is back' },
      mentions: [{ author: anaKey, nick: 'ana', start: 6, end: 10 }],
    })
    t.equal((await person.room(handle)).messages, 3, 'edits, removals and reactions are no messages')
    const find = async (query: string) =>
      (await person.engine.call('room.search', { query, limit: 9 })).hits.map((hit) => hit.id)
    t.same(
      [await find('bakc'), await find('back'), await find('gold'), await find('silver')],
      [[], [relay], [], []],
    )
  }
  t.equal(
    (await bob.room(handle)).unread,
    1,
    'the one message of ana, and nothing that was said about messages',
  )
})

t.test('who may not change a message is told so, and nothing is written', async (t) => {
  const { people } = await world(t, ['ana', 'bob'])
  const [ana, bob] = people as Two
  const handle = await ana.create('garden')
  await bob.join(await ana.link(handle))
  const { id } = await ana.say(handle, 'mine')
  await bob.sees(handle, 1)
  const before = await bob.hash(handle)
  const call = bob.engine.call.bind(bob.engine)
  await t.rejects(call('room.edit', { handle, id, text: 'yours' }), { code: 'NOT_ALLOWED' })
  await t.rejects(call('room.redact', { handle, id }), { code: 'NOT_ALLOWED' })
  await t.rejects(call('room.redact', { handle, id: 'ff'.repeat(32) }), { code: 'UNKNOWN_MESSAGE' })
  await t.rejects(call('room.react', { handle, id: 'nonsense', emoji: '👍', on: true }), {
    code: 'UNKNOWN_MESSAGE',
  })
  for (const emoji of ['', ' ', 'x'.repeat(33), 'a b', '\u001b'])
    await t.rejects(call('room.react', { handle, id, emoji, on: true }), { code: 'BAD_TEXT' })
  const text = 'hi ana'
  for (const [start, end] of [
    [3, 3],
    [3, 99],
    [5, 4],
  ] as const) {
    const mentions = [{ author: 'aa'.repeat(32), start, end }]
    await t.rejects(async () => call('room.send', { handle, text, mentions }), { code: 'BAD_TEXT' })
  }
  await t.rejects(
    async () =>
      call('room.send', { handle, text: '🌳', mentions: [{ author: 'aa'.repeat(32), start: 1, end: 2 }] }),
    { code: 'BAD_TEXT' },
  )
  t.equal(await bob.hash(handle), before)
  await ana.engine.call('room.redact', { handle, id })
  await until(async () => (await ana.lines(handle)).some(({ removed }) => removed !== null))
  await t.rejects(ana.engine.call('room.edit', { handle, id, text: 'back' }), { code: 'NOT_ALLOWED' })
  await t.rejects(ana.engine.call('room.redact', { handle, id, reason: 'x'.repeat(201) }), {
    code: /BAD_TEXT|NOT_ALLOWED/,
  })
})

t.test('a reply to what is not here yet shows it as soon as it is', async (t) => {
  const { people } = await world(t, ['ana', 'bob', 'chi'])
  const [ana, bob, chi] = people as readonly [Person, Person, Person]
  const handle = await ana.create('garden')
  const link = await ana.link(handle)
  await bob.join(link)
  await chi.join(link)
  const { id } = await ana.say(handle, 'first')
  await bob.sees(handle, 1)
  await ana.stop()
  const { id: answer } = await bob.engine.call('room.send', { handle, text: 'second', reply: id })
  await chi.sees(handle, 2)
  await until(async () =>
    (await chi.lines(handle)).some((line) => line.id === answer && line.reply?.text === 'first'),
  )
  t.pass('shown with what it answers')
})
