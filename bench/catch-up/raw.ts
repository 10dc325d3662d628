/**
 * The reference: the same encrypted blocks over the same network with nothing but hypercore: every log attached and
 * downloaded as a whole. It decrypts, verifies and indexes nothing.
 */
import { createHash } from 'node:crypto'
import b4a from 'b4a'
import Corestore from 'corestore'
import type Hypercore from 'hypercore'
import Protomux from 'protomux'
import { systemClock } from '../../src/lib/clock.js'
import { SwarmNetwork } from '../../src/network/swarm-network.js'
import { idBytes } from '../../src/protocol/ids.js'
import type { Job } from './jobs.js'
import { Meter } from './meter.js'
import type { Peer } from './peer.js'
import { WireWatch } from './wire-watch.js'

type RawJob = Extract<Job, { bootstrap: unknown }>

/** As the program opens its logs. */
const options = { allowFork: false, inflightRange: [128, 1024] } as const

export async function openRaw({ dir, bootstrap, room, topic, role }: RawJob): Promise<Peer> {
  const store = new Corestore(dir)
  await store.ready()
  const cores = await Promise.all(
    room.logs.map(async ({ log }) => {
      const core = store.get({ key: idBytes(log), ...options })
      await core.ready()
      return core
    }),
  )
  const meter = new Meter()
  const watch = new WireWatch()
  for (const core of cores) watch.watch(core)
  const network = new SwarmNetwork({ bootstrap, clock: systemClock })
  await network.ready()
  network.connections.on((peer) => {
    meter.start()
    const mux = Protomux.from(peer.stream)
    for (const core of cores) core.replicate(mux)
  })
  const complete =
    role === 'join raw' ? fetchAll(cores, room.logs, meter) : new Promise<never>(() => undefined)
  const announcement = network.join(b4a.from(topic, 'hex'))
  return {
    complete,
    cost: () => meter.read(),
    rates: () => watch.highest(),
    end: async () => ({
      blocks: cores.reduce((sum, core) => sum + core.contiguousLength, 0),
      hash: await treesOf(cores),
    }),
    async close() {
      watch.close()
      await announcement.close()
      await network.close()
      await store.close()
    },
  }
}

async function fetchAll(cores: readonly Hypercore[], logs: RawJob['room']['logs'], meter: Meter) {
  await Promise.all(cores.map((core, i) => core.download({ start: 0, end: logs[i]!.blocks }).done()))
  return meter.read()
}

async function treesOf(cores: readonly Hypercore[]): Promise<string> {
  const hash = createHash('sha256')
  for (const core of cores) hash.update(await core.treeHash())
  return hash.digest('hex')
}
