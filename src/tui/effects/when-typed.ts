/** Does something when what is typed was not changed for a moment. Owns one timer. */
import type { Clock } from '../../lib/clock.js'
import type { State } from '../state/state.js'
import type { Store } from '../state/store.js'

export interface TypedOptions {
  readonly store: Store
  readonly clock: Clock
  readonly pauseMs: number
  /** What is typed; undefined while there is nothing to do. */
  readonly typed: (state: State) => string | undefined
  readonly act: (typed: string) => void
}

/** Begins to watch; returns what stops it. */
export function whenTyped({ store, clock, pauseMs, typed, act }: TypedOptions): () => void {
  let cancel: (() => void) | undefined
  const unhook = store.on(({ before, after }) => {
    const text = typed(after)
    if (typed(before) === text) return
    cancel?.()
    cancel = text === undefined ? undefined : clock.after(pauseMs, () => act(text))
  })
  return () => {
    unhook()
    cancel?.()
  }
}
