/** Reducers of what the person does in the input line and in dialogs, and of the terminal. Pure. */
import { type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'
import type { ActionOf, Reducers } from './action.js'
import { answeredInput } from './answering.js'
import { changeInput, changeOverlay, changeScreen, touched, warned } from './change.js'
import { editInput, enteredInput, type Input, stepInput } from './input.js'
import { withKilled } from './killed.js'
import { editOverlay, idleOverlay } from './overlays.js'
import { stepPalette } from './palette.js'
import { membersFromCols } from './pane-widths.js'
import { writingCols } from './prompt.js'
import { toEnd } from './reduce-room.js'
import { goBack, visitHit } from './reduce-search.js'
import { selectOverlay, selectRoom } from './selectors.js'
import type { Overlay, State } from './state.js'
import { stepWithin } from './step-within.js'
import { hitModels } from './view-model.js'

export const inputReducers: Reducers<
  State,
  'edited' | 'stepped' | 'commandEntered' | 'textSent' | 'noticed' | 'noticePassed' | 'membersToggled'
> = {
  edited(state, action) {
    const edited =
      selectOverlay(state) === undefined
        ? changeInput(touched(state), (input) => editInput(input, action.edit))
        : changeOverlay(state, (overlay) => editOverlay(overlay, action.edit))
    return withKilled(state, edited, action.edit)
  },
  stepped: (state, { direction }) =>
    changeInput(touched(state), (input) => stepInput(input, direction, writingCols(state))),
  commandEntered: (state, { text }) => changeInput(touched(state), (input) => enteredInput(input, text)),
  textSent(state, { handle, typed, byKey, answer = null }) {
    if (byKey === true) return changeScreen(touched(state), handle, toEnd)
    const entered = (input: Input) => answeredInput(enteredInput(input, typed), answer)
    const emptied = changeInput(touched(state), entered, handle)
    if (answer?.kind === 'edit') return emptied
    return changeScreen(emptied, handle, toEnd)
  },
  noticed: (state, { notice }) => ({ ...state, notice, quitArmed: false }),
  noticePassed: (state, { notice }) => (state.notice === notice ? touched(state) : state),
  membersToggled,
}

export const overlayReducers: Reducers<
  State,
  | 'overlayOpened'
  | 'overlayClosed'
  | 'overlayStepped'
  | 'overlaySwitched'
  | 'overlayFailed'
  | 'welcomeEntered'
  | 'wordsEntered'
  | 'roomCreated'
  | 'roomJoined'
  | 'searchAnswered'
  | 'linkTold'
  | 'linkCopied'
> = {
  overlayOpened(state, { overlay }) {
    const below = changeOverlay(touched(state), idleOverlay)
    return { ...below, overlays: [...below.overlays, overlay] }
  },
  overlayClosed(state) {
    const top = selectOverlay(state)
    const closed = { ...touched(state), overlays: state.overlays.slice(0, -1) }
    return top?.kind === 'search' && top.back !== null ? goBack(closed, top.back) : closed
  },
  overlayStepped(state, { by }) {
    const top = selectOverlay(state)
    if (top?.kind === 'search' && top.looking) return visitHit(state, top.selected + Math.sign(by))
    return changeOverlay(state, (overlay) =>
      overlay.kind === 'palette' ? stepPalette(state, overlay, by) : stepWithin(state, overlay, by),
    )
  },
  overlaySwitched: (state) =>
    changeOverlay(state, (overlay) =>
      overlay.kind === 'search'
        ? { ...overlay, everywhere: !overlay.everywhere, answered: null, problem: null }
        : overlay,
    ),
  overlayFailed,
  welcomeEntered: (state, { choice }) =>
    changeOverlay(state, (overlay) =>
      busyWelcome(overlay, choice === 'demo' ? safe`Starting the demo room...` : safe`One moment...`),
    ),
  wordsEntered: (state) => changeOverlay(state, busyPrompt),
  roomCreated: (state) => changeOverlay(state, busyPrompt),
  roomJoined: (state) => changeOverlay(state, busyPrompt),
  searchAnswered,
  linkTold: (state, { link }) =>
    changeOverlay(state, (overlay) =>
      overlay.kind === 'link' ? { ...overlay, link: sanitizeLine(link) } : overlay,
    ),
  linkCopied: (state) =>
    changeOverlay(state, (overlay) =>
      overlay.kind === 'link' ? { ...overlay, copied: overlay.link !== null } : overlay,
    ),
}

/** Beside the timeline where there is room; over it elsewhere. */
function membersToggled(state: State): State {
  if (state.size.cols >= membersFromCols) return { ...state, showMembers: !state.showMembers }
  if (selectRoom(state) === undefined) return state
  return { ...touched(state), overlays: [...state.overlays, { kind: 'members', top: 0 }] }
}

function overlayFailed(state: State, { problem }: ActionOf<'overlayFailed'>): State {
  const overlay = selectOverlay(state)
  if (overlay?.kind === 'prompt') return changeOverlay(state, () => ({ ...overlay, problem, busy: false }))
  if (overlay?.kind === 'search') return changeOverlay(state, () => ({ ...overlay, problem }))
  if (overlay?.kind === 'welcome') return changeOverlay(state, () => ({ ...overlay, problem, busy: null }))
  const isEmptyLink = overlay?.kind === 'link' && overlay.link === null
  return warned(isEmptyLink ? { ...state, overlays: state.overlays.slice(0, -1) } : state, problem)
}

function searchAnswered(state: State, { query, everywhere, result }: ActionOf<'searchAnswered'>): State {
  return changeOverlay(state, (overlay) => {
    if (overlay.kind !== 'search' || overlay.everywhere !== everywhere) return overlay
    const { hits, incompleteRooms } = result
    return { ...overlay, problem: null, answered: query, hits: hitModels(hits), incompleteRooms, selected: 0 }
  })
}

function busyWelcome(overlay: Overlay, busy: SafeText): Overlay {
  return overlay.kind === 'welcome' ? { ...overlay, busy, problem: null } : overlay
}

function busyPrompt(overlay: Overlay): Overlay {
  return overlay.kind === 'prompt' ? { ...overlay, busy: true, problem: null } : overlay
}
