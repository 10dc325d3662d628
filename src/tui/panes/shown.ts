/**
 * The state that stands on the screen, or is about to: the store's, as of the frame being drawn. Panes follow it and not
 * the store, so that whatever happens between two frames costs one commit.
 */
import { Emitter } from '../../lib/emitter.js'
import type { State } from '../state/state.js'

export class Shown {
  readonly #frames = new Emitter<State>()
  #state: State

  constructor(state: State) {
    this.#state = state
  }

  get state(): State {
    return this.#state
  }

  show(state: State): void {
    this.#state = state
    this.#frames.emit(state)
  }

  /** For React: calls `listener` when another state is shown. */
  readonly subscribe = (listener: () => void): (() => void) => this.#frames.on(() => listener())
}
