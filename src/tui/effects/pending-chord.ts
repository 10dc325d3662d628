/** Drops the beginning of a sequence of keys when its continuation does not come. Owns one timer. */
import type { Clock } from '../../lib/clock.js'
import type { Store } from '../state/store.js'

const sequenceMs = 1500

/** Begins to watch; returns what stops it. */
export function dropPendingChords(store: Store, clock: Clock): () => void {
  let cancel: (() => void) | undefined
  const unhook = store.on(({ before, after }) => {
    if (before.pending === after.pending) return
    cancel?.()
    cancel = undefined
    if (after.pending !== null) cancel = clock.after(sequenceMs, () => store.dispatch({ type: 'chordEnded' }))
  })
  return () => {
    unhook()
    cancel?.()
  }
}
