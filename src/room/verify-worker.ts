/** The worker thread of the engine: verifies bulk history and does the proof of work of a new log. Holds no state. */
import { parentPort } from 'node:worker_threads'
import { findPow, type PowSubject } from '../protocol/pow.js'
import { type VerifyJob, verifyRun } from './verify-run.js'

export type WorkerJob =
  | { readonly id: number; readonly verify: VerifyJob }
  | { readonly id: number; readonly mine: PowSubject }

export interface WorkerAnswer {
  readonly id: number
  readonly result?: unknown
  readonly error?: Error
}

parentPort?.on('message', (job: WorkerJob) => {
  try {
    const result = 'verify' in job ? verifyRun(job.verify) : findPow(job.mine)
    parentPort?.postMessage({ id: job.id, result } satisfies WorkerAnswer)
  } catch (error) {
    parentPort?.postMessage({ id: job.id, error: error instanceof Error ? error : new Error(String(error)) })
  }
})
