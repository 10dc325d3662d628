/** The part of the state that a pane draws. A pane is drawn again only when one of the fields of its part is another. */
import { useCallback, useRef, useSyncExternalStore } from 'react'
import type { State } from '../state/state.js'
import type { Shown } from './shown.js'

/** `select` must be the same function at every call. */
export function useSlice<T extends object>(shown: Shown, select: (state: State) => T): T {
  const last = useRef<T | null>(null)
  const read = useCallback(() => {
    const next = select(shown.state)
    if (last.current === null || !sameFields(last.current, next)) last.current = next
    return last.current
  }, [shown, select])
  return useSyncExternalStore(shown.subscribe, read)
}

function sameFields<T extends object>(one: T, other: T): boolean {
  const keys = Object.keys(one) as (keyof T)[]
  return keys.length === Object.keys(other).length && keys.every((key) => Object.is(one[key], other[key]))
}
