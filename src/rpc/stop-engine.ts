/** Ends the engine of a profile, also one of another version, and waits until its process is gone and its lock is free. */
import type { EngineClient } from '../api/client.js'
import { HocketError } from '../errors.js'
import { type Clock, sleep } from '../lib/clock.js'
import { connectTo } from './client.js'
import { socketPath } from './socket-path.js'
import { processRuns } from './start-engine.js'

const endMs = 30_000
const pollMs = 50

/** The process id of the engine that ended, or undefined when none ran. Rejects with TIMEOUT when it does not end. */
export async function stopEngine(profileDir: string, clock: Clock): Promise<number | undefined> {
  const client = await connectTo(socketPath(profileDir)).catch(() => undefined) // converted: no engine listens
  return client === undefined ? undefined : await stopThrough(client, clock)
}

/** The same through a client that is attached already. */
export async function stopThrough(client: EngineClient, clock: Clock): Promise<number> {
  const { pid } = await client.call('engine.stop', {})
  await client.close()
  const giveUpMs = clock.now() + endMs
  while (processRuns(pid)) {
    if (clock.now() >= giveUpMs) {
      throw new HocketError('TIMEOUT', `The engine (process ${pid}) was asked to end but has not ended yet.`)
    }
    await sleep(clock, pollMs)
  }
  return pid
}
