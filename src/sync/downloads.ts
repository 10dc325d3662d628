/**
 * Keeps fetching the logs of one room, in windows: never "everything a peer claims to have" (limits), never twice.
 * A window that reaches beyond the known end simply waits there, so live messages need no further round trip.
 */
import type { Log, LogDownload } from '../log/log.js'
import type { LogKey } from '../protocol/ids.js'
import { limits } from '../protocol/limits.js'

const windowBlocks = 2_048

interface Fetching {
  readonly log: Log
  readonly stop: () => void
  download: LogDownload
  endBlock: number
}

export class Downloads {
  readonly #fetching = new Map<LogKey, Fetching>()
  readonly #mayFetch: (log: LogKey) => boolean

  /** `mayFetch` is asked before every window: quotas. */
  constructor(options: { readonly mayFetch: (log: LogKey) => boolean }) {
    this.#mayFetch = options.mayFetch
  }

  /** Fetches `log` from now on, from whoever it is attached to. Calling it again changes nothing. */
  keep(log: Log): void {
    if (this.#fetching.has(log.key) || !this.#mayFetch(log.key)) return
    const endBlock = nextEnd(log)
    const fetching: Fetching = {
      log,
      endBlock,
      download: log.download(log.length, endBlock),
      stop: log.grown.on(() => this.#advance(fetching)),
    }
    this.#fetching.set(log.key, fetching)
    this.#watch(fetching)
  }

  /** Stops fetching everything; what is stored stays. */
  close(): void {
    for (const { stop, download } of this.#fetching.values()) {
      stop()
      download.cancel()
    }
    this.#fetching.clear()
  }

  /** Moves the window on when half of it is stored. */
  #advance(fetching: Fetching): void {
    const { log } = fetching
    if (fetching.endBlock - log.length > windowBlocks / 2 || !this.#mayFetch(log.key)) return
    const previous = fetching.download
    fetching.endBlock = nextEnd(log)
    fetching.download = log.download(log.length, fetching.endBlock)
    this.#watch(fetching)
    previous.cancel()
  }

  /** A window that ended before it was full (the store was reopened) is forgotten, so that the next `keep` starts anew. */
  #watch(fetching: Fetching): void {
    const { download, log } = fetching
    void download.done.then(() => {
      if (fetching.download !== download || log.length >= fetching.endBlock) return
      fetching.stop()
      this.#fetching.delete(log.key)
    })
  }
}

function nextEnd(log: Log): number {
  return Math.min(log.length + windowBlocks, limits.logBlocks)
}
