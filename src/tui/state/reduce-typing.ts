/** Reducers of the input line beyond single edits, and of the mouse. Pure. */
import { safe } from '../../text/sanitize.js'
import type { Reducers } from './action.js'
import { changeInput, informed, touched } from './change.js'
import { beginCompletion, cancelCompletion, stepCompletion } from './completion/completion.js'
import { offerCompletion } from './completion/offer-completion.js'
import { endSearch, searchNewer, searchOlder } from './history-search.js'
import { editInput, rememberedInput, returnedInput } from './input.js'
import { selectInput } from './selectors.js'
import type { State } from './state.js'
import type { TypingAction } from './typing-action.js'

export const typingReducers: Reducers<State, TypingAction['type']> = {
  draftsRead: (state, { drafts }) =>
    [...drafts].reduce(
      (restored, [handle, draft]) => changeInput(restored, (input) => returnedInput(input, draft), handle),
      state,
    ),
  historyRead: (state, { handle, lines }) =>
    changeInput(state, (input) => rememberedInput(input, lines), handle),
  historySearched: (state, { toward }) =>
    changeInput(touched(state), toward === 'older' ? searchOlder : searchNewer),
  historySearchEnded: (state, { how }) => changeInput(state, (input) => endSearch(input, how)),
  completed(state, { by }) {
    const { completion } = selectInput(state)
    if (completion !== null) return changeInput(state, (input) => stepCompletion(input, by))
    const offer = offerCompletion(state)
    return offer === undefined
      ? touched(state)
      : changeInput(touched(state), (input) => beginCompletion(input, offer, by))
  },
  completionCancelled: (state) => changeInput(state, cancelCompletion),
  pathsOffered: (state, { editor, offer, by }) =>
    changeInput(state, (input) => (input.editor === editor ? beginCompletion(input, offer, by) : input)),
  editorAsked: touched,
  editorClosed: (state, { handle, text }) =>
    changeInput(state, (input) => editInput(input, { op: 'set', text }), handle),
  mouseToggled(state) {
    const switched = { ...touched(state), mouse: !state.mouse }
    return switched.mouse
      ? informed(
          switched,
          safe`Mouse on: the wheel scrolls, a click opens a room. Hold Shift to select text.`,
        )
      : informed(switched, safe`Mouse off: the terminal selects text again.`)
  },
}
