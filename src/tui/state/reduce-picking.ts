/** Reducers of the message cursor, and of what is written about a message. Pure. */
import { safe } from '../../text/sanitize.js'
import type { Reducers } from './action.js'
import { editingInput, replyingInput, withoutAnswer } from './answering.js'
import { changeInput, informed, touched } from './change.js'
import { foldEntries } from './fold-entries.js'
import { infoModel } from './info-model.js'
import { leavePick, quoteOf } from './picked.js'
import type { PickingAction } from './picking-action.js'
import { selectScreen } from './selectors.js'
import type { State } from './state.js'
import { stepPick } from './step-pick.js'

const unchanged = (state: State): State => state

export const pickingReducers: Reducers<State, PickingAction['type']> = {
  pickStepped: (state, { by }) => stepPick(touched(state), by),
  menuOpened(state, { entries }) {
    const fitting = entries.flatMap((entry) => (entry.name === 'picked-fold' ? foldEntries(state) : [entry]))
    const overlay = { kind: 'menu' as const, entries: fitting, selected: 0 }
    return { ...touched(state), overlays: [...state.overlays, overlay] }
  },
  pickLeft: (state) => leavePick(touched(state)),
  replyBegun: (state, { message }) =>
    changeInput(leavePick(touched(state)), (input) => replyingInput(input, message)),
  editBegun(state, { handle, message }) {
    const model = selectScreen(state, handle).window?.messages.find(({ id }) => id === message.id)
    if (model === undefined || state.current !== handle) return state
    return changeInput(leavePick(touched(state)), (input) => editingInput(input, quoteOf(model), message))
  },
  answerDropped: (state) => changeInput(touched(state), withoutAnswer),
  textCopied: (state, { told }) => informed(state, told),
  linkOpened: (state) => informed(state, safe`The link is being opened.`),
  infoTold: (state, { message }) => ({
    ...touched(state),
    overlays: [...state.overlays, { kind: 'info', info: infoModel(message) }],
  }),
  // what these do, effects do
  editAsked: unchanged,
  reactionSent: unchanged,
  removalSent: unchanged,
  infoAsked: unchanged,
}
