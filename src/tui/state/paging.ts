/**
 * Which page of the current room is needed, and when. A page is always centred on where the view stands and replaces the
 * one before, so that what is held never grows with the history and never has a hole. Pure.
 */
import type { Params } from '../../api/methods.js'
import { timelineOf } from '../timeline/of-state.js'
import { blocksAround } from '../timeline/timeline-view.js'
import { layoutOf } from './layout.js'
import { selectRoom, selectScreen } from './selectors.js'
import type { State } from './state.js'

/** Screens that a page reaches in each direction, and how many must be left before the next is fetched. */
const screensAsked = 3
const screensLeft = 2
/** Most that is asked for to find the first unread message of a room. */
const longestPage = 500

/** The page to ask for now, or undefined when there is no room to show. */
export function pagePlan(state: State): Params<'room.page'> | undefined {
  const room = selectRoom(state)
  if (room === undefined) return undefined
  const screen = selectScreen(state)
  const rows = layoutOf(state).timeline.height
  const around = screensAsked * rows
  const anchor = screen.jumpTo ?? screen.anchor?.id ?? null
  const isDraft = screen.drafts.some((draft) => draft.id === anchor)
  if (anchor !== null && !isDraft) return { handle: room.handle, anchor, before: around, after: around }
  const unread = screen.entered ? room.unread : 0
  return { handle: room.handle, before: Math.min(longestPage, Math.max(around, unread + rows)), after: 0 }
}

/** The window does not reach far enough around the view, and another page would. */
export function wantsPage(state: State): boolean {
  const plan = pagePlan(state)
  if (plan === undefined) return false
  const { window, jumpTo } = selectScreen(state)
  if (window === null || jumpTo !== null) return true
  if (window.anchor === (plan.anchor ?? null) && window.before >= plan.before) return false
  const { above, below } = blocksAround(timelineOf(state))
  const enough = screensLeft * layoutOf(state).timeline.height
  const anchored = plan.anchor !== undefined
  return (above < enough && !window.atStart) || (!window.atEnd && (!anchored || below < enough))
}
