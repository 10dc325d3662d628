/**
 * Keeps fetching the logs of one room, in windows: never "everything a peer claims to have" (limits), never twice.
 * A window that reaches beyond the known end simply waits there, so live messages need no further round trip.
 */
import type { Log, LogDownload } from '../log/log.js'
import type { LogKey } from '../protocol/ids.js'
import { limits } from '../protocol/limits.js'

/** Small enough that what is stored soon has no gaps and can be indexed while the rest arrives. */
const windowBlocks = 1_024
/** The next one is under way when one is full. */
const windowCount = 2

interface Fetching {
  readonly log: Log
  readonly windows: Set<LogDownload>
  nextBlock: number
}

export class Downloads {
  readonly #fetching = new Map<LogKey, Fetching>()
  readonly #mayFetch: (log: LogKey) => boolean

  /** `mayFetch` is asked before every window: quotas. */
  constructor(options: { readonly mayFetch: (log: LogKey) => boolean }) {
    this.#mayFetch = options.mayFetch
  }

  /** Fetches `log` from now on, from whoever it is attached to. Calling it again goes on where a quota stopped it. */
  keep(log: Log): void {
    const fetching = this.#fetching.get(log.key) ?? { log, windows: new Set(), nextBlock: log.length }
    this.#fetching.set(log.key, fetching)
    this.#openWindows(fetching)
  }

  /** Stops fetching everything; what is stored stays. */
  close(): void {
    for (const fetching of [...this.#fetching.values()]) this.#forget(fetching)
  }

  #openWindows(fetching: Fetching): void {
    const { log, windows } = fetching
    while (windows.size < windowCount && fetching.nextBlock < limits.logBlocks && this.#mayFetch(log.key)) {
      const end = Math.min(fetching.nextBlock + windowBlocks, limits.logBlocks)
      const download = log.download(fetching.nextBlock, end)
      fetching.nextBlock = end
      windows.add(download)
      void download.done.then((stored) => this.#onEnd(fetching, download, stored))
    }
  }

  /** A window that ended before it was full (the store was reopened) ends all, so that the next `keep` starts anew. */
  #onEnd(fetching: Fetching, download: LogDownload, stored: boolean): void {
    if (!fetching.windows.delete(download)) return
    if (stored) this.#openWindows(fetching)
    else this.#forget(fetching)
  }

  #forget({ log, windows }: Fetching): void {
    this.#fetching.delete(log.key)
    const open = [...windows]
    windows.clear()
    for (const download of open) download.cancel()
  }
}
