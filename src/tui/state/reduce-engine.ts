/** Reducers of what the engine tells about itself, about us and about the list of rooms. Pure. */
import type { RoomView } from '../../api/views.js'
import { safe } from '../../text/sanitize.js'
import type { Reducers } from './action.js'
import { foundInput, returnedAnswer } from './answering.js'
import { changeInput, changeOverlay, informed, touched, warned } from './change.js'
import { emptyInput, type Input, joinedInput, returnedInput } from './input.js'
import type { RoomModel } from './models.js'
import { idleOverlay, restoredOverlays, welcome } from './overlays.js'
import { leftWhenHeld } from './quit.js'
import { enterRoom } from './reduce-room.js'
import { selectInput } from './selectors.js'
import type { RoomScreen, State } from './state.js'
import { toldApart } from './told-apart.js'
import { meModel, netModel, roomModel } from './view-model.js'

const restoredText = safe`You are who you were, on a new device. Join your rooms again with their links.`

export const engineReducers: Reducers<
  State,
  | 'engineAttached'
  | 'engineLost'
  | 'roomsPulled'
  | 'mePulled'
  | 'identityRestored'
  | 'netPulled'
  | 'netRefreshed'
  | 'netLooked'
  | 'roomEntered'
  | 'roomLeft'
  | 'nickSet'
  | 'sendFailed'
  | 'commandReturned'
  | 'sendFound'
  | 'demoEntered'
> = {
  // a new engine may count its versions anew
  engineAttached: (state) => ({ ...back(state), engine: 'up', screens: mapScreens(state, unversioned) }),
  engineLost: (state) => ({ ...changeOverlay(state, idleOverlay), engine: 'away' }),
  roomsPulled: (state, { rooms }) =>
    leftWhenHeld(
      welcomed(
        settled(withoutGone(arrived(unlisted(state, rooms), toldApart(rooms.map(roomModel).sort(byNumber))))),
      ),
    ),
  mePulled: (state, { me }) => welcomed({ ...state, me: meModel(me) }),
  identityRestored: (state, { me }) =>
    informed({ ...state, me: meModel(me), overlays: restoredOverlays(state.overlays) }, restoredText),
  netPulled: (state, { net }) => ({ ...state, net: netModel(net) }),
  netRefreshed: (state) =>
    changeOverlay(state, (overlay) => (overlay.kind === 'net' ? { ...overlay, looking: true } : overlay)),
  netLooked: (state) =>
    changeOverlay(state, (overlay) => (overlay.kind === 'net' ? { ...overlay, looking: false } : overlay)),
  roomEntered: (state, { room }) => entered(state, room),
  roomLeft: (state, { handle }) =>
    settled(withoutGone({ ...state, rooms: (state.rooms ?? []).filter((room) => room.handle !== handle) })),
  nickSet(state, { me }) {
    const model = meModel(me)
    const changed = { ...state, me: model }
    return model.nick === null ? changed : informed(changed, safe`You are ${model.nick} now, in every room.`)
  },
  sendFailed: (state, { handle, text, mentions = [], problem, answer = null }) => {
    const back = (input: Input) => returnedAnswer(returnedInput(input, { text, mentions }), { text, answer })
    return warned(changeInput(state, back, handle), problem)
  },
  commandReturned: (state, { handle, text, problem }) =>
    warned(
      changeInput(state, (input) => returnedInput(input, { text }), handle),
      problem,
    ),
  sendFound: (state, { handle, typed }) => {
    const found = changeInput(state, (input) => foundInput(input, typed), handle)
    return informed(found, safe`Your message was stored before the engine ended: it is sent, once.`)
  },
  demoEntered: (state) => ({
    ...state,
    demo: true,
    rooms: null,
    current: null,
    screens: new Map(),
    me: null,
    net: null,
  }),
}

/** What was said of an engine that is away is not so any more; what became of something that was asked of it stays. */
function back(state: State): State {
  return state.notice?.untilBack === true ? touched(state) : state
}

/** The new list; says so when a room whose first member was waited for has come. */
function arrived(state: State, rooms: readonly RoomModel[]): State {
  const waited = new Set(
    (state.rooms ?? []).filter((room) => room.state === 'waiting').map((room) => room.handle),
  )
  const ready = rooms.find((room) => room.state === 'ready' && waited.has(room.handle))
  const listed = { ...state, rooms }
  return ready === undefined ? listed : informed(listed, safe`${ready.label} is here: a member was online.`)
}

function byNumber(one: RoomModel, other: RoomModel): number {
  return one.number - other.number
}

/** Of rooms that were left no page stays, which would be older than nothing when they are joined again, and no way to them. */
function withoutGone(state: State): State {
  const handles = new Set(state.rooms?.map(({ handle }) => handle))
  const isGone = (handle: string | null) => handle !== null && !handles.has(handle)
  if (![...state.screens.keys(), ...state.visited.rooms].some(isGone)) return state
  const { rooms, at } = state.visited
  const before = rooms.slice(0, at + 1).filter((handle) => !isGone(handle))
  const visited = [...before, ...rooms.slice(at + 1).filter((handle) => !isGone(handle))]
  return {
    ...state,
    screens: new Map([...state.screens].filter(([handle]) => !isGone(handle))),
    visited: { rooms: visited, at: before.length - 1 },
  }
}

/** A room to begin in that is not there any more is as none: what was typed meanwhile was typed before there was a room. */
function unlisted(state: State, rooms: readonly RoomView[]): State {
  const { current } = state
  if (state.rooms !== null || current === null || rooms.some(({ handle }) => handle === current)) return state
  const early = selectInput(state)
  return changeInput({ ...state, current: null }, () => early, null)
}

/** The current room is one of the list; without one, the first. */
function settled(state: State): State {
  const rooms = state.rooms ?? []
  if (rooms.some((room) => room.handle === state.current)) return state
  const first = rooms[0]
  if (first === undefined) return { ...state, current: null }
  const inside = enterRoom(state, first.handle)
  return state.current === null ? broughtAlong(inside) : inside
}

/** What was typed before there was a room goes on in the one that is entered; the draft that is there is not lost by it. */
function broughtAlong(state: State): State {
  const early = selectInput(state, null)
  if (early === emptyInput) return state
  const moved = changeInput(state, (input) => joinedInput(input, early))
  return changeInput(moved, () => emptyInput, null)
}

/** The dialog of the first start, once it is known that there is no room. */
function welcomed(state: State): State {
  if (state.welcomed || state.demo || state.me === null || state.rooms === null) return state
  if (state.rooms.length > 0) return { ...state, welcomed: true }
  return { ...state, welcomed: true, overlays: [...state.overlays, welcome(state.me.nick ?? '')] }
}

function entered(state: State, view: RoomView): State {
  const entering = roomModel(view)
  const others = (state.rooms ?? []).filter((known) => known.handle !== entering.handle)
  const rooms = toldApart([...others, entering].sort(byNumber))
  const room = rooms.find(({ handle }) => handle === entering.handle) ?? entering
  const listed: State = { ...state, rooms, overlays: [], welcomed: true }
  const inside = enterRoom(listed, room.handle)
  if (room.state === 'ready')
    return informed(inside, safe`You are in ${room.label}. /link shows how others get in.`)
  const kept = room.access === 'write' ? safe`; what you write is kept` : safe``
  return informed(inside, safe`Joined. Name and history come with the first member who is online${kept}.`)
}

function unversioned(screen: RoomScreen): RoomScreen {
  return screen.window === null ? screen : { ...screen, window: { ...screen.window, version: -1 } }
}

function mapScreens(state: State, change: (screen: RoomScreen) => RoomScreen): State['screens'] {
  return new Map([...state.screens].map(([handle, screen]) => [handle, change(screen)]))
}
