/** Reducers of the input line beyond single edits, and of the mouse. Pure. */
import { safe } from '../../text/sanitize.js'
import type { Reducers } from './action.js'
import { informed, touched } from './change.js'
import type { State } from './state.js'
import type { TypingAction } from './typing-action.js'

export const typingReducers: Reducers<State, TypingAction['type']> = {
  mouseToggled(state) {
    const mouse = !state.settings.mouse
    const switched = { ...touched(state), settings: { ...state.settings, mouse } }
    return mouse
      ? informed(
          switched,
          safe`Mouse on: the wheel scrolls, a click opens a room. Hold Shift to select text.`,
        )
      : informed(switched, safe`Mouse off: the terminal selects text again.`)
  },
}
