/**
 * A question to the engine that is asked again and again: at most one at a time, none lost, and not more often than the
 * screen can use. The first is asked at once.
 */
import type { Clock } from '../../lib/clock.js'

export class Pull {
  readonly #clock: Clock
  readonly #pauseMs: () => number
  readonly #job: () => Promise<void>
  #state: 'idle' | 'running' | 'running again' | 'pausing' | 'pausing again' | 'stopped' = 'idle'
  #cancel: (() => void) | undefined

  /** `pauseMs` is asked after each answer. `job` must not reject. */
  constructor(clock: Clock, pauseMs: () => number, job: () => Promise<void>) {
    this.#clock = clock
    this.#pauseMs = pauseMs
    this.#job = job
  }

  /** The answer that comes after this call is at least as new as this call. */
  ask(): void {
    if (this.#state === 'idle') this.#run()
    else if (this.#state === 'running') this.#state = 'running again'
    else if (this.#state === 'pausing') this.#state = 'pausing again'
  }

  /** Ends a pause: what waits for its end is asked now. */
  hurry(): void {
    if (this.#state !== 'pausing' && this.#state !== 'pausing again') return
    this.#cancel?.()
    this.#goOn()
  }

  stop(): void {
    this.#state = 'stopped'
    this.#cancel?.()
  }

  #run(): void {
    this.#state = 'running'
    void this.#job().then(() => this.#pause())
  }

  #pause(): void {
    if (this.#state === 'stopped') return
    this.#state = this.#state === 'running again' ? 'pausing again' : 'pausing'
    this.#cancel = this.#clock.after(this.#pauseMs(), () => this.#goOn())
  }

  #goOn(): void {
    if (this.#state === 'pausing again') this.#run()
    else this.#state = 'idle'
  }
}
