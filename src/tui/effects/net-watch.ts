/**
 * Keeps the network dialog as new as the network while it is open: asks when it is opened, when the person wants to look
 * again, and every two seconds, since how far a peer has come is told by no event.
 */
import { isHocketError } from '../../errors.js'
import type { Clock } from '../../lib/clock.js'
import type { State } from '../state/state.js'
import type { Store } from '../state/store.js'
import type { Attachment } from './attachment.js'

const pauseMs = 2_000

export class NetWatch {
  readonly #store: Store
  readonly #attachment: Attachment
  readonly #clock: Clock
  readonly #report: (error: unknown) => void
  #cancel: (() => void) | undefined
  #asking = false

  /** `report` gets the failures that a person should read. */
  constructor(store: Store, attachment: Attachment, clock: Clock, report: (error: unknown) => void) {
    this.#store = store
    this.#attachment = attachment
    this.#clock = clock
    this.#report = report
    store.on(({ action, before, after }) => {
      if (action.type === 'netRefreshed' && isOpen(after)) void this.#ask({ refresh: true })
      else if (isOpen(after) && !isOpen(before)) void this.#ask({ refresh: false })
    })
  }

  stop(): void {
    this.#cancel?.()
  }

  async #ask({ refresh }: { readonly refresh: boolean }): Promise<void> {
    if (this.#asking && !refresh) return
    this.#asking = true
    this.#cancel?.()
    try {
      if (refresh) await this.#attachment.call('net.refresh', {})
      this.#store.dispatch({ type: 'netPulled', net: await this.#attachment.call('net.status', {}) })
      if (refresh) this.#store.dispatch({ type: 'netLooked' })
    } catch (error) {
      if (refresh) this.#store.dispatch({ type: 'netLooked' })
      if (refresh || !isHocketError(error, 'ENGINE_GONE')) this.#report(error)
    }
    this.#asking = false
    this.#cancel?.()
    this.#cancel = this.#clock.after(
      pauseMs,
      () => {
        if (isOpen(this.#store.state)) void this.#ask({ refresh: false })
      },
      { background: true },
    )
  }
}

function isOpen(state: State): boolean {
  return state.overlays.some((overlay) => overlay.kind === 'net')
}
