/**
 * Which logs a room has, how far each is verified, and how long peers say it is. In memory; rebuilt from the card book and
 * the index. Values are replaced, never edited.
 */

import type { ChainState } from '../protocol/chain.js'
import type { HeadEntry } from '../protocol/heads.js'
import { msOf } from '../protocol/hlc.js'
import type { DeviceId, LogKey, MemberId } from '../protocol/ids.js'

export interface RosterLog {
  readonly log: LogKey
  readonly author: MemberId
  readonly device: DeviceId
  readonly card: Uint8Array
  readonly state: ChainState
  /** Blocks that another member is known to hold (own logs). */
  readonly heldLength: number
  /** The longest length that any peer has listed. */
  readonly claimedLength: number
  /** A peer holds another history of it than we do: its writer, or a copy of the writer's device, has forked it. */
  readonly forked: boolean
}

export class Roster {
  readonly #logs = new Map<LogKey, RosterLog>()

  get size(): number {
    return this.#logs.size
  }

  get(log: LogKey): RosterLog | undefined {
    return this.#logs.get(log)
  }

  all(): readonly RosterLog[] {
    return [...this.#logs.values()]
  }

  add(entry: RosterLog): void {
    this.#logs.set(entry.log, entry)
  }

  /** Replaces what is known of a log; a log that is not in the roster stays out. */
  update(log: LogKey, change: Partial<Omit<RosterLog, 'log' | 'author' | 'device' | 'card'>>): void {
    const entry = this.#logs.get(log)
    if (entry !== undefined) this.#logs.set(log, { ...entry, ...change })
  }

  /** What we hold, in the form in which peers compare it. */
  heads(): HeadEntry[] {
    return this.all().map(headOf)
  }

  headOf(log: LogKey): HeadEntry | undefined {
    const entry = this.#logs.get(log)
    return entry === undefined ? undefined : headOf(entry)
  }

  /** The newest time of each identity but `me`, in milliseconds since 1970. */
  newestMs(me: MemberId): readonly number[] {
    const newest = new Map<MemberId, number>()
    for (const { author, state } of this.#logs.values()) {
      if (author !== me) newest.set(author, Math.max(newest.get(author) ?? 0, msOf(state.lastHlc)))
    }
    return [...newest.values()]
  }

  /** Blocks known to exist, and those of them that are not here. */
  sync(): { readonly knownBlocks: number; readonly missingBlocks: number } {
    let [knownBlocks, missingBlocks] = [0, 0]
    for (const { state, claimedLength } of this.#logs.values()) {
      knownBlocks += Math.max(state.nextSeq, claimedLength)
      missingBlocks += Math.max(0, claimedLength - state.nextSeq)
    }
    return { knownBlocks, missingBlocks }
  }
}

function headOf({ log, state }: RosterLog): HeadEntry {
  return { log, length: state.nextSeq, head: state.head }
}
