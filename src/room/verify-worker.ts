/** The worker thread of the engine: verifies bulk history and does the proof of work of a new log. Holds no state. */
import { setImmediate } from 'node:timers/promises'
import { parentPort } from 'node:worker_threads'
import { minePow, type PowSubject } from '../protocol/pow.js'
import { type VerifyJob, verifyRun } from './verify-run.js'

export type WorkerJob =
  | { readonly id: number; readonly verify: VerifyJob }
  | { readonly id: number; readonly mine: PowSubject }

export interface WorkerAnswer {
  readonly id: number
  readonly result?: unknown
  readonly error?: Error
}

/** Some milliseconds of work. */
const triesAtOnce = 4_096

parentPort?.on('message', (job: WorkerJob) => void answer(job))

async function answer(job: WorkerJob): Promise<void> {
  try {
    const result = 'verify' in job ? verifyRun(job.verify) : await mine(job.mine)
    parentPort?.postMessage({ id: job.id, result } satisfies WorkerAnswer)
  } catch (error) {
    parentPort?.postMessage({ id: job.id, error: error instanceof Error ? error : new Error(String(error)) })
  }
}

/** Between the tries, blocks that have arrived are verified: people wait for those. */
async function mine(subject: PowSubject): Promise<bigint> {
  for (let start = 0n; ; start += BigInt(triesAtOnce)) {
    const nonce = minePow(subject, start, triesAtOnce)
    if (nonce !== undefined) return nonce
    await setImmediate()
  }
}
