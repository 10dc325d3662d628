/** Members who close one channel and go on over the rest of the stream: what a room guards ends with it (I4). */
import Hypercore from 'hypercore'
import t, { type Test } from 'tap'
import { type Person, world } from '../scenarios/world.js'
import { until } from '../testnet/until.js'
import { keysOf, refusals } from './attacker.js'
import { evilMember, headEntry } from './evil-member.js'

async function scene(t: Test) {
  const { people, net } = await world(t, ['ana'])
  const [ana] = people as [Person]
  const garden = await ana.create('garden')
  const dev = await ana.create('dev')
  const mallory = await evilMember(t, { net, victim: ana, handle: garden })
  const held = await keysOf(ana, dev)
  mallory.attacker.enter(held.keys).prove(held)
  const peersIn = async (handle: string) =>
    (await ana.engine.call('net.status', {})).rooms.find((room) => room.handle === handle)!.peers.length
  await until(async () => (await peersIn(garden)) === 1 && (await peersIn(dev)) === 1)
  return { ana, garden, dev, mallory, peersIn }
}

t.test('who leaves a room gets no log of it any more, though the stream lives for another one', async (t) => {
  const { ana, garden, dev, mallory, peersIn } = await scene(t)
  const { log, join } = mallory.log()
  const blocks = [join.block, log.say('hello').block]
  const core = await mallory.core(log.card, blocks)
  mallory.offer(log.card, core, headEntry(log.card.log, blocks))
  await ana.sees(garden, 1)
  t.equal(core.peers.length, 1)
  mallory.channel.close()
  await until(() => core.peers.length === 0)
  const { mux } = mallory.attacker
  const channel = mux.createChannel({ protocol: 'hypercore/alpha', id: Hypercore.discoveryKey(core.key) })
  channel?.open()
  t.equal(await channel?.fullyOpened(), false, 'no log is open to who is not in its room')
  t.same([await peersIn(garden), await peersIn(dev)], [0, 1])
  t.equal(mallory.attacker.isClosed, false)
  t.same(await refusals(ana), {}, 'leaving is no offence')
})

t.test('who closes the channel of the greeting loses the stream', async (t) => {
  const { ana, mallory } = await scene(t)
  mallory.attacker.closeHello()
  await mallory.attacker.ended()
  await until(async () => (await ana.engine.call('net.status', {})).connections === 0)
  t.same(await refusals(ana), {})
})
