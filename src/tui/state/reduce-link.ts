/** Reducers of what is known of a link while it is typed into the dialog that joins. Late answers change nothing. Pure. */
import type { Reducers } from './action.js'
import { changeOverlay } from './change.js'
import type { LinkModel } from './models.js'
import { selectTypedLink } from './selectors.js'
import type { State } from './state.js'
import { linkModel } from './view-model.js'

export const linkReducers: Reducers<State, 'linkRead' | 'linkRefused'> = {
  linkRead: (state, { text, view }) => known(state, text, linkModel(view)),
  linkRefused: (state, { text, problem }) => known(state, text, { state: 'refused', problem }),
}

function known(state: State, text: string, model: LinkModel): State {
  if (selectTypedLink(state) !== text) return state
  return changeOverlay(state, (overlay) =>
    overlay.kind === 'prompt' ? { ...overlay, link: { text, model } } : overlay,
  )
}
