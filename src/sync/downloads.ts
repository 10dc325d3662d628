/**
 * Keeps fetching the logs of one room, in windows: never "everything a peer claims to have" (limits), never twice.
 * A window that reaches beyond the known end simply waits there, so live messages need no further round trip.
 * Long logs take turns: fetched all at once, none of them would be without gaps, and so be shown, before all are there.
 * A turn has an end, so a log of which nobody sends the blocks holds up no other.
 */
import type { Clock } from '../lib/clock.js'
import type { Log, LogDownload } from '../log/log.js'
import type { LogKey } from '../protocol/ids.js'
import { limits } from '../protocol/limits.js'

/** Fetched of every log at once, whoever's turn it is: most logs are not longer. */
const firstBlocks = 64
/** Fetched in one turn. Blocks come in random order; this many are soon without gaps. */
const turnBlocks = 1_024
/** The next turn is under way while the last blocks of one arrive. */
const turnsAtOnce = 2
const turnMs = 2_000

interface Fetching {
  readonly log: Log
  readonly windows: Set<LogDownload>
  nextBlock: number
}

export class Downloads {
  readonly #clock: Clock
  readonly #mayFetch: (log: LogKey) => boolean
  readonly #fetching = new Map<LogKey, Fetching>()
  /** Logs that wait for their turn. */
  readonly #queue = new Set<Fetching>()
  /** What ends each turn. */
  readonly #turns = new Set<() => void>()

  /** `mayFetch` is asked before every window: quotas. */
  constructor(options: { readonly clock: Clock; readonly mayFetch: (log: LogKey) => boolean }) {
    this.#clock = options.clock
    this.#mayFetch = options.mayFetch
  }

  /** Fetches `log` from now on, from whoever it is attached to. Calling it again goes on where a quota stopped it. */
  keep(log: Log): void {
    const known = this.#fetching.get(log.key)
    if (known !== undefined && (known.windows.size > 0 || this.#queue.has(known))) return
    const fetching = known ?? { log, windows: new Set(), nextBlock: log.length }
    this.#fetching.set(log.key, fetching)
    this.#open(fetching, firstBlocks)
  }

  /** Stops fetching everything; what is stored stays. */
  close(): void {
    for (const fetching of [...this.#fetching.values()]) this.#forget(fetching)
    for (const end of [...this.#turns]) end()
  }

  #open(fetching: Fetching, sizeBlocks: number): LogDownload | undefined {
    const { log, windows, nextBlock } = fetching
    const end = Math.min(nextBlock + sizeBlocks, limits.logBlocks)
    if (nextBlock >= end || !this.#mayFetch(log.key)) return undefined
    const download = log.download(nextBlock, end)
    fetching.nextBlock = end
    windows.add(download)
    void download.done.then((stored) => this.#onEnd(fetching, download, stored))
    return download
  }

  /** A window that ended before it was full (the store was reopened) ends all, so that the next `keep` starts anew. */
  #onEnd(fetching: Fetching, download: LogDownload, stored: boolean): void {
    if (!fetching.windows.delete(download)) return
    if (!stored) return this.#forget(fetching)
    if (fetching.nextBlock < fetching.log.signedLength) this.#queue.add(fetching)
    else if (fetching.windows.size === 0) this.#open(fetching, turnBlocks)
    this.#takeTurns()
  }

  #takeTurns(): void {
    for (const fetching of this.#queue) {
      if (this.#turns.size >= turnsAtOnce) return
      this.#queue.delete(fetching)
      const full = fetching.windows.size >= turnsAtOnce // it comes back when one of them is stored
      const download = full ? undefined : this.#open(fetching, turnBlocks)
      if (download === undefined) continue
      this.#begin(fetching.log, download)
      if (fetching.nextBlock < fetching.log.signedLength) this.#queue.add(fetching) // behind the others
    }
  }

  /** A turn lasts until its window is full, nothing more of the log is known, or its time is up. */
  #begin(log: Log, download: LogDownload): void {
    const end = () => {
      if (!this.#turns.delete(end)) return
      cancel()
      stop()
      this.#takeTurns()
    }
    const cancel = this.#clock.after(turnMs, end, { background: true })
    const stop = log.grown.on(() => {
      if (log.length >= log.signedLength) end()
    })
    this.#turns.add(end)
    void download.done.then(end)
  }

  #forget(fetching: Fetching): void {
    const { log, windows } = fetching
    this.#fetching.delete(log.key)
    this.#queue.delete(fetching)
    const open = [...windows]
    windows.clear()
    for (const download of open) download.cancel()
  }
}
