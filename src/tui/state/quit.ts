/** Leaving the screen: at once, asked once more, or when what exists only here is held by somebody else. Pure. */
import { safe } from '../../text/sanitize.js'
import type { ActionOf, Reducers } from './action.js'
import { changeOverlay, informed } from './change.js'
import { selectOnlyHere, selectOverlay } from './selectors.js'
import type { State } from './state.js'

export const quitReducers: Reducers<State, 'quitAsked' | 'quitConfirmed' | 'quitWaited' | 'ended'> = {
  quitAsked,
  quitConfirmed: (state) => ended(state, 0),
  quitWaited: (state) =>
    leftWhenHeld(
      changeOverlay(state, (overlay) => (overlay.kind === 'quit' ? { ...overlay, waiting: true } : overlay)),
    ),
  ended: (state, { code }) => ended(state, code),
}

/** Quits when that was waited for and every message is held by another member now. */
export function leftWhenHeld(state: State): State {
  const waits = state.overlays.some((overlay) => overlay.kind === 'quit' && overlay.waiting)
  return waits && selectOnlyHere(state) === 0 ? ended(state, 0) : state
}

/** Ctrl-C on an empty line asks for one more; the quit key asks only when something exists nowhere but here. */
function quitAsked(state: State, { ask }: ActionOf<'quitAsked'>): State {
  const onlyHere = selectOnlyHere(state)
  if (state.quitArmed || selectOverlay(state)?.kind === 'quit') return ended(state, 0)
  if (ask === 'when-only-here') {
    if (onlyHere === 0) return ended(state, 0)
    return { ...state, overlays: [...state.overlays, { kind: 'quit', waiting: false }] }
  }
  const what = onlyHere === 1 ? safe`One of your messages exists` : safe`${onlyHere} of your messages exist`
  const warning =
    onlyHere === 0 ? safe`` : safe`${what} only on this machine until another member is online. `
  return { ...informed(state, safe`${warning}Once more to quit.`), quitArmed: true }
}

function ended(state: State, code: number): State {
  return { ...state, exit: state.exit ?? code }
}
