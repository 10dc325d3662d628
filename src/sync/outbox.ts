/**
 * Sends the messages of one room channel in order and no faster than a peer accepts them (PROTOCOL.md §10).
 * The queue belongs to one stream and dies with it.
 */
import type { Clock } from '../lib/clock.js'
import { type Rate, TokenBucket } from './token-bucket.js'

/** What a receiver tolerates. */
export const controlRate = { perSecond: 200, burst: 1_000 } as const satisfies Rate
export const controlByteRate = { perSecond: 2 * 2 ** 20, burst: 8 * 2 ** 20 } as const satisfies Rate

/** What we allow ourselves: below that, so that clocks may differ. */
const ownRate = { perSecond: 180, burst: 800 } as const satisfies Rate

export class Outbox {
  readonly #queue: (() => void)[] = []
  readonly #bucket: TokenBucket
  readonly #clock: Clock
  #cancel: (() => void) | undefined
  #closed = false

  constructor(clock: Clock) {
    this.#clock = clock
    this.#bucket = new TokenBucket(ownRate, clock)
  }

  /** Sends now, or as soon as the rate allows; never out of order. */
  send(run: () => void): void {
    if (this.#closed) return
    this.#queue.push(run)
    if (this.#cancel === undefined) this.#flush()
  }

  close(): void {
    this.#closed = true
    this.#cancel?.()
    this.#queue.length = 0
  }

  #flush(): void {
    this.#cancel = undefined
    while (this.#queue.length > 0 && this.#bucket.take()) this.#queue.shift()?.()
    if (this.#queue.length === 0 || this.#closed) return
    this.#cancel = this.#clock.after(this.#bucket.waitMs(), () => this.#flush(), { background: true })
  }
}
