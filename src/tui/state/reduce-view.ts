/** Reducers of going to certain messages, and of folding and unfolding. Pure. */
import type { Seek } from '../../api/views.js'
import { type SafeText, safe } from '../../text/sanitize.js'
import { foldsIn, topAnchor } from '../timeline/folds.js'
import { timelineOf } from '../timeline/of-state.js'
import type { ActionOf, Reducers } from './action.js'
import { changeScreen, informed, touched } from './change.js'
import { goTo } from './go-to.js'
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
  const fold = foldsIn(timelineOf(state))
    .findLast((one) => id === null || one.includes(id))
    ?.at(-1)
  if (fold === undefined) {
    return id === null
      ? informed(state, safe`Nothing that is seen here is folded. Alt-= shows everything.`)
      : state
  }
  const unfolded = new Set(screen.unfolded)
  const isOpened = !unfolded.delete(fold)
  if (isOpened) unfolded.add(fold)
  const changed = changeScreen(touched(state), state.current, (before) => ({ ...before, unfolded }))
  if (!isOpened) return changed
  // one wants to read it from its beginning
  const anchor = topAnchor(timelineOf(changed), fold)
  return changeScreen(changed, state.current, (before) => ({ ...before, anchor: anchor ?? before.anchor }))
}
