import { createSocket } from 'node:dgram'
import t from 'tap'
import { systemClock } from '../../src/lib/clock.js'
import { LocalDht } from '../../src/network/local-dht.js'
import { SwarmNetwork } from '../../src/network/swarm-network.js'
import { localSwarm } from '../testnet/local-swarm.js'
import { ManualClock } from '../testnet/manual-clock.js'
import { until } from '../testnet/until.js'
import { networkContract, peersOf, topic } from './contract.js'

t.test('SwarmNetwork keeps the contract of the port', async (t) => {
  networkContract(t, async (t) => {
    const swarm = await localSwarm(t)
    return () => swarm.network()
  })
})

t.test('no socket is open before the first join, and without bootstrap nodes never', async (t) => {
  const offline = new SwarmNetwork({ bootstrap: [], clock: systemClock })
  await offline.ready()
  const announcement = offline.join(topic('nobody'))
  t.same(offline.status(), { mode: 'offline', listening: null, dhtReachable: null, bootstrap: [] })
  announcement.refresh()
  await announcement.close()
  t.notOk(announcement.announced)
  await offline.close()
  const local = new SwarmNetwork({ bootstrap: [{ host: '127.0.0.1', port: 9 }], clock: systemClock })
  await local.ready()
  t.same(local.status(), { mode: 'local', listening: null, dhtReachable: null, bootstrap: ['127.0.0.1:9'] })
  await local.close()
  const elsewhere = new SwarmNetwork({ bootstrap: [{ host: '192.0.2.1', port: 9 }], clock: systemClock })
  t.equal(elsewhere.status().mode, 'private')
  const everywhere = new SwarmNetwork({ bootstrap: 'public', clock: systemClock })
  t.equal(everywhere.status().mode, 'public')
  t.same(everywhere.status().bootstrap, [])
  t.throws(() => new SwarmNetwork({ bootstrap: undefined as never, clock: systemClock }), TypeError)
})

t.test(
  'a network binds 127.0.0.1 only, on any port that is free, with a new key for every run',
  async (t) => {
    const swarm = await localSwarm(t)
    const [a, b, c] = [await swarm.network(), await swarm.network(), await swarm.network()]
    const [as, bs] = [peersOf(a), peersOf(b)]
    for (const network of [a, b, c]) network.join(topic('ports'))
    await until(() => as.length === 2 && bs.length === 2)
    const places = [a, b, c].map((network) => network.status().listening ?? '')
    t.equal(new Set(places).size, 3)
    for (const place of places) t.match(place, /^127\.0\.0\.1:\d+$/)
    t.equal(new Set([...as, ...bs].map((peer) => Buffer.from(peer.remotePublicKey).toString('hex'))).size, 3)
  },
)

t.test('a network leaves the port of a bootstrap node free, also while that node is away', async (t) => {
  const bootstrap = [49_737, 49_738].map((port) => ({ host: '127.0.0.1', port }))
  const network = new SwarmNetwork({ bootstrap, clock: systemClock })
  t.teardown(() => network.close())
  await network.ready()
  network.join(topic('port'))
  await until(() => network.status().listening !== null)
  t.notOk(network.status().bootstrap.includes(network.status().listening ?? ''))
})

t.test('a network that starts before its hash table finds others once the table is there', async (t) => {
  const port = await freePort()
  const clock = new ManualClock({ nowMs: Date.now() })
  const bootstrap = [{ host: '127.0.0.1', port }]
  const [a, b] = [new SwarmNetwork({ bootstrap, clock }), new SwarmNetwork({ bootstrap, clock })]
  const peers = peersOf(a)
  for (const network of [a, b]) {
    t.teardown(() => network.close())
    await network.ready()
  }
  const announcement = a.join(topic('early'))
  await until(() => a.status().dhtReachable === false)
  t.notOk(announcement.announced)
  const dht = new LocalDht({ host: '127.0.0.1', port })
  t.teardown(() => dht.close())
  await dht.ready()
  b.join(topic('early'))
  await until(() => {
    clock.advance(60_000)
    return peers.length === 1
  })
  await until(() => announcement.announced)
})

t.test('leaving does not wait for a hash table that is gone', async (t) => {
  const clock = new ManualClock({ nowMs: Date.now() })
  const network = new SwarmNetwork({ bootstrap: [{ host: '127.0.0.1', port: await freePort() }], clock })
  await network.ready()
  network.join(topic('nobody'))
  let closed = false
  const closing = network.close().then(() => {
    closed = true
  })
  await until(() => {
    clock.advance(1_000)
    return closed
  })
  await closing
  t.equal(network.status().listening, null)
})

t.test('a hash table says when its port is taken, and leaves nothing open', async (t) => {
  const first = new LocalDht({ host: '127.0.0.1' })
  t.teardown(() => first.close())
  await first.ready()
  t.equal(first.bootstrap.length, 1)
  const port = first.bootstrap[0]!.port
  const second = new LocalDht({ host: '127.0.0.1', port })
  await t.rejects(second.ready(), { code: 'PORT_IN_USE' })
  await t.rejects(new LocalDht({ host: '192.0.2.1' }).ready(), { code: 'PORT_IN_USE' })
})

async function freePort(): Promise<number> {
  const socket = createSocket('udp4')
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  const { port } = socket.address()
  await new Promise<void>((resolve) => socket.close(() => resolve()))
  return port
}
