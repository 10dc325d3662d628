/** Runs a job at most once per interval: the first request at once, later ones together when the interval is over. */
import type { Clock } from './clock.js'

export class Coalescer {
  readonly #clock: Clock
  readonly #intervalMs: number
  readonly #run: () => void
  #cancel: (() => void) | undefined
  #wanted = false

  constructor(options: { readonly clock: Clock; readonly intervalMs: number; readonly run: () => void }) {
    this.#clock = options.clock
    this.#intervalMs = options.intervalMs
    this.#run = options.run
  }

  /** Runs the job now, or once more when the current interval is over. */
  request(): void {
    if (this.#cancel !== undefined) this.#wanted = true
    else this.#fire()
  }

  /** Forgets what was requested; may be used again. */
  close(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#wanted = false
  }

  #fire(): void {
    this.#wanted = false
    this.#cancel = this.#clock.after(this.#intervalMs, () => this.#lapse(), { background: true })
    this.#run()
  }

  #lapse(): void {
    this.#cancel = undefined
    if (this.#wanted) this.#fire()
  }
}
