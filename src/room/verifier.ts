/**
 * Runs verification off the engine's thread: long runs go to a worker, short ones are done in place because the trip would
 * cost more. One worker serves all rooms; it starts with the first long run.
 */
import { Worker } from 'node:worker_threads'
import { HocketError } from '../errors.js'
import { Resource } from '../lib/resource.js'
import { findPow, type PowSubject } from '../protocol/pow.js'
import { type VerifiedRun, type VerifyJob, verifyRun } from './verify-run.js'
import type { WorkerAnswer, WorkerJob } from './verify-worker.js'

/** Blocks that are verified in place: about a millisecond. */
const inPlaceBlocks = 12
/** Work that is done in place: a few hundred hashes. */
const inPlaceBits = 8

interface Waiting {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: unknown) => void
}

export class Verifier extends Resource {
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | undefined
  #nextId = 0

  /** Verifies the blocks that follow `job.state`. */
  async verify(job: VerifyJob): Promise<VerifiedRun> {
    if (job.blocks.length <= inPlaceBlocks) return verifyRun(job)
    return (await this.#ask((id) => ({ id, verify: job }))) as VerifiedRun
  }

  /** Finds the proof of work for a new log; takes some hundred milliseconds of the worker's time. */
  async mine(subject: PowSubject): Promise<bigint> {
    if (subject.powBits <= inPlaceBits) return findPow(subject)
    return (await this.#ask((id) => ({ id, mine: subject }))) as bigint
  }

  protected override open(): void {
    this.own(async () => {
      this.#failAll(new HocketError('CLOSED', 'The engine is closing.'))
      await this.#worker?.terminate()
    })
  }

  #ask(job: (id: number) => WorkerJob): Promise<unknown> {
    if (this.closing) return Promise.reject(new HocketError('CLOSED', 'The engine is closing.'))
    const id = this.#nextId++
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#running().postMessage(job(id))
    })
  }

  #running(): Worker {
    if (this.#worker !== undefined) return this.#worker
    const worker = new Worker(new URL('../room/verify-worker.js', import.meta.url))
    worker.unref()
    worker.on('message', (answer: WorkerAnswer) => this.#settle(answer))
    worker.on('error', (error) => this.#failAll(error))
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined
      this.#failAll(
        new HocketError('INTERNAL', 'The verifying thread ended; what it was given is verified again later.'),
      )
    })
    this.#worker = worker
    return worker
  }

  #settle({ id, result, error }: WorkerAnswer): void {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (error === undefined) waiting?.resolve(result)
    else waiting?.reject(error)
  }

  #failAll(error: unknown): void {
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }
}
