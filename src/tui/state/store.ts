/** Holds the state and tells who listens. Dispatching inside a listener is put behind the running dispatch. */
import { Emitter } from '../../lib/emitter.js'
import type { Action } from './action.js'
import { reduce } from './reduce.js'
import type { State } from './state.js'

export interface Change {
  readonly action: Action
  readonly before: State
  readonly after: State
}

export class Store {
  readonly #changes = new Emitter<Change>()
  readonly #waiting: Action[] = []
  #state: State
  #running = false

  constructor(state: State) {
    this.#state = state
  }

  get state(): State {
    return this.#state
  }

  /** Applies `action` and tells every listener, in the order in which they came. */
  dispatch(action: Action): void {
    this.#waiting.push(action)
    if (this.#running) return
    this.#running = true
    try {
      for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
        const before = this.#state
        this.#state = reduce(before, next)
        this.#changes.emit({ action: next, before, after: this.#state })
      }
    } finally {
      this.#running = false
    }
  }

  /** Calls `listener` after every action; returns what removes it. */
  on(listener: (change: Change) => void): () => void {
    return this.#changes.on(listener)
  }
}
