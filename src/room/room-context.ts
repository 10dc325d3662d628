/** What every room of a profile shares, and what the engine keeps for one room. Plain wiring, no behaviour. */

import type { RoomLevel } from '../api/views.js'
import type { DeviceKeys } from '../identity/identity.js'
import type { RoomSecrets } from '../identity/vault.js'
import type { IndexStore } from '../index/index-store.js'
import type { Clock } from '../lib/clock.js'
import type { CardBook } from '../log/card-book.js'
import type { LogStore } from '../log/log-store.js'
import type { EditEntry, TextEntry } from '../protocol/entry.js'
import type { EntryId } from '../protocol/ids.js'
import type { ReadState } from '../timeline/read-state.js'
import type { Verifier } from './verifier.js'

export interface RoomContext {
  readonly store: LogStore
  readonly index: IndexStore
  readonly verifier: Verifier
  readonly device: DeviceKeys
  readonly clock: Clock
  readonly random: (sizeBytes: number) => Uint8Array
  /** Told of failures that nobody waits for. */
  readonly report: (error: unknown) => void
  /** The nick that new logs announce; undefined while the user chose none. */
  readonly nick: () => string | undefined
  /** Own words that count as mentions of us in every room. */
  readonly words: () => readonly string[]
}

/** What of one room survives a restart besides its logs. */
export interface RoomMemory {
  readonly secrets: () => RoomSecrets
  readonly saveSecrets: (change: (secrets: RoomSecrets) => RoomSecrets) => Promise<void>
  readonly cards: CardBook
  readonly drafts: Drafts
  readonly readState: () => ReadState
  readonly saveReadState: (state: ReadState) => Promise<void>
  readonly level: () => RoomLevel
  readonly saveLevel: (level: RoomLevel) => Promise<void>
  /** Own words that count as mentions of us in this room alone. */
  readonly words: () => readonly string[]
  readonly saveWords: (words: readonly string[]) => Promise<void>
}

/** A message that is in no log yet. */
export interface Draft {
  /** The send id of its face, or one made here. */
  readonly id: EntryId
  readonly createdMs: number
  readonly entry: SaidEntry
}

/** What is kept as a draft when it cannot be written yet. */
export type SaidEntry = TextEntry | EditEntry

export interface Drafts {
  readonly list: () => readonly Draft[]
  readonly save: (drafts: readonly Draft[]) => Promise<void>
}
