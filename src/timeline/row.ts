/**
 * The rows of a room: what is kept of every record, and what a question about the room adds to it. Pure.
 * A row never says whether it takes effect: effects are decided when a question is asked, from the set of rows, so
 * that they cannot depend on the order in which the rows came (I1).
 */
import type { Mention, TextFormat } from '../protocol/entry.js'
import type { DeviceId, EntryId, LogKey, MemberId } from '../protocol/ids.js'

/**
 * What a row can be, each with its number for hashes and tables: that of the entry, 255 for none; never reused.
 * `edit`, `redact` and `react` are no lines of a timeline: what they say is shown with the message that they name.
 * `unknown`: a type, or a use of a type, that changes nothing in this version.
 */
export const rowTypes = {
  join: 0,
  text: 1,
  edit: 2,
  redact: 3,
  react: 4,
  profile: 5,
  name: 7,
  unknown: 255,
} as const

export type RowType = keyof typeof rowTypes

/** What is kept of one record. */
export interface StoredRow {
  readonly id: EntryId
  readonly log: LogKey
  readonly seq: number
  readonly author: MemberId
  readonly device: DeviceId
  /** u64: milliseconds · 2^16 + counter. */
  readonly hlc: bigint
  readonly type: RowType
  /**
   * Text of the message or edit; reason of a `redact`; emoji of a `react`; the nick or room name for `profile` and `name`;
   * empty for `join` and `unknown`.
   */
  readonly text: string
  /** For a `react`: 1 added, 0 removed. */
  readonly format: TextFormat
  /** The message that a `text` answers, or that an `edit`, `redact` or `react` is about. Nothing says that it exists. */
  readonly target: EntryId | null
  /** Parts of the text that name somebody; never for other types than `text` and `edit`. */
  readonly mentions: readonly Mention[]
}

export interface Reaction {
  readonly emoji: string
  /** Ascending. */
  readonly authors: readonly MemberId[]
}

/** What the records about a message make of it. */
export interface Effects {
  /** The newest version; empty when the message was removed, and for rows that are no lines. */
  readonly text: string
  readonly format: TextFormat
  readonly mentions: readonly Mention[]
  /** The record that holds the newest version, when it is not the first. */
  readonly edited: EntryId | null
  readonly removed: { readonly author: MemberId; readonly reason: string } | null
  /** In the order in which they were first given. */
  readonly reactions: readonly Reaction[]
}

/** A row as the room shows it now. */
export interface PlacedRow extends StoredRow, Effects {
  /** False for what takes no place in the timeline: edits, removals, reactions, a first nick, a nick said again, a name that its author may not give. */
  readonly shown: boolean
  /** The nick that the author has now, null without one. */
  readonly nick: string | null
}

/** What the answer to a question about a room depends on, besides its records. */
export interface Scope {
  /** Identity in the genesis. */
  readonly creator: MemberId
  readonly genesisName: string
  /** The role that may name the room (policy). */
  readonly nameRole: number
  /** The highest hybrid time that is not held: `heldLimit(now)`. */
  readonly maxHlc: bigint
}
