/** Strangers on the topic of a room: what they learn, and how their connections end. */
import b4a from 'b4a'
import Hypercore from 'hypercore'
import t, { type Test } from 'tap'
import { randomBytes } from '../../src/identity/random.js'
import { encodeHello, readHello } from '../../src/protocol/hello.js'
import { idBytes, parseId } from '../../src/protocol/ids.js'
import type { ReadKeys } from '../../src/protocol/ladder.js'
import { messageIndex } from '../../src/protocol/messages.js'
import { type Person, world } from '../scenarios/world.js'
import { until } from '../testnet/until.js'
import { type Attacker, keysOf, meet, refusals } from './attacker.js'
import { holdTimers } from './held-timers.js'

const secretName = 'geheimer-garten'
const secretText = 'the key is under the third stone'

interface Scene {
  readonly ana: Person
  readonly handle: string
  readonly keys: ReadKeys
  /** What must never be heard: log keys, names, texts, ids. */
  readonly secrets: Uint8Array[]
  readonly connect: () => Promise<Attacker>
}

async function scene(t: Test): Promise<Scene> {
  const { people, net } = await world(t, ['ana'])
  const [ana] = people as [Person]
  const handle = await ana.create(secretName)
  await ana.say(handle, secretText)
  const ids = (await ana.lines(handle))
    .flatMap(({ log, author, device, room }) => [log, author, device, room])
    .map((id) => idBytes(parseId(id)!))
  return {
    ana,
    handle,
    keys: (await keysOf(ana, handle)).keys,
    secrets: [b4a.from(secretName), b4a.from(secretText), b4a.from('ana'), ...ids],
    connect: () => meet(t, net, handle),
  }
}

function leaks({ secrets }: Scene, { heard }: Attacker): number {
  const all = Buffer.concat(heard)
  return secrets.filter((secret) => all.includes(Buffer.from(secret))).length
}

t.test(
  'T30: a stranger with the topic hears random-looking tags only: no log key, no name, no message',
  async (t) => {
    const place = await scene(t)
    const { letPass } = holdTimers(place.ana.clock)
    const stranger = await place.connect()
    const hello = readHello(await stranger.hello)
    t.ok(hello.ok && hello.value.length === 16, 'sixteen tags, however many rooms there are')
    letPass(5_000)
    await stranger.ended()
    t.equal(leaks(place, stranger), 0)
    t.equal((await place.ana.room(place.handle)).peers, 0)
  },
)

t.test('T32: tags differ on every stream, and an echo of them matches nothing', async (t) => {
  const place = await scene(t)
  const first = await place.connect()
  const heard = await first.hello
  first.sendHello(heard)
  await first.ended()
  t.equal(leaks(place, first), 0)
  const second = await place.connect()
  const tags = [heard, await second.hello].map(readHello).flatMap((hello) => (hello.ok ? hello.value : []))
  t.equal(new Set(tags.map((tag) => b4a.toString(tag, 'hex'))).size, 32)
  second.sendHello(encodeHello([], (sizeBytes) => randomBytes(sizeBytes)))
  await second.ended()
})

t.test('T32: a relay that hands on the greetings of two members matches nothing', async (t) => {
  const { people, net } = await world(t, ['ana', 'bob'])
  const [ana, bob] = people as [Person, Person]
  const handle = await ana.create(secretName)
  await bob.join(await ana.link(handle))
  const [toAna, toBob] = await Promise.all([meet(t, net, handle, ['bob']), meet(t, net, handle, ['ana'])])
  const [anas, bobs] = await Promise.all([toAna.hello, toBob.hello])
  toAna.sendHello(bobs)
  toBob.sendHello(anas)
  await Promise.all([toAna.ended(), toBob.ended()])
  t.match(await ana.room(handle), { peers: 1, online: 1 })
})

t.test('T31: a stranger who knows a log key and asks for its core gets no answer', async (t) => {
  const place = await scene(t)
  const { letPass } = holdTimers(place.ana.clock)
  const stranger = await place.connect()
  const [line] = await place.ana.lines(place.handle)
  const answers: string[] = []
  const id = Hypercore.discoveryKey(idBytes(parseId(line!.log)!))
  const channel = stranger.mux.createChannel({
    protocol: 'hypercore/alpha',
    id,
    onopen: () => answers.push('opened'),
    onclose: () => answers.push('closed'),
  })
  channel?.open()
  await until(() => answers.length > 0)
  t.same(answers, ['closed'])
  letPass(5_000)
  await stranger.ended()
  t.equal(leaks(place, stranger), 0)
})

t.test(
  'who names the room but cannot prove its key is told nothing, and cannot come back for a while',
  async (t) => {
    const place = await scene(t)
    const stranger = await place.connect()
    stranger.enter(place.keys).prove({ keys: { ...place.keys, r: randomBytes(32) } })
    await stranger.ended()
    t.equal(leaks(place, stranger), 0)
    t.match(await refusals(place.ana), { 'bad proof': 1 })
  },
)

t.test('a message before the proof ends the stream', async (t) => {
  const place = await scene(t)
  const stranger = await place.connect()
  stranger.enter(place.keys).send(messageIndex.digest, new Uint8Array(36))
  await stranger.ended()
  t.equal(leaks(place, stranger), 0)
})

t.test('greetings that break the rules, or never end, end the stream and are counted', async (t) => {
  const place = await scene(t)
  const good = encodeHello([], (sizeBytes) => randomBytes(sizeBytes))
  const newer = b4a.from(good)
  newer[0] = 2
  for (const bad of [
    newer,
    good.subarray(1),
    good.subarray(0, -1),
    new Uint8Array(0),
    new Uint8Array(100_000),
  ]) {
    const stranger = await place.connect()
    stranger.sendHello(bad)
    await stranger.ended()
    await stranger.leave()
  }
  const guest = await place.connect()
  for (let i = 0; i < 65; i++) guest.greet(place.keys)
  await guest.ended()
  const refused = await refusals(place.ana)
  t.equal(refused['too many greetings'], 1)
  t.equal(
    Object.entries(refused).filter(([reason]) => /version 2,/.test(reason)).length,
    1,
    'the version is named',
  )
  t.equal(Object.values(refused).reduce((sum, count) => sum + count, 0) >= 6, true)
  t.same(place.ana.reported, [])
})

t.test('I4: who greets sixty-four times on one stream may stay; the next greeting ends it', async (t) => {
  const place = await scene(t)
  const held = await keysOf(place.ana, place.handle)
  const guest = await place.connect()
  for (let greetings = 1; greetings < 64; greetings++) guest.greet(held.keys)
  guest.enter(held.keys).prove(held)
  await until(async () => (await place.ana.room(place.handle)).peers === 1)
  t.notOk(guest.isClosed)
  t.same(await refusals(place.ana), {})
  guest.greet(held.keys)
  await guest.ended()
  t.same(await refusals(place.ana), { 'too many greetings': 1 })
  t.same(place.ana.reported, [])
})

t.test('T38: who does not greet, or does not prove, is gone after five seconds and no sooner', async (t) => {
  const place = await scene(t)
  const { letPass } = holdTimers(place.ana.clock)
  const [silent, shy] = [await place.connect(), await place.connect()]
  const channel = shy.enter(place.keys)
  await channel.first(messageIndex.proof)
  letPass(4_999)
  t.same([silent.isClosed, shy.isClosed], [false, false])
  letPass(1)
  await Promise.all([silent.ended(), shy.ended()])
  t.match(await refusals(place.ana), { 'no proof in time': 1 })
  t.equal(leaks(place, silent) + leaks(place, shy), 0)
  await until(async () => (await place.ana.engine.call('net.status', {})).connections === 0)
})

t.test('T38: who has proven itself in time is not cut off', async (t) => {
  const { people, net } = await world(t, ['ana'])
  const [ana] = people as [Person]
  const handle = await ana.create(secretName)
  const { letPass } = holdTimers(ana.clock)
  const guest = await meet(t, net, handle)
  const held = await keysOf(ana, handle)
  guest.enter(held.keys).prove(held)
  await until(async () => (await ana.room(handle)).peers === 1)
  letPass(5_000)
  t.match(await ana.room(handle), { peers: 1 })
  t.notOk(guest.isClosed)
})

t.test('a room of the same name is another room: its members never meet ours', async (t) => {
  const { people } = await world(t, ['ana', 'bob'])
  const [ana, bob] = people as [Person, Person]
  const mine = await ana.create(secretName)
  const other = await bob.create(secretName)
  t.not(mine, other)
  const third = await ana.create('third')
  await bob.join(await ana.link(third))
  t.match(await ana.room(mine), { peers: 0 })
  t.match(await bob.room(other), { peers: 0 })
})
