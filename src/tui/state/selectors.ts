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

/** What stands in the dialog that joins a room, when it has the keyboard. */
export function selectTypedLink(state: State): string | undefined {
  const overlay = selectOverlay(state)
  return overlay?.kind === 'prompt' && overlay.prompt === 'join' ? overlay.editor.text.trim() : undefined
}

/** The overlay that has the keyboard. */
export function selectOverlay(state: State): Overlay | undefined {
  return state.overlays.at(-1)
}

/** Own messages, in all rooms, that nobody else is known to hold. */
export function selectOnlyHere(state: State): number {
  return (state.rooms ?? []).reduce((sum, room) => sum + room.onlyHere + room.drafts, 0)
}

/** What of others stands below the view and was not seen yet; null while the view is at the newest message. */
export function selectBelow(state: State): { readonly count: number; readonly mentions: number } | null {
  const { window, anchor } = selectScreen(state)
  if (window === null || anchor === null) return null
  const room = selectRoom(state)
  // what is not loaded is counted by the engine
  if (!window.atEnd)
    return { count: Math.max(0, (room?.unread ?? 0) - (room?.late ?? 0)), mentions: room?.mentions ?? 0 }
  const index = window.messages.findIndex((message) => message.id === anchor.id)
  const unseen = window.messages.filter(
    ({ unread, late, mine }, at) => index >= 0 && at > index && unread && !late && !mine,
  )
  return { count: unseen.length, mentions: unseen.filter((message) => message.mention).length }
}
