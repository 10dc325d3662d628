/**
 * Whether our own clock seems fast. A record alone cannot tell: it may be old. But when its author, connected here, said of
 * the own log that it had no such record yet, then it was written after that moment; a date before the moment is the distance
 * between the two clocks, at least. In memory only, for the network report: it decides nothing of what is held or ordered.
 */
import type { Clock } from '../lib/clock.js'
import type { HeadEntry } from '../protocol/heads.js'
import { msOf } from '../protocol/hlc.js'
import type { LogKey, MemberId } from '../protocol/ids.js'

/** As many others have to show it as for a clock that is slow. */
const fewest = 3
/** What lay in queues is heard late. */
const leastMs = 120_000
/** The clock may have been set meanwhile. */
const validMs = 900_000
/** Of each log the newest are enough: records come soon after they were told of. */
const mostHeard = 8

/** A record that has just come. */
export interface Come {
  readonly log: LogKey
  readonly seq: number
  readonly author: MemberId
  readonly hlc: bigint
}

interface Heard {
  readonly length: number
  readonly atMs: number
}

export class ClockAhead {
  readonly #clock: Clock
  readonly #me: MemberId
  readonly #heard = new Map<LogKey, readonly Heard[]>()
  readonly #shown = new Map<MemberId, { readonly aheadMs: number; readonly atMs: number }>()

  constructor(clock: Clock, me: MemberId) {
    this.#clock = clock
    this.#me = me
  }

  /** Milliseconds by which our clock is fast at least, as three others show; 0 when it seems right. */
  get aheadMs(): number {
    const nowMs = this.#clock.now()
    const fresh = [...this.#shown.values()].filter(({ atMs }) => atMs <= nowMs && nowMs - atMs <= validMs)
    const found = fresh.map(({ aheadMs }) => aheadMs).toSorted((a, b) => b - a)[fewest - 1] ?? 0
    return found > leastMs ? found : 0
  }

  /** The device that writes this log has just told how long it is; `have` blocks of it are here. */
  onHead({ log, length }: Pick<HeadEntry, 'log' | 'length'>, have: number): void {
    if (length < have) return // it builds its index again, and tells less than there is
    const shorter = (this.#heard.get(log) ?? []).filter((heard) => heard.length < length)
    this.#heard.set(log, [...shorter, { length, atMs: this.#clock.now() }].slice(-mostHeard))
  }

  onRecord({ log, seq, author, hlc }: Come): void {
    const before = this.#heard.get(log)?.findLast(({ length }) => length <= seq)
    if (before === undefined || author === this.#me) return
    this.#shown.set(author, { aheadMs: before.atMs - msOf(hlc), atMs: this.#clock.now() })
  }
}
