/** A rate limit: `rate` tokens a second, at most `burst` saved up. Pure but for the clock it is given. */
import type { Clock } from '../lib/clock.js'

export interface Rate {
  /** Tokens gained per second. */
  readonly perSecond: number
  /** Tokens that can be saved up. */
  readonly burst: number
}

export class TokenBucket {
  readonly #rate: Rate
  readonly #clock: Clock
  #tokens: number
  #atMs: number

  constructor(rate: Rate, clock: Clock) {
    this.#rate = rate
    this.#clock = clock
    this.#tokens = rate.burst
    this.#atMs = clock.now()
  }

  /** Takes `count` tokens; false, and nothing is taken, when there are not enough. */
  take(count = 1): boolean {
    this.#refill()
    if (this.#tokens < count) return false
    this.#tokens -= count
    return true
  }

  /** Milliseconds until `count` tokens will be there; 0 when they are. */
  waitMs(count = 1): number {
    this.#refill()
    return Math.max(0, Math.ceil(((count - this.#tokens) / this.#rate.perSecond) * 1000))
  }

  #refill(): void {
    const now = this.#clock.now()
    const elapsedMs = Math.max(0, now - this.#atMs) // a clock set back gains nothing
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + (elapsedMs / 1000) * this.#rate.perSecond)
    this.#atMs = now
  }
}
