/** T34: floods from peers who do not read what they are sent, and from strangers who open channels without end. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Corestore from 'corestore'
import Hypercore from 'hypercore'
import t, { type Test } from 'tap'
import { Engine } from '../../src/engine/engine.js'
import { randomBytes } from '../../src/identity/random.js'
import { systemClock } from '../../src/lib/clock.js'
import { idBytes, type LogKey, parseId } from '../../src/protocol/ids.js'
import { deriveReadKey, deriveReadKeys } from '../../src/protocol/ladder.js'
import { parseLink } from '../../src/protocol/links.js'
import * as m from '../../src/protocol/messages.js'
import { defaultPolicy } from '../../src/protocol/policy.js'
import { person } from '../protocol/world.js'
import { until } from '../testnet/until.js'
import { Attacker } from './attacker.js'
import { holdTimers } from './held-timers.js'
import { OneWayNetwork } from './one-way.js'

async function scene(t: Test) {
  const root = mkdtempSync(join(tmpdir(), 'hocket-flood-'))
  t.teardown(() => rmSync(root, { recursive: true, force: true }))
  const network = new OneWayNetwork()
  const clock = { ...systemClock }
  const reported: unknown[] = []
  const report = (error: unknown) => void reported.push(error)
  const newRoomPolicy = { ...defaultPolicy, powBits: 4 }
  const engine = new Engine({
    profileDir: join(root, 'ana'),
    bootstrap: [],
    network,
    clock,
    report,
    newRoomPolicy,
  })
  t.teardown(() => engine.close())
  t.teardown(() => network.close())
  await engine.ready()
  const { handle } = await engine.call('room.create', { name: 'garden' })
  const link = parseLink((await engine.call('room.link', { handle, kind: 'w' })).link)
  if (!link.ok || link.value.kind !== 'w') throw new Error('no link')
  const store = new Corestore(join(root, 'mallory'))
  t.teardown(() => store.close())
  const { w } = link.value
  const visit = async () => new Attacker(await network.visit(), network)
  const refused = async () => (await engine.call('net.status', {})).refused
  return {
    network,
    clock,
    reported,
    engine,
    handle,
    store,
    visit,
    refused,
    held: { w, keys: deriveReadKeys(deriveReadKey(w)) },
  }
}

function usedBytes(): number {
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

t.test(
  'T34: who asks for blocks without end and reads none of them is dropped, and costs little memory',
  async (t) => {
    const { network, reported, engine, handle, store, visit, refused, held } = await scene(t)
    for (let i = 0; i < 20; i++) await engine.call('room.send', { handle, text: 'x'.repeat(4_000) })
    const { messages } = await engine.call('room.page', { handle, before: 1, after: 0 })
    const log = parseId<LogKey>(messages[0]!.log)!
    const attacker = await visit()
    const channel = attacker.enter(held.keys)
    channel.prove(held)
    channel.identify(person('mallory'))
    channel.send(m.messageIndex.want, m.encodeWant([log]))
    await channel.first(m.messageIndex.ready)
    const core = store.get({ key: idBytes(log), allowFork: false, inflightRange: [16, 512] })
    await core.ready()
    core.replicate(attacker.peer.stream)
    await until(() => core.peers.some(({ remoteLength }) => remoteLength > 20))
    network.stopReading()
    const { send } = core.peers[0]!.channel.messages[1] as unknown as { send(message: object): void }
    const before = usedBytes()
    for (let id = 1; id <= 50_000; id++) {
      const block = { index: 2 + (id % 20), nodes: 0 }
      send({ id, fork: 0, block, hash: null, seek: null, upgrade: null, manifest: false, priority: 0 })
    }
    await until(async () => (await refused())['guard: request'] === 1)
    const grownMiB = (usedBytes() - before) / 2 ** 20
    t.comment(`FIG T34 requests=50000 grown_mb=${grownMiB.toFixed(1)} dropped=1`)
    t.ok(grownMiB < 100, 'with what the attacker itself needs; unanswered they would be 400')
    network.readAgain()
    await attacker.ended()
    t.match(await engine.call('net.status', {}), { connections: 0 })
    t.match(await engine.call('room.send', { handle, text: 'still here' }), { state: 'stored' })
    t.same(reported, [])
  },
)

t.test('T34: a stranger who opens channels without end causes no read of the store', async (t) => {
  const { clock, reported, engine, handle, store, visit } = await scene(t)
  const { letPass } = holdTimers(clock)
  await store.ready()
  const storage = Object.getPrototypeOf(store.storage) as Record<string, (...args: never[]) => unknown>
  let reads = 0
  for (const name of ['hasCore', 'resumeCore', 'createCore', 'getAlias', 'getAuth']) {
    const original = storage[name]
    if (original === undefined) continue
    t.teardown(() => {
      storage[name] = original
    })
    storage[name] = function (this: unknown, ...args: never[]) {
      reads++
      return original.apply(this, args)
    }
  }
  await store.storage.hasCore(randomBytes(32))
  t.equal(reads, 1, 'reads are counted')
  const attacker = await visit()
  const { messages } = await engine.call('room.page', { handle, before: 1, after: 0 })
  const known = Hypercore.discoveryKey(idBytes(parseId(messages[0]!.log)!))
  let refused = 0
  const open = (id: Uint8Array) => {
    const channel = attacker.mux.createChannel({ protocol: 'hypercore/alpha', id, onclose: () => refused++ })
    channel?.open()
  }
  const before = usedBytes()
  for (let i = 0; i < 10_000; i++) open(i % 100 === 0 ? known : randomBytes(32))
  await until(() => refused >= 9_900)
  t.comment(
    `FIG T34 opens=10000 db_reads=${reads - 1} grown_mb=${((usedBytes() - before) / 2 ** 20).toFixed(1)}`,
  )
  t.equal(reads, 1)
  letPass(5_000)
  await attacker.ended()
  t.match(await engine.call('net.status', {}), { connections: 0 })
  t.same(reported, [])
})
