/** Members who attach a core and then abuse hypercore's own messages, against a running engine (I4). */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type Hypercore from 'hypercore'
import type { WirePeer } from 'hypercore'
import type Protomux from 'protomux'
import t, { type Test } from 'tap'
import { type Person, world } from '../scenarios/world.js'
import { ManualClock } from '../testnet/manual-clock.js'
import { refusals } from './attacker.js'
import { evilMember, headEntry } from './evil-member.js'

/** hypercore's messages by their index on the channel (11.37.1). */
const wire = [
  'sync',
  'request',
  'cancel',
  'data',
  'noData',
  'want',
  'unwant',
  'bitfield',
  'range',
  'extension',
] as const
type WireName = (typeof wire)[number]

const sync = {
  fork: 0,
  length: 2,
  remoteLength: 0,
  canUpgrade: true,
  uploading: true,
  downloading: true,
  hasManifest: true,
  allowPush: false,
}

const request = {
  id: 1,
  fork: 0,
  block: null,
  hash: null,
  seek: null,
  upgrade: null,
  manifest: false,
  priority: 0,
}

async function scene(t: Test) {
  const { people, net } = await world(t, ['ana', 'bob'])
  const [ana, bob] = people as [Person, Person]
  const handle = await ana.create('garden')
  await bob.join(await ana.link(handle))
  let count = 0
  /** A member whose log Ana has fetched and is attached to. */
  const attach = async () => {
    const mallory = await evilMember(t, { net, victim: ana, handle, avoiding: ['bob'], name: `m${++count}` })
    const { log, join } = mallory.log()
    const blocks = [join.block, log.say('hello').block]
    const core = await mallory.core(log.card, blocks)
    mallory.offer(log.card, core, headEntry(log.card.log, blocks))
    await ana.sees(handle, count)
    return { mallory, peer: peerOf(core) }
  }
  return { ana, bob, handle, attach }
}

function peerOf(core: Hypercore): WirePeer {
  const [peer] = core.peers
  if (peer === undefined) throw new Error('nobody is attached')
  return peer
}

function send(peer: WirePeer, name: WireName, message: object): void {
  const { send } = peer.channel.messages[wire.indexOf(name)] as unknown as { send(message: object): boolean }
  send(message)
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

function usedBytes(): number {
  collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

const bombs: readonly [name: string, kind: WireName, message: object][] = [
  ['T25: a phantom length of 2^24', 'sync', { ...sync, length: 2 ** 24 }],
  ['T25: a phantom length of 2^30', 'sync', { ...sync, length: 2 ** 30 }],
  ['T25: a phantom length of 2^40', 'sync', { ...sync, length: 2 ** 40 }],
  ['T26: a range of 2^32', 'range', { drop: false, start: 0, length: 2 ** 32 }],
  ['T26: a range of 2^50', 'range', { drop: false, start: 0, length: 2 ** 50 }],
  ['T26: a range that begins at 2^50', 'range', { drop: true, start: 2 ** 50, length: 1 }],
  ['a bitfield far away', 'bitfield', { start: 2 ** 40, bitfield: new Uint32Array(8) }],
  ['a want of 2^50', 'want', { start: 0, length: 2 ** 50, any: false }],
  ['a seek beyond the end', 'request', { ...request, seek: { bytes: 2 ** 40, padding: 0 } }],
  ['a request for hashes alone', 'request', { ...request, hash: { index: 0, nodes: 0 } }],
  ['an extension', 'extension', { name: 'anything', message: new Uint8Array(3) }],
]

t.test(
  'T25, T26: phantom lengths and range bombs end the stream, cost no memory, and the room lives on',
  async (t) => {
    const { ana, bob, handle, attach } = await scene(t)
    const counts: Record<string, number> = {}
    for (const [name, kind, message] of bombs) {
      const { mallory, peer } = await attach()
      const before = usedBytes()
      send(peer, kind, message)
      await mallory.attacker.ended()
      await mallory.attacker.leave()
      const grownMiB = (usedBytes() - before) / 2 ** 20
      t.comment(`FIG ${name} grown_mb=${grownMiB.toFixed(1)}`)
      t.ok(grownMiB < 20, name)
      counts[`guard: ${kind}`] = (counts[`guard: ${kind}`] ?? 0) + 1
      t.match(await refusals(ana), counts, name)
    }
    await bob.say(handle, 'still here')
    await ana.sees(handle, bombs.length + 1)
    t.equal((await ana.room(handle)).sync.missingBlocks, 0)
    t.same([...ana.reported, ...bob.reported], [])
  },
)

t.test(
  'I4: whatever hypercore messages a member makes up, the engine lives and the room goes on',
  async (t) => {
    const seed = Number(process.env.SEED ?? 7)
    t.comment(`seed ${seed}`)
    const dice = new ManualClock({ seed })
    const { ana, bob, handle, attach } = await scene(t)
    const rounds = 25
    for (let round = 0; round < rounds; round++) {
      const { mallory, peer } = await attach()
      // every other round stays within the guard's bounds, to reach what lies behind it
      const bounded = round % 2 === 0
      const names = bounded ? wire.filter((name) => name !== 'extension') : wire
      for (let i = 0; i < 60 && !mallory.attacker.isClosed; i++) {
        const name = names[Math.floor(dice.random() * names.length)]!
        send(peer, name, madeUp(name, { dice, bounded }))
        if (i % 8 === 0) await new Promise((resolve) => setImmediate(resolve))
      }
      await mallory.attacker.leave()
    }
    await bob.say(handle, 'still here')
    await ana.sees(handle, rounds + 1)
    t.equal((await ana.texts(handle)).length, rounds + 1)
    t.same([...ana.reported, ...bob.reported], [])
  },
)

/** A message of that kind with numbers at, and unless bounded beyond, every edge. */
function madeUp(name: WireName, { dice, bounded }: { dice: ManualClock; bounded: boolean }): object {
  const small = [0, 1, 2, 3, 63, 64, 2 ** 15, 2 ** 19, 2 ** 20]
  const edges = bounded ? small : [...small, 2 ** 20 + 1, 2 ** 21, 2 ** 32, 2 ** 40, 2 ** 52, 2 ** 53 - 1]
  const number = () => edges[Math.floor(dice.random() * edges.length)]!
  const flag = () => dice.random() < 0.5
  const maybe = <T>(make: () => T): T | null => (flag() ? make() : null)
  const nodes = () => [{ index: number(), size: number(), hash: Buffer.alloc(32, number() & 255) }]
  const block = () => ({ index: number(), nodes: nodes(), value: Buffer.alloc(number() & 255) })
  const proof = () => ({
    start: number(),
    length: number(),
    nodes: nodes(),
    additionalNodes: [],
    signature: Buffer.alloc(64, 1),
  })
  switch (name) {
    case 'sync':
      return {
        ...sync,
        fork: bounded || flag() ? 0 : number(),
        length: number(),
        remoteLength: number(),
        downloading: flag(),
        allowPush: flag(),
      }
    case 'request':
      return {
        id: number() & 0xffff,
        fork: 0,
        block: maybe(() => ({ index: number(), nodes: number() })),
        hash: bounded ? null : maybe(() => ({ index: number(), nodes: number() })),
        seek: bounded ? null : maybe(() => ({ bytes: number(), padding: 0 })),
        upgrade: maybe(() => ({ start: number(), length: number() })),
        manifest: flag(),
        priority: number() & 3,
      }
    case 'data':
      return {
        request: flag() ? 0 : number() & 0xff,
        fork: bounded || flag() ? 0 : number(),
        block: maybe(block),
        hash: bounded ? null : maybe(() => ({ index: number(), nodes: nodes() })),
        seek: bounded ? null : maybe(() => ({ bytes: number(), nodes: nodes() })),
        upgrade: maybe(proof),
        manifest: null,
      }
    case 'cancel':
      return { request: number() }
    case 'noData':
      return { request: number(), reason: number() & 3 }
    case 'bitfield':
      return { start: number(), bitfield: new Uint32Array((number() & 15) * 2).fill(number() >>> 0) }
    case 'range':
      return { drop: flag(), start: number(), length: number() }
    case 'extension':
      return { name: 'made up', message: Buffer.alloc(number() & 63) }
    default:
      return { start: number(), length: number(), any: flag() }
  }
}

t.test(
  'a channel that is closed and opened without end costs next to nothing, and the engine lives',
  async (t) => {
    const { ana, bob, handle, attach } = await scene(t)
    const { mallory, peer } = await attach()
    const { replicator } = peer as unknown as { replicator: { _makePeer(mux: Protomux): void } }
    const { mux } = mallory.attacker
    const name = { protocol: 'hypercore/alpha', id: peer.channel.id }
    const before = usedBytes()
    for (let i = 0; i < 5_000; i++) {
      mux.getLastChannel(name)?.close()
      replicator._makePeer(mux)
    }
    await bob.say(handle, 'still here')
    await ana.sees(handle, 2)
    const grownMiB = (usedBytes() - before) / 2 ** 20
    t.comment(`FIG T34 reopened=5000 grown_mb=${grownMiB.toFixed(1)}`)
    t.ok(grownMiB < 20)
    t.same(ana.reported, [])
  },
)
