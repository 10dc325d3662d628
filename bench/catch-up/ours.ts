/** The program: a real engine that offers a room, or joins it as a new profile. */
import { Engine } from '../../src/engine/engine.js'
import { systemClock } from '../../src/lib/clock.js'
import { SwarmNetwork } from '../../src/network/swarm-network.js'
import type { Job } from './jobs.js'
import { Meter } from './meter.js'
import type { Peer } from './peer.js'
import { lastWords } from './texts.js'

type EngineJob = Extract<Job, { bootstrap: unknown }>

const lookEveryMs = 50

export async function openOurs({ dir, bootstrap, room, role }: EngineJob): Promise<Peer> {
  const network = new SwarmNetwork({ bootstrap, clock: systemClock })
  await network.ready()
  const meter = new Meter()
  network.connections.on(() => meter.start())
  const failures: unknown[] = []
  const report = (error: unknown) => void failures.push(error)
  const engine = new Engine({ profileDir: dir, bootstrap, clock: systemClock, network, report })
  await engine.ready()
  const handle = role === 'join' ? (await engine.call('room.join', { link: room.link })).handle : room.handle
  const writers = room.logs.length - 1 // the keeper of the room says nothing
  return {
    complete:
      role === 'join' ? found(engine, { handle, writers, meter }) : new Promise<never>(() => undefined),
    cost: () => meter.read(),
    rates: () => ({}),
    end: async () => {
      const [first] = failures
      if (first !== undefined) throw first
      const { hash } = await engine.call('room.hash', { handle })
      const [view] = await engine.call('rooms.list', {})
      return { hash, blocks: view?.sync.knownBlocks ?? 0 }
    },
    async close() {
      await engine.close()
      await network.close()
    },
  }
}

/** Looks for the last message of every author until the last of them is found. */
async function found(
  engine: Engine,
  { handle, writers, meter }: { handle: string; writers: number; meter: Meter },
) {
  for (const query of lastWords(writers)) {
    while ((await engine.call('room.search', { handle, query, limit: 1 })).hits.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
    }
  }
  return meter.read()
}
