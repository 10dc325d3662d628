/** The part of the state that a pane draws. A pane is drawn again only when one of the fields of its part is another. */
import { useCallback, useRef, useSyncExternalStore } from 'react'
import type { State } from '../state/state.js'
import type { Store } from '../state/store.js'

/** `select` must be the same function at every call. */
export function useSlice<T extends object>(store: Store, select: (state: State) => T): T {
  const last = useRef<T | null>(null)
  const read = useCallback(() => {
    const next = select(store.state)
    if (last.current === null || !sameFields(last.current, next)) last.current = next
    return last.current
  }, [store, select])
  return useSyncExternalStore(store.subscribe, read)
}

function sameFields<T extends object>(one: T, other: T): boolean {
  const keys = Object.keys(one) as (keyof T)[]
  return keys.length === Object.keys(other).length && keys.every((key) => Object.is(one[key], other[key]))
}
