/**
 * Late arrivals count as read once they were seen: tells of those that are seen while the terminal has the focus, each of
 * them once. Must never take a message for seen that only stands somewhere above or below the view.
 */
import type { RoomHandle } from '../../api/views.js'
import { selectScreen } from '../state/selectors.js'
import type { State } from '../state/state.js'

/** The messages of the current room that are seen. */
export type Seen = (state: State) => readonly string[]

export class LateSeen {
  readonly #seen: Seen
  readonly #tell: (handle: RoomHandle, ids: readonly string[]) => void
  readonly #told = new Set<string>()

  constructor(seen: Seen, tell: (handle: RoomHandle, ids: readonly string[]) => void) {
    this.#seen = seen
    this.#tell = tell
  }

  follow(state: State): void {
    const { window } = selectScreen(state)
    const unread = (window?.messages ?? []).filter(({ late, id }) => late && !this.#told.has(id))
    if (state.current === null || !state.focused || state.overlays.length > 0 || unread.length === 0) return
    const seen = new Set(this.#seen(state))
    const ids = unread.map(({ id }) => id).filter((id) => seen.has(id))
    if (ids.length === 0) return
    for (const id of ids) this.#told.add(id)
    this.#tell(state.current, ids)
  }

  /** A new engine may not have heard it. */
  forget(): void {
    this.#told.clear()
  }
}
