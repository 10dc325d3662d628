/** Questions to the state that more than one part of the screen asks. Pure. */
import type { RoomHandle } from '../../api/views.js'
import { emptyInput, type Input } from './input.js'
import type { RoomModel } from './models.js'
import type { Overlay, RoomScreen, State } from './state.js'

export const emptyScreen: RoomScreen = {
  window: null,
  anchor: null,
  jumpTo: null,
  found: null,
  visited: null,
  entered: true,
  firstUnread: null,
  late: new Set(),
  sinceMs: 0,
  unfolded: new Set(),
  picked: null,
  lastPicked: null,
  keptUnread: false,
  cleared: null,
  members: [],
  drafts: [],
}

export function selectRoom(state: State, handle = state.current): RoomModel | undefined {
  return state.rooms?.find((room) => room.handle === handle)
}

export function selectScreen(state: State, handle = state.current): RoomScreen {
  return (handle === null ? undefined : state.screens.get(handle)) ?? emptyScreen
}

export function selectInput(state: State, handle: RoomHandle | null = state.current): Input {
  return state.inputs.get(handle ?? '') ?? emptyInput
}

/** The overlay that has the keyboard. */
export function selectOverlay(state: State): Overlay | undefined {
  return state.overlays.at(-1)
}

/** Own messages, in all rooms, that nobody else is known to hold. */
export function selectOnlyHere(state: State): number {
  return (state.rooms ?? []).reduce((sum, room) => sum + room.onlyHere + room.drafts, 0)
}

/** Records that stand below the view, and whether there are more than that. */
export function selectBelow(state: State): {
  readonly count: number
  readonly mentions: number
  readonly more: boolean
} {
  const { window, anchor } = selectScreen(state)
  if (window === null || anchor === null) return { count: 0, mentions: 0, more: false }
  const index = window.messages.findIndex((message) => message.id === anchor.id)
  const below = index < 0 ? [] : window.messages.slice(index + 1)
  const mentions = below.filter((message) => message.mention).length
  return { count: below.length, mentions, more: !window.atEnd }
}
