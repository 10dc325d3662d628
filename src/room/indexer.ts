/**
 * From stored blocks to the index: pull → verify → commit, log by log in order of seq, round robin over the logs. The only
 * way by which anything becomes visible (I2). While one batch is written the next one is being verified.
 * While more of a log is on its way, a full batch is waited for, but not long: small ones cost more per block.
 */
import { Background } from '../lib/background.js'
import type { Clock } from '../lib/clock.js'
import type { Log } from '../log/log.js'
import type { ChainRoom, ChainState } from '../protocol/chain.js'
import type { LogKey } from '../protocol/ids.js'
import type { Verifier } from './verifier.js'
import type { VerifiedRun } from './verify-run.js'

const batchBlocks = 512
/** How long blocks may lie unindexed while more of their log arrives. */
const patienceMs = 100

export interface IndexerOptions {
  readonly room: ChainRoom
  readonly verifier: Verifier
  readonly clock: Clock
  readonly stateOf: (log: LogKey) => ChainState | undefined
  /** Writes one batch; the state of the log is `run.state` afterwards. */
  readonly commit: (log: LogKey, run: VerifiedRun) => void
  readonly report: (error: unknown) => void
}

export class Indexer {
  readonly #options: IndexerOptions
  readonly #waiting = new Map<LogKey, Log>()
  /** Logs with less than a batch, of which more is on its way. */
  readonly #filling = new Map<LogKey, Log>()
  readonly #background: Background
  #cancelPatience: (() => void) | undefined
  #running = false
  /** The log that is being indexed; it looks for more of itself. */
  #current: LogKey | undefined
  #closed = false

  constructor(options: IndexerOptions) {
    this.#options = options
    this.#background = new Background(options.report)
  }

  /** `log` may have blocks that are not indexed yet. */
  wake(log: Log): void {
    if (this.#closed || log.key === this.#current) return
    if (this.#isWorthwhile(log, this.#options.stateOf(log.key)?.nextSeq ?? 0)) {
      this.#filling.delete(log.key)
      this.#waiting.set(log.key, log)
      this.#start()
    } else {
      this.#filling.set(log.key, log)
      this.#cancelPatience ??= this.#options.clock.after(patienceMs, () => this.#hurry(), {
        background: true,
      })
    }
  }

  /** Resolves when everything that was stored when it was called is indexed. */
  idle(): Promise<void> {
    this.#hurry()
    return this.#background.idle()
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#cancelPatience?.()
    this.#waiting.clear()
    this.#filling.clear()
    await this.#background.idle()
  }

  /** Indexes what there is, however little. */
  #hurry(): void {
    this.#cancelPatience?.()
    this.#cancelPatience = undefined
    if (this.#closed) return
    for (const [key, log] of this.#filling) this.#waiting.set(key, log)
    this.#filling.clear()
    this.#start()
  }

  #start(): void {
    if (this.#running || this.#waiting.size === 0) return
    this.#running = true
    this.#background.run(() => this.#run())
  }

  /** A full batch is stored, or nothing more of the log is known to exist. */
  #isWorthwhile(log: Log, nextSeq: number): boolean {
    return log.length >= log.signedLength || log.length - nextSeq >= batchBlocks
  }

  /** A log that fails is tried again when it is woken again; it keeps no other one waiting. */
  async #run(): Promise<void> {
    for (let next = this.#take(); next !== undefined; next = this.#take()) {
      await this.#index(next).catch(this.#options.report)
    }
    this.#running = false
  }

  #take(): Log | undefined {
    const [first] = this.#waiting.values()
    if (first !== undefined) this.#waiting.delete(first.key)
    return first
  }

  /** Indexes one log while there are batches worth it and no other log waits; what is left waits again. */
  async #index(log: Log): Promise<void> {
    this.#current = log.key
    let end = 0
    const verifyFrom = (state: ChainState | undefined) => {
      end = Math.min(log.length, (state?.nextSeq ?? 0) + batchBlocks)
      return this.#verify(log, state, end)
    }
    try {
      let pending = verifyFrom(this.#options.stateOf(log.key))
      for (let run = await pending; run !== undefined && !this.#closed; run = await pending) {
        const goesOn = this.#waiting.size === 0 && this.#isWorthwhile(log, run.state.nextSeq)
        pending = goesOn ? verifyFrom(run.state) : Promise.resolve(undefined)
        pending.catch(() => undefined) // awaited by the loop; a failing commit must not leave it unhandled
        this.#options.commit(log.key, run)
      }
    } finally {
      this.#current = undefined
    }
    if (log.length > end) this.wake(log)
  }

  async #verify(log: Log, state: ChainState | undefined, end: number): Promise<VerifiedRun | undefined> {
    if (state === undefined || state.nextSeq >= end || this.#closed) return undefined
    const blocks = await log.read(state.nextSeq, end)
    if (blocks.length === 0) return undefined
    const { room, verifier } = this.#options
    return verifier.verify({ room, log: log.key, state, blocks })
  }
}
