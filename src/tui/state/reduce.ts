/** The whole reducer: one function per action, found by the type of the action. Pure; a missing one does not compile. */
import { defaultSettings, type Settings } from '../../config/settings.js'
import { type Look, onBackground } from '../style/look.js'
import type { Action, Reducers } from './action.js'
import { quitReducers } from './quit.js'
import { commandReducers } from './reduce-command.js'
import { configReducers } from './reduce-config.js'
import { engineReducers } from './reduce-engine.js'
import { linkReducers } from './reduce-link.js'
import { inputReducers, overlayReducers } from './reduce-person.js'
import { pickingReducers } from './reduce-picking.js'
import { roomReducers } from './reduce-room.js'
import { searchReducers } from './reduce-search.js'
import { typingReducers } from './reduce-typing.js'
import { viewReducers } from './reduce-view.js'
import type { Notice, Size, State } from './state.js'
import { nothingVisited } from './visited.js'

const unchanged = (state: State): State => state

const reducers: Reducers<State, Action['type']> = {
  ...engineReducers,
  ...roomReducers,
  ...viewReducers,
  ...searchReducers,
  ...linkReducers,
  ...inputReducers,
  ...overlayReducers,
  ...typingReducers,
  ...configReducers,
  ...quitReducers,
  ...pickingReducers,
  ...commandReducers,
  resized: (state, { size }) => ({ ...state, size }),
  focusChanged: (state, { focused }) => ({ ...state, focused }),
  backgroundTold: (state, { background }) => ({
    ...state,
    look: onBackground(state.look, background, state.settings),
  }),
  ticked: (state, { nowMs }) => ({ ...state, nowMs }),
  chordPended: (state, { chords }) => ({ ...state, pending: chords }),
  chordEnded: (state) => (state.pending === null ? state : { ...state, pending: null }),
  // what these do, effects do
  nickChosen: unchanged,
  searchAsked: unchanged,
  linkAsked: unchanged,
  configAsked: unchanged,
  repainted: unchanged,
  suspended: unchanged,
}

/** The state after `action`; the same object when nothing changed. */
export function reduce(state: State, action: Action): State {
  const reducer = reducers[action.type] as (state: State, action: Action) => State
  return reducer(state, action)
}

/** The state of a screen that has just been started. `current`: the room to open, when one was asked for. */
export function initialState(start: {
  readonly look: Look
  readonly size: Size
  readonly nowMs: number
  readonly current?: string | undefined
  readonly settings?: Settings | undefined
  /** What is said at once. */
  readonly notice?: Notice | null | undefined
}): State {
  return {
    look: start.look,
    settings: start.settings ?? defaultSettings,
    size: start.size,
    nowMs: start.nowMs,
    focused: true,
    engine: 'starting',
    demo: false,
    me: null,
    net: null,
    rooms: null,
    current: start.current ?? null,
    screens: new Map(),
    inputs: new Map(),
    killed: '',
    overlays: [],
    welcomed: false,
    visited: nothingVisited,
    showRooms: true,
    showMembers: true,
    showAll: false,
    bare: false,
    mouse: (start.settings ?? defaultSettings).mouse,
    notice: start.notice ?? null,
    pending: null,
    quitArmed: false,
    exit: null,
  }
}
