/** Steps in a dialog that scrolls: as far as there is something to see, so that no step is lost on the way back. Pure. */
import { dialogOf } from '../dialogs/content.js'
import { stepOverlay } from './overlays.js'
import type { Overlay, State } from './state.js'

export function stepWithin(state: State, overlay: Overlay, by: number): Overlay {
  // before too: the terminal may have become larger
  return bounded(state, stepOverlay(bounded(state, overlay), by))
}

function bounded(state: State, overlay: Overlay): Overlay {
  if (!('top' in overlay)) return overlay
  const { lastTop = overlay.top } = dialogOf(overlay, state)
  return overlay.top <= lastTop ? overlay : { ...overlay, top: lastTop }
}
