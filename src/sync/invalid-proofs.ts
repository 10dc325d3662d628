/**
 * Counts what one peer sent of logs whose proofs do not verify: three are too many (PROTOCOL.md §10). A log that its own
 * author has forked counts against nobody who hands it on in good faith.
 */
import type { LogKey } from '../protocol/ids.js'

const most = 3

export class InvalidProofs {
  readonly #counts = new Map<LogKey, number>()

  /** Counts one; true when the peer must go. */
  add(log: LogKey): boolean {
    this.#counts.set(log, (this.#counts.get(log) ?? 0) + 1)
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0) >= most
  }

  /** The author of `log` has signed two trees: what the peer sent of it may have been the other one. */
  forgive(log: LogKey): void {
    this.#counts.delete(log)
  }
}
