/** Reducers of the room that is looked at: its pages, where the view stands in them, and going from room to room. Pure. */
import type { PageView, RoomHandle } from '../../api/views.js'
import { seenInView, timelineOf } from '../timeline/of-state.js'
import { scrolledAnchor } from '../timeline/timeline-view.js'
import type { ActionOf, Reducers } from './action.js'
import { changeScreen, touched } from './change.js'
import { centred } from './go-to.js'
import { layoutOf } from './layout.js'
import { draftModels, messageModels } from './message-models.js'
import type { MessageModel } from './models.js'
import { selectScreen } from './selectors.js'
import type { Anchor, RoomScreen, State } from './state.js'
import { memberModels } from './view-model.js'
import { visit } from './visited.js'
import { wrapped } from './wrapped.js'

/** Lines of the old page that stay on the screen after a page up or down. */
const pageOverlap = 2

export const roomReducers: Reducers<
  State,
  | 'pagePulled'
  | 'membersPulled'
  | 'draftsPulled'
  | 'roomSelected'
  | 'roomStepped'
  | 'scrolled'
  | 'scrolledToEnd'
> = {
  pagePulled,
  membersPulled: (state, { handle, members }) =>
    changeScreen(state, handle, (screen) => ({ ...screen, members: memberModels(members) })),
  draftsPulled: (state, { handle, drafts }) =>
    changeScreen(state, handle, (screen) => ({
      ...screen,
      drafts: draftModels(drafts, state.me, screen.window?.messages),
    })),
  roomSelected: (state, { handle }) => enterRoom(touched(state), handle),
  roomStepped(state, { by }) {
    const rooms = state.rooms ?? []
    const index = rooms.findIndex((room) => room.handle === state.current)
    const next = rooms[wrapped(index + by, rooms.length)]
    return next === undefined ? state : enterRoom(touched(state), next.handle)
  },
  scrolled(before, { unit, by }) {
    const state = changeScreen(before, before.current, uncleared)
    const lines = unit === 'line' ? by : by * Math.max(1, layoutOf(state).timeline.height - pageOverlap)
    const anchor = scrolledAnchor(timelineOf(state), lines)
    return changeScreen(touched(state), state.current, (screen) => moveAnchor(screen, anchor))
  },
  scrolledToEnd: (state) => changeScreen(touched(state), state.current, toEnd),
}

/** Makes `handle` the current room. What is left keeps its newest page only. */
export function enterRoom(state: State, handle: RoomHandle): State {
  if (state.current === handle) return state
  const left = changeScreen(state, state.current, (screen) => ({
    ...toEnd(screen),
    window: screen.window?.atEnd === true ? screen.window : null,
    jumpTo: null,
    firstUnread: null,
    late: new Set(),
    unfolded: new Set(),
    picked: null,
    lastPicked: null,
  }))
  const visited = visit(state.visited, handle)
  return changeScreen({ ...left, current: handle, visited }, handle, (screen) => ({
    ...screen,
    entered: true,
    sinceMs: state.nowMs,
    keptUnread: false,
  }))
}

/** The view at the newest message, as after sending. */
export function toEnd(screen: RoomScreen): RoomScreen {
  const { anchor, found, jumpTo, visited, picked } = screen
  const isThere = anchor === null && found === null && jumpTo === null && visited === null && picked === null
  return isThere
    ? screen
    : { ...screen, anchor: null, found: null, jumpTo: null, visited: null, picked: null }
}

/** Who scrolls wants to see what was there. */
function uncleared(screen: RoomScreen): RoomScreen {
  return screen.cleared === null ? screen : { ...screen, cleared: null }
}

function moveAnchor(screen: RoomScreen, anchor: Anchor): RoomScreen {
  const same = anchor?.id === screen.anchor?.id && anchor?.hidden === screen.anchor?.hidden
  return same ? screen : { ...screen, anchor, visited: null }
}

function pagePulled(state: State, action: ActionOf<'pagePulled'>): State {
  const { handle, page } = action
  const screen = selectScreen(state, handle)
  const anchor = settledAnchor(screen, action)
  const stale = screen.window !== null && page.version < screen.window.version
  if (stale || anchor === 'unfit') return state
  const messages = messageModels(page.messages, screen.members)
  const named = screen.members.length > 0
  const next: RoomScreen = {
    ...screen,
    window: { ...windowEnds(page), messages, named, anchor: action.anchor, before: action.before },
    anchor,
    jumpTo: null,
    entered: false,
    sinceMs: screen.sinceMs === 0 ? state.nowMs : screen.sinceMs,
    firstUnread: unreadLine(state, screen, messages),
  }
  const jumped = screen.jumpTo !== null && anchor !== null
  return withLate(
    changeScreen(state, handle, () => (jumped ? centred(state, next) : next)),
    handle,
  )
}

function windowEnds({ version, atStart, atEnd }: PageView) {
  return { version, atStart, atEnd }
}

/** Where the view stands in a new page; "unfit" when the page was asked for before the view went elsewhere. */
function settledAnchor(screen: RoomScreen, { anchor, page }: ActionOf<'pagePulled'>): Anchor | 'unfit' {
  const wanted = screen.jumpTo === null ? screen.anchor : { id: screen.jumpTo, hidden: 0 }
  if (wanted === null) return null
  if (page.messages.some((message) => message.id === wanted.id)) return wanted
  const isDraft = screen.drafts.some((draft) => draft.id === wanted.id)
  // the engine does not know the message (any more): nothing is left to stand on
  return anchor === wanted.id || isDraft ? null : 'unfit'
}

/** Frozen while the room is read; set when it is entered, or when something comes that is not being looked at. */
function unreadLine(state: State, screen: RoomScreen, messages: readonly MessageModel[]): string | null {
  const isWatched = state.focused && screen.anchor === null && !screen.entered
  if (screen.firstUnread !== null || isWatched) return screen.firstUnread
  return messages.find((message) => message.unread && !message.late)?.id ?? null
}

/**
 * Late arrivals keep their marks until the room is left, also when they count as read. Two who write at the same moment are
 * not apart, though the words of one come to stand above those of the other: what came at once is late only where it was not
 * seen to come.
 */
function withLate(state: State, handle: RoomHandle): State {
  const { late, window } = selectScreen(state, handle)
  const found = (window?.messages ?? []).filter((message) => message.late && !late.has(message.id))
  if (found.length === 0) return state
  const seen = handle === state.current ? seenInView(state) : []
  const told = found.filter(({ id, arrival }) => arrival !== 'at once' || !seen.includes(id))
  if (told.length === 0) return state
  return changeScreen(state, handle, (screen) => ({
    ...screen,
    late: new Set([...late, ...told.map(({ id }) => id)]),
  }))
}
