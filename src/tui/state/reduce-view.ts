/** Reducers of going to certain messages, and of folding and unfolding. Pure. */
import type { Seek } from '../../api/views.js'
import { type SafeText, safe } from '../../text/sanitize.js'
import { foldOf, foldsIn, topAnchor } from '../timeline/folds.js'
import { timelineOf } from '../timeline/of-state.js'
import type { ActionOf, Reducers } from './action.js'
import { changeScreen, informed, touched } from './change.js'
import { goTo } from './go-to.js'
import { keyOf } from './key-help.js'
import { selectScreen } from './selectors.js'
import type { State } from './state.js'

export const viewReducers: Reducers<
  State,
  'sought' | 'seekAnswered' | 'wentTo' | 'foldToggled' | 'showAllToggled'
> = {
  sought: (state) => touched(state),
  seekAnswered,
  wentTo: (state, { id }) =>
    changeScreen(touched(state), state.current, (screen) => ({
      ...goTo(state, { ...screen, found: null }, id),
      visited: id,
    })),
  foldToggled,
  showAllToggled(state) {
    const all = { ...touched(state), showAll: !state.showAll }
    return informed(
      all,
      all.showAll ? safe`Everything is shown, also who only joined.` : safe`Joins are folded again.`,
    )
  },
}

const nothingThere: Readonly<Record<Seek, SafeText>> = {
  start: safe`There is no message here yet.`,
  unread: safe`Nothing here is unread.`,
  late: safe`No more late messages here.`,
  'mention-before': safe`No earlier message here mentions you.`,
  'mention-after': safe`No later message here mentions you.`,
}

function seekAnswered(state: State, { handle, target, id }: ActionOf<'seekAnswered'>): State {
  if (id === null) return informed(state, nothingThere[target])
  if (handle !== state.current) return state // left before the answer came
  const isShown = target !== 'start' && target !== 'unread'
  return changeScreen(state, handle, (screen) => ({
    ...goTo(state, { ...screen, found: isShown ? id : null }, id),
    visited: id,
  }))
}

function foldToggled(state: State, action: ActionOf<'foldToggled'>): State {
  const screen = selectScreen(state)
  const id = action.id ?? screen.picked
  const timeline = timelineOf(state)
  const fold = id === null ? foldsIn(timeline).at(-1)?.at(-1) : foldOf(timeline, id)
  if (fold === undefined) {
    const everything = keyOf(state.settings, 'show-all')
    const hint = everything === undefined ? safe`` : safe` ${everything} shows everything.`
    return informed(
      state,
      id === null ? safe`Nothing that is seen here is folded.${hint}` : safe`That message is shown whole.`,
    )
  }
  const unfolded = new Set(screen.unfolded)
  const isOpened = !unfolded.delete(fold)
  if (isOpened) unfolded.add(fold)
  const changed = changeScreen(touched(state), state.current, (before) => ({ ...before, unfolded }))
  // one wants to read it from its beginning; what was cut again must not leave the view below its end
  const top = topAnchor(timelineOf(changed), fold)
  return changeScreen(changed, state.current, (before) => {
    if (isOpened) return { ...before, anchor: top ?? before.anchor }
    return before.anchor?.id === fold ? { ...before, anchor: top ?? { id: fold, hidden: 0 } } : before
  })
}
