/**
 * When to look for peers again. The swarm itself forgets a peer after a few retries and looks again only after ten minutes,
 * so a partition of two minutes would never heal by itself (measured). Decision is pure; the driver owns one timer.
 */
import type { Clock } from '../lib/clock.js'

// The first two are for peers that start at the same moment: each looks before the other is to be found.
const delaysMs = [1_000, 5_000, 15_000, 30_000] as const
const longestMs = 60_000
const looksAfterJoin = 2

/** Delay before the next look after `attempts` of them brought nothing: growing to 60 s, less up to a quarter as jitter. */
export function refreshDelayMs(attempts: number, random: number): number {
  return (delaysMs[attempts] ?? longestMs) * (1 - random / 4)
}

export interface RefresherOptions {
  readonly clock: Clock
  /** Whether nobody is missed: then no timer runs. */
  readonly satisfied: () => boolean
  readonly refresh: () => void
}

/** Calls `refresh` while `satisfied()` is false, twice after a join, and at once when the network changed. */
export class Refresher {
  readonly #options: RefresherOptions
  #attempts = 0
  /** Looks that are due although nobody is missed: who was found at first need not be everybody. */
  #owed = 0
  #cancel: (() => void) | undefined
  #closed = false

  constructor(options: RefresherOptions) {
    this.#options = options
  }

  /** A topic was joined: looks twice more, soon. */
  joined(): void {
    this.#stop()
    this.#owed = looksAfterJoin
    this.check()
  }

  /** To be called when what `satisfied` looks at may have changed. */
  check(): void {
    if (this.#owed === 0 && this.#options.satisfied()) this.#stop()
    else this.#schedule()
  }

  /** The machine's network changed: looks now, and starts with short delays again. */
  networkChanged(): void {
    if (this.#closed) return
    this.#stop()
    this.#options.refresh()
    this.check()
  }

  close(): void {
    this.#stop()
    this.#closed = true
  }

  #schedule(): void {
    if (this.#closed || this.#cancel !== undefined) return
    const { clock, refresh } = this.#options
    const delayMs = refreshDelayMs(this.#attempts, clock.random())
    const run = () => {
      this.#cancel = undefined
      this.#attempts++
      this.#owed = Math.max(0, this.#owed - 1)
      refresh()
      this.check()
    }
    this.#cancel = clock.after(delayMs, run, { background: true })
  }

  #stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#attempts = 0
  }
}
