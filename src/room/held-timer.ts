/** Wakes a room when the first of its held records falls due. Looks again at most once in a while: rooms grow fast. */
import type { Clock } from '../lib/clock.js'
import { Coalescer } from '../lib/coalescer.js'

const lookIntervalMs = 1_000
/** Timers cannot be set much further ahead. */
const longestMs = 86_400_000

export interface HeldTimerOptions {
  readonly clock: Clock
  /** When the next held record is shown, in milliseconds since 1970. */
  readonly nextDueMs: () => number | undefined
  /** Something fell due. */
  readonly due: () => void
}

export class HeldTimer {
  readonly #options: HeldTimerOptions
  readonly #looks: Coalescer
  #cancel: (() => void) | undefined

  constructor(options: HeldTimerOptions) {
    this.#options = options
    this.#looks = new Coalescer({ clock: options.clock, intervalMs: lookIntervalMs, run: () => this.#set() })
  }

  /** What is held may have changed. */
  look(): void {
    this.#looks.request()
  }

  close(): void {
    this.#looks.close()
    this.#cancel?.()
  }

  #set(): void {
    const { clock, nextDueMs, due } = this.#options
    this.#cancel?.()
    const next = nextDueMs()
    if (next === undefined) return
    const waitMs = Math.min(longestMs, Math.max(0, next - clock.now()) + 1)
    const wake = () => {
      due()
      this.#set()
    }
    this.#cancel = clock.after(waitMs, wake, { background: true })
  }
}
