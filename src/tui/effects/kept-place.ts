/** Keeps which room is looked at, so that the screen begins there next time. Owns one timer. */
import type { RoomHandle } from '../../api/views.js'
import type { Clock } from '../../lib/clock.js'
import { Serial } from '../../lib/serial.js'
import { LastRoomFile } from '../files/last-room-file.js'
import type { Change, Store } from '../state/store.js'

const writeAfterMs = 500

export interface KeptPlaceOptions {
  readonly store: Store
  readonly clock: Clock
  readonly dir: string
  /** Of this process: several screens may keep things in one folder. */
  readonly pid?: number | undefined
}

export class KeptPlace {
  readonly #clock: Clock
  readonly #file: LastRoomFile
  readonly #work = new Serial()
  readonly #unhook: () => void
  #waiting: RoomHandle | undefined
  #cancel: (() => void) | undefined
  #ended = false

  constructor({ store, clock, dir, pid }: KeptPlaceOptions) {
    this.#clock = clock
    this.#file = new LastRoomFile(dir, pid)
    this.#unhook = store.on((change) => this.#follow(change))
  }

  /** Resolves when it is on disk. */
  async close(): Promise<void> {
    this.#unhook()
    this.#write()
    await this.#work.idle()
  }

  #follow({ action, before, after }: Change): void {
    if (action.type === 'demoEntered') this.#ended = true // rooms of another engine, gone with it
    if (this.#ended || after.current === null || before.current === after.current) return
    this.#waiting = after.current
    this.#cancel ??= this.#clock.after(writeAfterMs, () => this.#write())
  }

  #write(): void {
    this.#cancel?.()
    this.#cancel = undefined
    const handle = this.#waiting
    this.#waiting = undefined
    if (handle === undefined) return
    // that the first room is opened next time is no reason to disturb anybody now
    this.#work.run(() => this.#file.write(handle)).catch(() => undefined)
  }
}
