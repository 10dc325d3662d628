/** Members who break the rules of a room's channel: the stream ends, the reason is counted, and nothing else happens (I4). */
import b4a from 'b4a'
import t, { type Test } from 'tap'
import { createCard } from '../../src/protocol/card.js'
import { type LogKey, parseId, toId } from '../../src/protocol/ids.js'
import * as m from '../../src/protocol/messages.js'
import { accepted } from '../protocol/samples.js'
import { cardOf, openRoom, seeded } from '../protocol/world.js'
import { converged, type Person, world } from '../scenarios/world.js'
import { ManualClock } from '../testnet/manual-clock.js'
import { until } from '../testnet/until.js'
import { refusals } from './attacker.js'
import { type EvilMember, evilMember } from './evil-member.js'

const { messageIndex } = m

async function scene(t: Test) {
  const { people, net } = await world(t, ['ana', 'bob'])
  const [ana, bob] = people as [Person, Person]
  const handle = await ana.create('garden')
  await bob.join(await ana.link(handle))
  await ana.say(handle, 'one')
  await until(async () => (await ana.room(handle)).members === 2)
  await converged([ana, bob], handle)
  let count = 0
  const meet = () => evilMember(t, { net, victim: ana, handle, avoiding: ['bob'], name: `m${++count}` })
  const logs = async () => (await ana.engine.call('net.status', {})).rooms[0]!.logs
  return { ana, bob, handle, meet, logs }
}

const entry = (label: string, length = 1) => ({
  log: toId<LogKey>(seeded(label)),
  length,
  head: seeded('head'),
})
/** A list of two entries in the wrong order. */
const descending = b4a.concat([
  b4a.from([0, 2]),
  m.encodeUpdate([{ ...entry('x'), log: 'ff'.repeat(32) as LogKey }]).subarray(2),
  m.encodeUpdate([{ ...entry('x'), log: '00'.repeat(32) as LogKey }]).subarray(2),
])
const tooLong = m.encodeUpdate([entry('x')])
tooLong[2 + 32 + 1] = 0x20

interface Offence {
  readonly name: string
  readonly reason: string
  readonly commit: (mallory: EvilMember) => void
}

function offence(name: string, reason: string, commit: Offence['commit']): Offence {
  return { name, reason, commit }
}

function says(name: string, reason: string, index: number, message: Uint8Array): Offence {
  return offence(name, reason, ({ channel }) => channel.send(index, message))
}

/** Offers a log of our own, and answers the request for its card with `card`. */
function answersWith(name: string, reason: string, card: (mallory: EvilMember) => Uint8Array): Offence {
  return offence(name, reason, (mallory) => {
    const bytes = card(mallory)
    const { log } = cardOf(mallory.room, mallory.person)
    mallory.offerCard({ log, bytes })
    mallory.claim([{ log, length: 1, head: seeded('head') }])
  })
}

const offences: readonly Offence[] = [
  offence('a second Proof', 'a second proof', ({ channel, room }) =>
    channel.prove({ keys: room.keys, w: room.w }),
  ),
  offence('a second Ident', 'a second ident', ({ channel, person }) => channel.identify(person)),
  says('a message of 65,537 bytes', 'more than a peer may send', messageIndex.typing, new Uint8Array(65_537)),
  says('a truncated Digest', 'truncated', messageIndex.digest, new Uint8Array(35)),
  says('bytes left over', 'bytes left over', messageIndex.typing, new Uint8Array(2)),
  says('a list that does not ascend', 'list not ascending', messageIndex.update, descending),
  says('a log longer than logs may be', 'a log longer than logs may be', messageIndex.update, tooLong),
  says(
    '901 entries',
    'list too long',
    messageIndex.update,
    b4a.concat([b4a.from([3, 0x85]), new Uint8Array(901 * 68)]),
  ),
  says('an unknown presence', 'an unknown presence', messageIndex.presence, b4a.from([3])),
  says('an empty Want', 'truncated', messageIndex.want, new Uint8Array(0)),
  says(
    'a core nobody asked for',
    'a core nobody asked for',
    messageIndex.ready,
    m.encodeReady([entry('x').log]),
  ),
  offence('a card nobody asked for', 'a card nobody asked for', ({ channel, room, person }) =>
    channel.send(messageIndex.card, m.encodeCardMessage([cardOf(room, person).bytes])),
  ),
  answersWith('a card that was changed', 'bad card', ({ room, person }) => {
    const bytes = b4a.from(cardOf(room, person).bytes)
    bytes[200]! ^= 1
    return bytes
  }),
  answersWith(
    'a card of another room',
    'bad card',
    ({ person }) => cardOf(openRoom(person, 'elsewhere', 0), person).bytes,
  ),
  answersWith('a card that a reader made', 'bad card', ({ room, person }) => {
    const { log: _, manifest: __, ...card } = cardOf(room, person)
    const writeKeyPair = openRoom(person, 'elsewhere').writeKeyPair
    const { deviceKeys, attestation } = person
    const { roomId, keys } = room
    const secret = { deviceSecretKey: deviceKeys.secretKey, writeKeyPair }
    return createCard({ ...card, ...secret, attestation, roomId, r: keys.r, powBits: room.cardRoom.powBits })
  }),
  answersWith(
    'a card of another log than the one that was named',
    'a card nobody asked for',
    ({ room, person }) => cardOf(room, person, 7).bytes,
  ),
  offence('more messages than a peer may send', 'more than a peer may send', ({ channel }) => {
    for (let i = 0; i < 1_100; i++) channel.send(messageIndex.typing, b4a.from([i & 1]))
  }),
  offence('more bytes than a peer may send', 'more than a peer may send', ({ channel }) => {
    for (let i = 0; i < 150; i++) channel.send(messageIndex.buckets + 14, new Uint8Array(65_000))
  }),
]

t.test(
  'I4: each broken rule ends the stream, is counted by its reason, and leaves the room as it was',
  async (t) => {
    const { ana, bob, handle, meet, logs } = await scene(t)
    const before = await ana.hash(handle)
    const counts: Record<string, number> = {}
    for (const { name, reason, commit } of offences) {
      const mallory = await meet()
      commit(mallory)
      await mallory.attacker.ended()
      await mallory.attacker.leave()
      counts[reason] = (counts[reason] ?? 0) + 1
      t.match(await refusals(ana), counts, name)
    }
    t.equal(await logs(), 2, 'no log was opened')
    t.equal(await converged([ana, bob], handle), before)
    t.same([...ana.reported, ...bob.reported], [])
  },
)

t.test('questions about logs that nobody has are answered with nothing, and open nothing', async (t) => {
  const { ana, handle, meet, logs } = await scene(t)
  const mallory = await meet()
  const { channel } = mallory
  const { log } = entry('nobody’s')
  channel.send(messageIndex.want, m.encodeWant([log]))
  channel.send(messageIndex.headAtReq, m.encodeHeadAtReq({ log, length: 1 }))
  channel.send(messageIndex.headAt, m.encodeHeadAt(entry('nobody’s')))
  channel.send(messageIndex.evidenceReq, m.encodeEvidenceReq({ log, seq: 1 }))
  for (let index = 18; index < 40; index++) channel.send(index, new Uint8Array(3))
  channel.send(messageIndex.cardReq, m.encodeCardReq([log]))
  t.same(await channel.first(messageIndex.card), m.encodeCardMessage([]))
  t.same([channel.count(messageIndex.ready), channel.count(messageIndex.headAt)], [0, 0])
  t.equal(await logs(), 2)
  t.match(await ana.room(handle), { peers: 2, sync: { missingBlocks: 0 } })
  t.same(ana.reported, [])
})

t.test('a peer that names logs without end is asked for the cards of the first 1,100 only', async (t) => {
  const { ana, bob, handle, meet, logs } = await scene(t)
  const { channel } = await meet()
  let asked = 0
  channel.on(messageIndex.cardReq, (message) => {
    asked += message[0]!
  })
  for (let page = 0; page < 4; page++) {
    const entries = Array.from({ length: 900 }, (_, i) => entry(`${page} ${i}`))
    channel.send(messageIndex.update, m.encodeUpdate(entries))
  }
  channel.send(messageIndex.cardReq, m.encodeCardReq([]))
  await channel.first(messageIndex.card)
  t.equal(asked, 1_100)
  t.equal(await logs(), 2)
  await bob.say(handle, 'two')
  await ana.sees(handle, 2)
})

t.test(
  'a false head of somebody else’s log changes nothing; one of our own log makes us begin another',
  async (t) => {
    const { ana, bob, handle, meet } = await scene(t)
    const { channel } = await meet()
    const heads = await Promise.all(
      [ana, bob].map(async (person) => {
        const line = (await ana.lines(handle)).find(({ nick }) => nick === person.name)
        return parseId<LogKey>(line!.log)!
      }),
    )
    channel.send(
      messageIndex.update,
      m.encodeUpdate(heads.map((log) => ({ log, length: 1, head: seeded('a lie') }))),
    )
    channel.send(messageIndex.cardReq, m.encodeCardReq([]))
    await channel.first(messageIndex.card)
    await bob.say(handle, 'from bob')
    await ana.sees(handle, 2)
    await ana.say(handle, 'from ana')
    await bob.sees(handle, 3)
    await converged([ana, bob], handle)
    const members = await ana.engine.call('room.members', { handle })
    t.same(members.map(({ nick, logs }) => `${nick} ${logs}`).sort(), ['ana 2', 'bob 1'])
  },
)

t.test('I4: made-up, cut, bent and shuffled messages of every index harm nobody', async (t) => {
  const seed = Number(process.env.SEED ?? 7)
  t.comment(`seed ${seed}`)
  const dice = new ManualClock({ seed })
  const { ana, bob, handle, meet } = await scene(t)
  const good = Object.entries(messageIndex).flatMap(([name, index]) =>
    (accepted[`message/${name}`] ?? accepted[name] ?? []).map((bytes) => ({ index, bytes })),
  )
  const pick = <T>(items: readonly T[]) => items[Math.floor(dice.random() * items.length)]!
  const bend = (bytes: Uint8Array): Uint8Array => {
    const way = Math.floor(dice.random() * 5)
    if (way === 0) return bytes.subarray(0, Math.floor(dice.random() * bytes.byteLength))
    if (way === 1) return b4a.concat([bytes, new Uint8Array(1 + Math.floor(dice.random() * 9))])
    if (way === 2) return seeded(`${dice.random()}`, Math.floor(dice.random() * 4_000))
    const bent = b4a.from(bytes)
    if (way === 3 && bent.byteLength > 0)
      bent[Math.floor(dice.random() * bent.byteLength)]! ^= 1 << (dice.random() * 8)
    return bent
  }
  let ended = 0
  for (let round = 0; round < 40; round++) {
    const { attacker, channel } = await meet()
    for (let i = 0; i < 30 && !attacker.isClosed; i++) {
      const { index, bytes } = pick(good)
      channel.send(
        dice.random() < 0.9 ? index : Math.floor(dice.random() * 40),
        dice.random() < 0.5 ? bytes : bend(bytes),
      )
      if (i % 4 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    if (attacker.isClosed) ended++
    await attacker.leave()
  }
  const counted = Object.values(await refusals(ana)).reduce((sum, count) => sum + count, 0)
  t.ok(ended > 0 && counted >= ended, `${ended} streams were ended, ${counted} refusals counted`)
  await until(async () => (await ana.room(handle)).peers === 1)
  await bob.say(handle, 'two')
  await ana.sees(handle, 2)
  await converged([ana, bob], handle)
  t.same(await ana.texts(handle), ['one', 'two'])
  t.same([...ana.reported, ...bob.reported], [])
})
