/**
 * The command line that the actions of this moment come from, so that it can be given back when the engine goes away before
 * it was carried out. What a line leads to is dispatched in one go; after it there is none.
 */
import type { RoomHandle } from '../../api/views.js'
import { isHocketError } from '../../errors.js'
import type { Store } from '../state/store.js'
import { errorText } from './error-text.js'

export interface Entered {
  /** The room in which it was entered. */
  readonly handle: RoomHandle | null
  readonly text: string
}

export class EnteredLine {
  readonly #store: Store
  #now: Entered | undefined

  constructor(store: Store) {
    this.#store = store
    store.on(({ action, before }) => {
      if (action.type !== 'commandEntered') return
      this.#now = { handle: before.current, text: action.text }
      queueMicrotask(() => {
        this.#now = undefined
      })
    })
  }

  /** `work`, which tells its own failure as that of the line that led to it now. */
  guarded(work: () => Promise<void> | void): () => Promise<void> {
    const entered = this.#now
    return async () => {
      try {
        await work()
      } catch (error) {
        tellFailure(this.#store, error, entered)
      }
    }
  }
}

/** Says what went wrong. A line that no engine has answered is in the input again. */
export function tellFailure(store: Store, error: unknown, entered: Entered | undefined): void {
  const text = errorText(error)
  const isGone = isHocketError(error, 'ENGINE_GONE')
  if (isGone && entered !== undefined) store.dispatch({ type: 'commandReturned', ...entered, problem: text })
  else store.dispatch({ type: 'noticed', notice: { level: 'error', text, untilBack: isGone } })
}
