/** What names us, who is told, and where the next mention is: over real engines. */
import t from 'tap'
import { until } from '../testnet/until.js'
import { converged, type Person, world } from './world.js'

type Two = [Person, Person]

const seek = async (
  person: Person,
  handle: string,
  target: 'mention-before' | 'mention-after',
  from?: string,
) => (await person.engine.call('room.seek', { handle, target, ...(from !== undefined && { from }) })).id

async function mentioned(person: Person, handle: string): Promise<readonly string[]> {
  return (await person.lines(handle)).filter(({ mention }) => mention).map(({ text }) => text)
}

t.test(
  'messages that name us are marked and counted until they are read, history of before never',
  async (t) => {
    const { people } = await world(t, ['ana', 'bob'])
    const [ana, bob] = people as Two
    const handle = await ana.create('garden')
    await ana.say(handle, 'bob will come')
    await until(async () => (await ana.room(handle)).messages === 1)
    await bob.join(await ana.link(handle))
    await bob.sees(handle, 1)
    t.same(await mentioned(bob, handle), [], 'history of before the joining names nobody')
    await ana.say(handle, 'hi Bob!')
    await ana.say(handle, 'bobby is somebody else')
    await ana.say(handle, 'the roses, bob')
    await bob.say(handle, 'bob is here')
    await bob.sees(handle, 5)
    t.same(await mentioned(bob, handle), ['hi Bob!', 'the roses, bob'])
    t.match(await bob.room(handle), { unread: 3, mentions: 2 })
    t.same(await bob.engine.call('me.words', { words: ['roses', ' Bobby ', 'roses'] }), {
      words: ['roses', 'Bobby'],
    })
    t.match(await bob.room(handle), { unread: 3, mentions: 3 })
    await bob.engine.call('room.markRead', { handle })
    t.match(await bob.room(handle), { unread: 0, mentions: 0 })
    t.match(await ana.room(handle), { mentions: 0 })
    await bob.restart({ offline: true })
    t.same(await bob.engine.call('me.words', {}), { words: ['roses', 'Bobby'] })
    await t.rejects(bob.engine.call('me.words', { words: [' '] }), { code: 'BAD_TEXT' })
    await t.rejects(bob.engine.call('me.words', { words: ['a\nb'] }), { code: 'BAD_TEXT' })
    const lines = await bob.lines(handle)
    const idOf = (text: string) => lines.find((line) => line.text === text)!.id
    t.equal(await seek(bob, handle, 'mention-before'), idOf('the roses, bob'))
    t.equal(await seek(bob, handle, 'mention-before', idOf('bobby is somebody else')), idOf('hi Bob!'))
    t.equal(await seek(bob, handle, 'mention-before', idOf('hi Bob!')), null)
    t.equal(await seek(bob, handle, 'mention-after', idOf('hi Bob!')), idOf('bobby is somebody else'))
    t.equal(await seek(bob, handle, 'mention-after', idOf('the roses, bob')), null)
  },
)

t.test('words of one room count there alone, are counted at once, and are kept', async (t) => {
  const { people } = await world(t, ['ana', 'bob'])
  const [ana, bob] = people as Two
  const [garden, kitchen] = [await ana.create('garden'), await ana.create('kitchen')]
  await bob.join(await ana.link(garden))
  await bob.join(await ana.link(kitchen))
  for (const handle of [garden, kitchen]) {
    await ana.say(handle, 'the fern is green ->')
    await bob.sees(handle, 1)
  }
  const words = (handle: string, wanted?: readonly string[]) =>
    bob.engine.call('room.words', { handle, ...(wanted !== undefined && { words: wanted }) })
  t.same(await words(garden), { words: [] })
  t.same(await words(garden, ['fern', ' -> ', 'fern']), { words: ['fern', '->'] })
  t.match(await bob.room(garden), { unread: 1, mentions: 1 })
  t.match(await bob.room(kitchen), { unread: 1, mentions: 0 })
  t.same(await words(garden, ['->']), { words: ['->'] })
  t.match(await bob.room(garden), { unread: 1, mentions: 1 }, 'signs alone are counted too')
  t.same(await mentioned(bob, garden), ['the fern is green ->'])
  t.same(await mentioned(bob, kitchen), [])
  t.not(await seek(bob, garden, 'mention-before'), null)
  await t.rejects(words(garden, ['a\nb']), { code: 'BAD_TEXT' })
  await bob.restart({ offline: true })
  t.same(await words(garden), { words: ['->'] })
  t.same(await words(garden, []), { words: [] })
  t.match(await bob.room(garden), { mentions: 0 })
  await t.rejects(words('nowhere'), { code: 'UNKNOWN_ROOM' })
})

t.test('who is named by key is named whatever the text says, and a namesake is not', async (t) => {
  const { people } = await world(t, ['ana', 'bob'])
  const [ana, bob] = people as Two
  const handle = await ana.create('garden')
  await bob.join(await ana.link(handle))
  await converged(people, handle)
  const author = (await bob.engine.call('me.nick', {})).author
  const stranger = 'ab'.repeat(32)
  await ana.engine.call('room.send', { handle, text: 'you there', mentions: [{ author, start: 0, end: 3 }] })
  await ana.engine.call('room.send', {
    handle,
    text: 'bob',
    mentions: [{ author: stranger, start: 0, end: 3 }],
  })
  await bob.sees(handle, 2)
  t.same(await mentioned(bob, handle), ['you there'])
  t.match(await bob.room(handle), { unread: 2, mentions: 1 })
})

t.test('a message is told with who holds it, and what is not here is said to be missing', async (t) => {
  const { people } = await world(t, ['ana', 'bob'])
  const [ana, bob] = people as Two
  const handle = await ana.create('garden')
  await bob.join(await ana.link(handle))
  await converged(people, handle)
  const { id } = await ana.say(handle, 'who has this?')
  await bob.sees(handle, 1)
  await until(async () => (await ana.room(handle)).onlyHere === 0)
  t.match(await ana.engine.call('room.message', { handle, id }), {
    text: 'who has this?',
    clockAheadMs: 0,
    mine: true,
  })
  await until(async () => (await ana.engine.call('room.message', { handle, id })).holders.length === 1)
  t.match((await ana.engine.call('room.message', { handle, id })).holders, [{ nick: 'bob' }])
  await t.rejects(ana.engine.call('room.message', { handle, id: 'ab'.repeat(32) }), {
    code: 'UNKNOWN_MESSAGE',
  })
})
