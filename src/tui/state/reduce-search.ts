/**
 * Reducers of looking at what a search found: the place of a hit stands in the timeline, the next and the one before are a key away,
 * and it ends there or where one was before. Pure.
 */
import { safe } from '../../text/sanitize.js'
import type { Reducers } from './action.js'
import { changeOverlay, changeScreen, informed } from './change.js'
import { goTo } from './go-to.js'
import { enterRoom } from './reduce-room.js'
import { selectOverlay, selectScreen } from './selectors.js'
import type { OverlayOf, Place, State } from './state.js'

export const searchReducers: Reducers<State, 'hitVisited' | 'hitKept' | 'hitsListed'> = {
  hitVisited: (state, { index }) => visitHit(state, index),
  hitKept: (state) => ({ ...state, overlays: [] }),
  hitsListed: (state) =>
    changeOverlay(state, (overlay) => (overlay.kind === 'search' ? { ...overlay, looking: false } : overlay)),
}

/** Stands at a hit of the search on top. */
export function visitHit(state: State, index: number): State {
  const search = selectOverlay(state)
  if (search?.kind !== 'search') return state
  const hit = search.hits[index]
  if (hit === undefined)
    return informed(state, index < 0 ? safe`This is the newest hit.` : safe`There is no older hit.`)
  const looking: OverlayOf<'search'> = {
    ...search,
    selected: index,
    looking: true,
    back: search.back ?? placeOf(state),
  }
  const entered = enterRoom({ ...state, notice: null, overlays: [looking] }, hit.handle)
  return changeScreen(entered, hit.handle, (screen) => goTo(entered, { ...screen, found: hit.id }, hit.id))
}

/** Where one was before the first hit was looked at. */
export function goBack(state: State, { handle, anchor }: Place): State {
  const back = handle === null ? state : enterRoom(state, handle)
  return changeScreen(back, handle, (screen) => {
    const plain = { ...screen, found: null, jumpTo: null, anchor: null }
    if (anchor === null) return plain
    const isHere = screen.window?.messages.some((message) => message.id === anchor.id) === true
    return isHere ? { ...plain, anchor } : goTo(back, plain, anchor.id)
  })
}

function placeOf(state: State): Place {
  return { handle: state.current, anchor: selectScreen(state).anchor }
}
