/** Reducers of what a person chooses about the screen: it holds at once; that the file says so too is an effect. Pure. */
import { changeSettings, type Settings } from '../../config/settings.js'
import { recolored } from '../style/look.js'
import type { Reducers } from './action.js'
import { informed } from './change.js'
import type { State } from './state.js'

export const configReducers: Reducers<State, 'settingChanged' | 'configRead'> = {
  settingChanged(state, { change, told }) {
    const settings = changeSettings(state.settings, change)
    const mouse = change.table === null && change.name === 'mouse' ? settings.mouse : state.mouse
    return informed({ ...chosen(state, settings), mouse }, told)
  },
  configRead: (state, { settings, notice }) => ({
    ...chosen(state, settings),
    mouse: settings.mouse,
    notice,
  }),
}

function chosen(state: State, settings: Settings): State {
  const isColored = settings.colors === state.settings.colors && settings.theme === state.settings.theme
  return { ...state, settings, look: isColored ? state.look : recolored(state.look, settings) }
}
