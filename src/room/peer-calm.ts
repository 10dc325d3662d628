/**
 * Whether the members who are connected have been the same for a while, so that each has said what it holds. Until then
 * nothing may be said to be held by nobody: catching up would look like a loss. Owns one timer; time decides no order.
 */
import type { Clock } from '../lib/clock.js'

const calmMs = 10_000

export class PeerCalm {
  readonly #clock: Clock
  readonly #calmed: () => void
  #cancel: (() => void) | undefined
  #isCalm = false

  /** `calmed` is called each time it has become calm. */
  constructor(clock: Clock, calmed: () => void) {
    this.#clock = clock
    this.#calmed = calmed
  }

  get isCalm(): boolean {
    return this.#isCalm
  }

  /** Somebody came or went. */
  stir(): void {
    this.close()
    this.#isCalm = false
    this.#cancel = this.#clock.after(
      calmMs,
      () => {
        this.#isCalm = true
        this.#calmed()
      },
      { background: true },
    )
  }

  close(): void {
    this.#cancel?.()
  }
}
