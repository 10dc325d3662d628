/** A demo that plays by itself while the user sits in it: what the screen needs, and nothing more. */
import type { EngineClient } from '../../api/client.js'
import type { Clock } from '../../lib/clock.js'
import { playScript } from './play-script.js'
import { startDemo } from './start-demo.js'

export interface DemoSession {
  /** Attached to the engine of the user's seat. */
  readonly client: EngineClient
  /** Attaches to that engine again. */
  readonly connect: () => Promise<EngineClient>
  /** The room's link. */
  readonly link: string
  /** Ends every process and removes every file. */
  stop(): Promise<void>
}

export interface DemoSessionOptions {
  readonly clock: Clock
  readonly nick?: string
  readonly pace?: number
}

export async function startDemoSession({ pace = 1, ...options }: DemoSessionOptions): Promise<DemoSession> {
  const demo = await startDemo(options)
  const client = await demo.connect().catch(async (error: unknown) => {
    await demo.close()
    throw error
  })
  const leaving = new AbortController()
  // A play that fails leaves the room as it is: the user sees on the screen who is there, and goes when they like.
  const played = playScript(demo, { pace, stop: leaving.signal }).catch(() => undefined)
  return {
    client,
    connect: () => demo.connect(),
    link: demo.link,
    async stop() {
      leaving.abort()
      await played
      await demo.close()
    },
  }
}
