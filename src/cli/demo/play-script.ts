/** Plays the demo's conversation with natural pauses, and looks at the end whether every peer holds the same room. */
import { sleep } from '../../lib/clock.js'
import { type DemoStep, demoScript } from './demo-script.js'
import type { Demo } from './start-demo.js'

export interface DemoOutcome {
  /** The hash that all peers agree on, or undefined when they did not in time. */
  readonly hash: string | undefined
  readonly peers: number
}

export interface PlayOptions {
  /** 1 for people, 0 without any pause. */
  readonly pace: number
  /** Ends the play after the step that is running. */
  readonly stop: AbortSignal
}

const readingMs = 900
const perCharacterMs = 28
const agreeMs = 30_000
const lookAgainMs = 100

/** Resolves with undefined when it was stopped meanwhile. */
export async function playScript(demo: Demo, { pace, stop }: PlayOptions): Promise<DemoOutcome | undefined> {
  for (const step of demoScript) {
    await sleep(demo.clock, pauseMs(step) * pace, stop)
    if (stop.aborted) return undefined
    await play(demo, step)
  }
  return await agree(demo, stop)
}

async function play(demo: Demo, step: DemoStep): Promise<void> {
  const peer = demo.peer(step.who)
  if ('say' in step) return peer.say(step.say, { action: step.action === true })
  await peer.stop()
  await peer.start(step.go === 'offline' ? { kind: 'offline' } : demo.network)
}

/** Longer texts take longer to write. */
function pauseMs(step: DemoStep): number {
  return 'say' in step ? readingMs + perCharacterMs * step.say.length : readingMs
}

async function agree(demo: Demo, stop: AbortSignal): Promise<DemoOutcome | undefined> {
  const said = demoScript.filter((step) => 'say' in step).length
  const giveUpMs = demo.clock.now() + agreeMs
  for (;;) {
    const rooms = await Promise.all(demo.peers.map((peer) => peer.room()))
    const hashes = new Set(await Promise.all(demo.peers.map((peer) => peer.hash())))
    const [hash] = hashes
    if (hashes.size === 1 && rooms.every((room) => room.messages >= said))
      return { hash, peers: demo.peers.length }
    if (demo.clock.now() >= giveUpMs) return { hash: undefined, peers: demo.peers.length }
    await sleep(demo.clock, lookAgainMs, stop)
    if (stop.aborted) return undefined
  }
}
