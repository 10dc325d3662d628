/** A process of a run: does the job that it is sent, reports when asked, and closes everything when its parent lets go. */
import { defaultPolicy } from '../../src/protocol/policy.js'
import { makeLargeRoom } from '../../test/scenarios/large-room.js'
import type { Answer, Job } from './jobs.js'
import { openOurs } from './ours.js'
import type { Peer } from './peer.js'
import { openRaw } from './raw.js'
import { textsOf } from './texts.js'

let peer: Peer | undefined

process.once('message', (job: Job) => void attempt(() => run(job)))
process.once('disconnect', () => {
  const closed = peer?.close() ?? Promise.resolve()
  closed.then(
    () => process.exit(0),
    () => process.exit(1), // the parent sees the code
  )
})

async function run(job: Job): Promise<void> {
  if (job.role === 'make') {
    const room = await makeLargeRoom({ ...job, textOf: textsOf(job), policy: defaultPolicy })
    return answer({ kind: 'made', room })
  }
  const opened = await (job.role === 'seed' || job.role === 'join' ? openOurs(job) : openRaw(job))
  peer = opened
  process.on('message', () => void attempt(() => report(opened)))
  answer({ kind: 'ready' })
  answer({ kind: 'done', cost: await opened.complete })
}

async function report(opened: Peer): Promise<void> {
  const cost = opened.cost() // before it is asked for what costs itself
  answer({ kind: 'report', cost, end: await opened.end(), rates: opened.rates() })
}

async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
    answer({ kind: 'failed', reason })
  }
}

function answer(message: Answer): void {
  process.send?.(message)
}
