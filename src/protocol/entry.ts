/**
 * The types of what people say (PROTOCOL.md §6), decoded. Values are readonly and replaced, never edited.
 * A type of entry that this version does not know is `Unknown`: kept, forwarded, without effect.
 */
import type { DeviceId, EntryId, LogKey, MemberId } from './ids.js'

export const entryTypes = {
  join: 0,
  text: 1,
  edit: 2,
  redact: 3,
  react: 4,
  profile: 5,
  file: 6,
  roomState: 7,
  hide: 21,
  equiv: 23,
} as const

export interface Mention {
  readonly identity: MemberId
  /** Byte range of the text that names the identity. */
  readonly startByte: number
  readonly lengthBytes: number
}

/** 0 plain, 1 action ("/me"), 2 notice. */
export type TextFormat = 0 | 1 | 2

export interface JoinEntry {
  readonly kind: 'join'
  /** The encoded LogCard (345 bytes in open rooms). */
  readonly card: Uint8Array
  readonly supersedes?: { readonly log: LogKey; readonly lastSeq: number }
}
export interface TextEntry {
  readonly kind: 'text'
  readonly format: TextFormat
  /** 1–16,384 bytes of UTF-8. */
  readonly text: string
  readonly reply?: EntryId
  readonly thread?: EntryId
  readonly mentions?: readonly Mention[]
}
export interface EditEntry {
  readonly kind: 'edit'
  readonly target: EntryId
  readonly format: TextFormat
  readonly text: string
  readonly mentions?: readonly Mention[]
}
export interface RedactEntry {
  readonly kind: 'redact'
  readonly target: EntryId
  readonly reason: string
}
export interface ReactEntry {
  readonly kind: 'react'
  readonly target: EntryId
  readonly op: 'add' | 'remove'
  readonly emoji: string
}
export interface ProfileEntry {
  readonly kind: 'profile'
  readonly nick: string
  /** 0 = derived from the identity key, 1–255 = palette. */
  readonly colour: number
  readonly status?: string
}
export interface FileEntry {
  readonly kind: 'file'
  readonly blobPk: Uint8Array
  readonly fileKey: Uint8Array
  readonly sizeBytes: number
  readonly listHash: Uint8Array
  readonly mediaType: string
  readonly name: string
  readonly caption?: string
  readonly reply?: EntryId
}
export interface RoomStateEntry {
  readonly kind: 'roomState'
  readonly key: 'name' | 'topic'
  readonly value: string
}
export interface HideEntry {
  readonly kind: 'hide'
  readonly what: 'record' | 'identity'
  readonly op: 'hide' | 'show'
  /** An EntryId or a MemberId, by `what`. */
  readonly target: string
  readonly reason: string
}
export interface EquivEntry {
  readonly kind: 'equiv'
  readonly log: LogKey
  readonly seq: number
  /** Two halves of 128 bytes: epochId 8 ‖ nonce 24 ‖ envHash 32 ‖ sig 64, ids ascending. */
  readonly halves: readonly [Uint8Array, Uint8Array]
}
export interface UnknownEntry {
  readonly kind: 'unknown'
  /** True when a reserved bit or flag, not the type, is what this version does not know. */
  readonly reserved: boolean
}

export type Entry =
  | JoinEntry
  | TextEntry
  | EditEntry
  | RedactEntry
  | ReactEntry
  | ProfileEntry
  | FileEntry
  | RoomStateEntry
  | HideEntry
  | EquivEntry
  | UnknownEntry

/** A record that passed V1–V4: who said what, where in which log, at which hybrid time. */
export interface VerifiedRecord {
  readonly id: EntryId
  readonly log: LogKey
  readonly seq: number
  readonly author: MemberId
  readonly device: DeviceId
  /** u64: milliseconds · 2^16 + counter. */
  readonly hlc: bigint
  /** The envelope's type byte. */
  readonly type: number
  readonly entry: Entry
}
