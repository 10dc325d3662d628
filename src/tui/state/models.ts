/**
 * What the screen shows, ready to be drawn: every string that a person wrote is SafeText here, made once by view-model.
 * Nothing below this point of the screen sees a raw string of anybody else.
 */
import type { LinkedRoomView, LinkView } from '../../api/link-view.js'
import type { NetworkMode, RoomHandle, RoomView } from '../../api/views.js'
import type { SafeText } from '../../text/sanitize.js'
import type { NetReport } from '../../words/net-report.js'
import type { Role } from '../style/theme.js'

export interface MeModel {
  readonly author: string
  readonly tag: SafeText
  /** null until the user chose one. */
  readonly nick: SafeText | null
}

export interface NetModel {
  readonly mode: NetworkMode
  readonly dhtReachable: boolean | null
  /** The whole state of the network, in words. */
  readonly report: NetReport
  /** How many peers were found of each room. */
  readonly found: ReadonlyMap<RoomHandle, number>
}

/** A room of the list; its texts are safe, the rest is as the engine gave it. */
export interface RoomModel extends Omit<RoomView, 'name' | 'notice' | 'room' | 'unserved'> {
  /** What waits for a peer that has it, as a sentence; null when nothing does. */
  readonly waiting: SafeText | null
  /** "#garden", or "room 3" while the name is unknown. */
  readonly name: SafeText
  /** The same, with the beginning of the key when another room has this name too. */
  readonly label: SafeText
  readonly notice: SafeText | null
  /** The beginning of its id, null until the room is known. */
  readonly key: SafeText | null
}

/** The room that a link leads to, when it is one of ours. */
export interface LinkedRoomModel extends Omit<LinkedRoomView, 'name'> {
  /** "#garden", or "room 3" while the name is unknown. */
  readonly label: SafeText
}

/** What is known of the text in the dialog that joins. */
export type LinkModel =
  | Extract<LinkView, { state: 'begun' }>
  | { readonly state: 'refused'; readonly problem: SafeText }
  | {
      readonly state: 'whole'
      /** null: it is the number of a room. */
      readonly kind: 'w' | 'r' | null
      readonly room: LinkedRoomModel | null
    }

export interface PersonModel {
  readonly author: string
  /** The nick as chosen. */
  readonly name: SafeText
  /** The nick as shown: with the beginning of the tag when somebody else has the same one. */
  readonly nick: SafeText
  /** Own colour for us, otherwise from the identity key. */
  readonly role: Role
  /** Somebody else has the same nick, or one that looks like it; never said of ourselves. */
  readonly likeness: 'same' | 'alike' | null
}

export interface MemberModel extends PersonModel {
  readonly tag: SafeText
  readonly creator: boolean
  readonly me: boolean
  readonly online: boolean
  readonly lastMs: number
  readonly sinceMs: number
  readonly logs: number
  readonly messages: number
}

/** Part of a text that names somebody by their key: UTF-16 offsets in the safe text. */
export interface MentionModel {
  readonly start: number
  readonly end: number
  readonly role: Role
}

export interface ReactionModel {
  readonly emoji: SafeText
  readonly count: number
  readonly mine: boolean
}

/** One record of a timeline. `system` texts are whole sentences; joins and unknown ones are folded by the timeline. */
export interface MessageModel {
  readonly id: string
  readonly kind: 'text' | 'action' | 'notice' | 'join' | 'system' | 'unknown'
  readonly timeMs: number
  readonly person: PersonModel
  readonly text: SafeText
  readonly mine: boolean
  readonly unread: boolean
  /** Names us. */
  readonly mention: boolean
  /** Unread, and merged above something that was read. */
  readonly late: boolean
  /** When it came against when it was written: long after, or before by the author's own clock. */
  readonly arrival: 'at once' | 'usual' | 'long after' | 'before'
  /** Whom the nick that was chosen here can be taken for; null when for nobody. */
  readonly warning: SafeText | null
  readonly mentions: readonly MentionModel[]
  /** What it answers, as one line; null when it answers nothing. */
  readonly reply: SafeText | null
  readonly edited: boolean
  /** The sentence that stands instead of a text that was taken back. */
  readonly removed: SafeText | null
  readonly reactions: readonly ReactionModel[]
  readonly delivery: 'waiting' | 'stored' | 'held' | null
}

export interface HitModel {
  readonly id: string
  readonly handle: RoomHandle
  readonly timeMs: number
  readonly person: PersonModel
  readonly room: SafeText
  readonly text: SafeText
}
