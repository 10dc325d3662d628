/**
 * When the screen is written: at once for what a key caused, and a little of what follows from it; at most twenty times a
 * second for everything else, the first at once, and half as often while the terminal does not keep up. Owns its timer.
 */
import type { Clock } from '../../lib/clock.js'

export interface PacerOptions {
  readonly clock: Clock
  readonly flush: () => void
  /** The terminal did not take the last frame at once. */
  readonly isStrained: () => boolean
}

const pauseMs = 50
const strainedPauseMs = 90
/** Frames after a key that do not wait: the engine's answers to it. */
const answers = 3

export class Pacer {
  readonly #options: PacerOptions
  #credit = 0
  #scheduled = false
  #wanted = false
  #cancel: (() => void) | undefined
  #closed = false

  constructor(options: PacerOptions) {
    this.#options = options
  }

  /** Somebody waits for this frame. */
  now(): void {
    this.#credit = answers
    this.#schedule()
  }

  /** The frame may wait a little. */
  soon(): void {
    if (this.#scheduled || this.#closed) return
    if (this.#credit > 0) {
      this.#credit -= 1
      this.#schedule()
    } else if (this.#cancel === undefined) {
      this.#schedule()
      this.#pause()
    } else this.#wanted = true
  }

  close(): void {
    this.#closed = true
    this.#cancel?.()
  }

  /** After everything that happens in this turn of the event loop: the panes commit in it. */
  #schedule(): void {
    if (this.#scheduled || this.#closed) return
    this.#scheduled = true
    this.#wanted = false
    setImmediate(() => {
      this.#scheduled = false
      if (!this.#closed) this.#options.flush()
    })
  }

  #pause(): void {
    const { clock, isStrained } = this.#options
    this.#cancel = clock.after(isStrained() ? strainedPauseMs : pauseMs, () => {
      this.#cancel = undefined
      if (!this.#wanted) return
      this.#schedule()
      this.#pause()
    })
  }
}
