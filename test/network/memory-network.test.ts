import t, { type Test } from 'tap'
import type { PeerStream } from '../../src/network/network.js'
import { ManualClock } from '../testnet/manual-clock.js'
import { MemoryNet, type MemoryNetOptions } from '../testnet/memory-network.js'
import { until } from '../testnet/until.js'
import { networkContract, peersOf, topic } from './contract.js'

t.test('the in-memory network keeps the contract of the port', async (t) => {
  networkContract(t, async (t) => {
    const net = new MemoryNet()
    let count = 0
    return async () => {
      const network = net.network(`machine ${count++}`)
      t.teardown(() => network.close())
      await network.ready()
      return network
    }
  })
})

/** Machines on one topic, and the connections of each. */
async function makeWorld(t: Test, names: readonly string[], options: MemoryNetOptions = {}) {
  const net = new MemoryNet(options)
  const peers = new Map<string, PeerStream[]>()
  for (const name of names) {
    const network = net.network(name)
    t.teardown(() => network.close())
    peers.set(name, peersOf(network))
    network.join(topic('room'))
  }
  const count = (name: string) => peers.get(name)!.length
  return { net, peers, count }
}

t.test('a cut breaks the connection and keeps it broken until it is healed', async (t) => {
  const { net, count } = await makeWorld(t, ['alice', 'bob'], { retryMs: 1 })
  await until(() => count('alice') === 1 && count('bob') === 1)
  net.cut('alice', 'bob')
  await until(() => count('alice') === 0 && count('bob') === 0)
  net.heal('bob', 'alice')
  await until(() => count('alice') === 1 && count('bob') === 1)
  t.pass()
})

t.test('a partition keeps groups apart, and they grow together again', async (t) => {
  const { net, count } = await makeWorld(t, ['a', 'b', 'c', 'd'], { retryMs: 1 })
  await until(() => ['a', 'b', 'c', 'd'].every((name) => count(name) === 3))
  net.partition(['a', 'b'], ['c', 'd'])
  await until(() => ['a', 'b', 'c', 'd'].every((name) => count(name) === 1))
  net.partition(['a', 'b', 'c', 'd'])
  await until(() => ['a', 'b', 'c', 'd'].every((name) => count(name) === 3))
  t.pass()
})

t.test('a paused line delivers nothing and loses nothing', async (t) => {
  const { net, peers, count } = await makeWorld(t, ['alice', 'bob'])
  await until(() => count('alice') === 1 && count('bob') === 1)
  const received: string[] = []
  peers.get('bob')![0]!.stream.on('data', (data) => received.push(String(data)))
  net.pause('alice', 'bob')
  peers.get('alice')![0]!.stream.write(Buffer.from('one'))
  peers.get('alice')![0]!.stream.write(Buffer.from('two'))
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate)
  t.same(received, [])
  net.resume('alice', 'bob')
  await until(() => received.length === 2)
  t.same(received, ['one', 'two'])
})

t.test('latency, jitter and loss delay on the clock, and never reorder one stream', async (t) => {
  const clock = new ManualClock({ seed: 7 })
  const { peers, count } = await makeWorld(t, ['alice', 'bob'], {
    clock,
    latencyMs: 50,
    jitterMs: 100,
    loss: 0.2,
    seed: 7,
  })
  await until(() => {
    clock.advance(10)
    return count('alice') === 1 && count('bob') === 1
  })
  const startMs = clock.now()
  const received: string[] = []
  const arrivedMs: number[] = []
  peers.get('bob')![0]!.stream.on('data', (data) => {
    received.push(String(data))
    arrivedMs.push(clock.now())
  })
  const sent = Array.from({ length: 40 }, (_, index) => `message ${index}`)
  for (const text of sent) peers.get('alice')![0]!.stream.write(Buffer.from(text))
  await until(() => {
    clock.advance(10)
    return received.length === sent.length
  })
  t.same(received, sent)
  t.ok(arrivedMs[0]! >= startMs + 50)
  t.ok(new Set(arrivedMs).size > 5, 'they do not all arrive at once')
})

t.test('a line that loses everything breaks the connection', async (t) => {
  const clock = new ManualClock()
  const { count } = await makeWorld(t, ['alice', 'bob'], { clock, loss: 1 })
  for (let turn = 0; turn < 50; turn++) {
    clock.advance(1_000)
    await new Promise(setImmediate)
  }
  t.equal(count('alice') + count('bob'), 0)
})
