/** Asks for the hits of a search when its words were not changed for a moment, without Enter. */
import type { Clock } from '../../lib/clock.js'
import { selectOverlay } from '../state/selectors.js'
import type { State } from '../state/state.js'
import type { Store } from '../state/store.js'
import { whenTyped } from './when-typed.js'

const pauseMs = 200
/** One letter is in nearly every message. */
const shortestQuery = 2

/** Begins to watch; returns what stops it. */
export function searchWhileTyping(store: Store, clock: Clock): () => void {
  return whenTyped({ store, clock, pauseMs, typed: wordsOf, act: () => ask(store) })
}

/** What is looked for while the list of hits is shown. */
function wordsOf(state: State): string | undefined {
  const overlay = selectOverlay(state)
  return overlay?.kind === 'search' && !overlay.looking ? overlay.editor.text.trim() : undefined
}

/** Nothing when Enter, or another scope, has asked for the same meanwhile. */
function ask(store: Store): void {
  const { state } = store
  const overlay = selectOverlay(state)
  const query = wordsOf(state)
  if (overlay?.kind !== 'search' || query === undefined || query.length < shortestQuery) return
  if (state.engine !== 'up' || overlay.answered === query) return
  store.dispatch({ type: 'searchAsked', query, everywhere: overlay.everywhere })
}
