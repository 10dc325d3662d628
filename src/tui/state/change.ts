/** The few ways in which reducers change a state. Each gives the same state back when nothing changed. Pure. */
import type { RoomHandle } from '../../api/views.js'
import type { SafeText } from '../../text/sanitize.js'
import type { Input } from './input.js'
import { selectInput, selectScreen } from './selectors.js'
import type { Overlay, RoomScreen, State } from './state.js'

/** Rooms whose screens are kept, so that going back to one shows it at once. */
const keptScreens = 16

export function changeScreen(
  state: State,
  handle: RoomHandle | null,
  change: (screen: RoomScreen) => RoomScreen,
): State {
  if (handle === null) return state
  const before = selectScreen(state, handle)
  const after = change(before)
  if (after === before && state.screens.has(handle)) return state
  const screens = new Map(state.screens)
  screens.delete(handle)
  screens.set(handle, after)
  for (const oldest of screens.keys()) {
    if (screens.size <= keptScreens) break
    if (oldest !== state.current) screens.delete(oldest)
  }
  return { ...state, screens }
}

export function changeInput(
  state: State,
  change: (input: Input) => Input,
  handle: RoomHandle | null = state.current,
): State {
  const before = selectInput(state, handle)
  const after = change(before)
  return after === before ? state : { ...state, inputs: new Map(state.inputs).set(handle ?? '', after) }
}

/** Changes the dialog that has the keyboard. */
export function changeOverlay(state: State, change: (overlay: Overlay) => Overlay): State {
  const before = state.overlays.at(-1)
  if (before === undefined) return state
  const after = change(before)
  return after === before ? state : { ...state, overlays: [...state.overlays.slice(0, -1), after] }
}

/** The person did something else: what was said is read, and quitting is not meant any more. */
export function touched(state: State): State {
  return state.notice === null && !state.quitArmed ? state : { ...state, notice: null, quitArmed: false }
}

export function informed(state: State, text: SafeText): State {
  return { ...state, notice: { level: 'info', text } }
}

export function warned(state: State, text: SafeText): State {
  return { ...state, notice: { level: 'error', text } }
}
