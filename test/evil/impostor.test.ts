/** Those who hold less than they pretend: readers who play the room, and people who use what others have said. */
import b4a from 'b4a'
import t, { type Test } from 'tap'
import { randomBytes } from '../../src/identity/random.js'
import { type LogKey, parseId, type RoomId } from '../../src/protocol/ids.js'
import { deriveReadKeys } from '../../src/protocol/ladder.js'
import { formatLink } from '../../src/protocol/links.js'
import * as m from '../../src/protocol/messages.js'
import { cardOf, must, openRoom, person } from '../protocol/world.js'
import { type Person, world } from '../scenarios/world.js'
import { until } from '../testnet/until.js'
import { keysOf, meet, refusals } from './attacker.js'
import { evilMember } from './evil-member.js'

const { messageIndex } = m
const rosa = person('rosa')

/** A room that Ana made and left; Bob has its key and waits for a first member. */
async function waitingRoom(t: Test) {
  const { people, net } = await world(t, ['ana', 'bob'])
  const [ana, bob] = people as [Person, Person]
  const handle = await ana.create('garden')
  const held = await keysOf(ana, handle)
  const { room } = await evilMember(t, { net, victim: ana, handle, avoiding: ['bob'] })
  const link = await ana.link(handle)
  await ana.stop()
  await bob.engine.call('room.join', { link })
  return { net, ana, bob, handle, held, room }
}

t.test('T27: a reader cannot play the room to somebody who joins to write', async (t) => {
  const { net, ana, bob, handle, held, room } = await waitingRoom(t)
  const { ladderSig, s } = room
  const genesis = room.genesis.bytes
  const own = openRoom(rosa, 'garden')
  const lies = {
    'a room of its own': { genesis: own.genesis.bytes, ladderSig: own.ladderSig, s: own.s },
    'another s': { genesis, ladderSig, s: randomBytes(32) },
    'a ladder of its own': { genesis, ladderSig: own.ladderSig, s },
  }
  for (const [name, lie] of Object.entries(lies)) {
    const reader = await meet(t, net, handle)
    const channel = reader.enter(held.keys)
    channel.prove({ keys: held.keys }, { hasGenesis: true })
    await channel.first(messageIndex.ident)
    channel.send(messageIndex.genesis, m.encodeGenesisMessage({ genesis, ladderSig }))
    channel.send(messageIndex.update, m.encodeUpdate([{ log: own.roomId as never, length: 9, head: s }]))
    channel.send(messageIndex.card, m.encodeCardMessage([cardOf(own, rosa).bytes]))
    channel.send(messageIndex.genesis, m.encodeGenesisMessage(lie))
    await reader.ended()
    t.match(await bob.room(handle), { state: 'waiting', name: null }, name)
  }
  t.match(await refusals(bob), { 'bad genesis': 3 })
  t.match(await bob.say(handle, 'anybody?'), { state: 'draft' })
  await ana.start()
  await ana.sees(handle, 1)
  t.match(await bob.room(handle), { state: 'ready', name: 'garden' })
  t.same([...ana.reported, ...bob.reported], [])
})

t.test(
  'T27: a reader is never given the secret to write with, and cannot claim that it has it',
  async (t) => {
    const { people, net } = await world(t, ['ana'])
    const [ana] = people as [Person]
    const handle = await ana.create('garden')
    const { keys } = await keysOf(ana, handle)
    const reader = await meet(t, net, handle)
    const channel = reader.enter(keys)
    channel.prove({ keys })
    const genesis = must(m.readGenesisMessage(await channel.first(messageIndex.genesis)))
    t.equal(genesis.s, undefined)
    t.match(await ana.engine.call('net.status', {}), { rooms: [{ peers: [{ level: 2, author: null }] }] })
    const liar = await meet(t, net, handle)
    liar.enter(keys).prove({ keys, w: randomBytes(32) })
    await liar.ended()
    t.match(await refusals(ana), { 'bad proof': 1 })
  },
)

t.test('T27: a read-only link that pairs a room with foreign keys opens no room', async (t) => {
  const { net, bob, room } = await waitingRoom(t)
  const r = randomBytes(32)
  const keys = deriveReadKeys(r)
  const roomId = parseId<RoomId>(room.roomId)!
  const { handle } = await bob.engine.call('room.join', { link: formatLink({ kind: 'r', roomId, r }) })
  const reader = await meet(t, net, handle)
  const channel = reader.enter(keys)
  channel.prove({ keys }, { hasGenesis: true })
  const { ladderSig } = room
  channel.send(messageIndex.genesis, m.encodeGenesisMessage({ genesis: room.genesis.bytes, ladderSig }))
  await reader.ended()
  t.match(await bob.room(handle), { state: 'waiting', name: null })
})

t.test('who has only the replication key gets no identity, no genesis and no card', async (t) => {
  const { people, net } = await world(t, ['ana'])
  const [ana] = people as [Person]
  const handle = await ana.create('garden')
  const { keys } = await keysOf(ana, handle)
  const mirror = await meet(t, net, handle)
  const channel = mirror.enter(keys)
  channel.prove({ keys }, { level: 1 })
  await channel.first(messageIndex.digest)
  t.same([channel.count(messageIndex.ident), channel.count(messageIndex.genesis)], [0, 0])
  const [line] = await ana.lines(handle)
  const log = parseId<LogKey>(line!.log)!
  channel.send(messageIndex.update, m.encodeUpdate([{ log, length: 1, head: randomBytes(32) }]))
  channel.send(messageIndex.cardReq, m.encodeCardReq([log]))
  await mirror.ended()
  await ana.say(handle, 'hello')
  t.match(await ana.engine.call('room.members', { handle }), [{ logs: 1 }], 'and vouches for nothing')
  t.equal(channel.count(messageIndex.card), 0)
  t.match(await refusals(ana), { 'cards asked without the read key': 1 })
})

t.test('T43: a Proof that is echoed, or comes from another stream, proves nothing', async (t) => {
  const { people, net } = await world(t, ['ana'])
  const [ana] = people as [Person]
  const handle = await ana.create('garden')
  const { keys } = await keysOf(ana, handle)
  const first = await meet(t, net, handle)
  const heard = await first.enter(keys).first(messageIndex.proof)
  const second = await meet(t, net, handle)
  second.enter(keys).send(messageIndex.proof, heard)
  await second.ended()
  const third = await meet(t, net, handle)
  const echo = third.enter(keys)
  echo.send(messageIndex.proof, await echo.first(messageIndex.proof))
  await third.ended()
  t.match(await refusals(ana), { 'bad proof': 2 })
  t.equal((await ana.room(handle)).peers, 0)
})

t.test('T43: nobody can speak as somebody else with an Ident that was heard before', async (t) => {
  const { people, net } = await world(t, ['ana', 'bob'])
  const [ana, bob] = people as [Person, Person]
  const handle = await ana.create('garden')
  await bob.join(await ana.link(handle))
  const bobs = await evilMember(t, { net, victim: bob, handle, avoiding: ['ana'] })
  const heard = await bobs.channel.first(messageIndex.ident)
  await bob.stop()
  await until(async () => (await ana.room(handle)).peers === 0)
  const held = await keysOf(ana, handle)
  for (const replay of [
    async () => heard,
    (channel: typeof bobs.channel) => channel.first(messageIndex.ident),
  ]) {
    const thief = await meet(t, net, handle)
    const channel = thief.enter(held.keys)
    channel.prove(held)
    channel.send(messageIndex.ident, b4a.from(await replay(channel)))
    await thief.ended()
  }
  t.match(await refusals(ana), { 'a device signature that does not fit': 2 })
  t.match(await ana.room(handle), { online: 0, peers: 0 })
})
