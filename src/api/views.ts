/**
 * What faces may know: plain JSON values. Text in them is raw, as its author wrote it: a face sanitises every string
 * that comes from a person before it reaches a terminal (I8). Ids are lower-case hex, times are milliseconds since 1970.
 */
import type { UnservedView } from './unserved-view.js'

/** Local name of a room on this profile: stable from the first moment, also while the genesis is missing. */
export type RoomHandle = string

export interface MeView {
  /** Identity key, 64 hex digits. */
  readonly author: string
  /** First characters of the identity key in z-base-32: the short form for people. */
  readonly tag: string
  /** Device key, 64 hex digits. */
  readonly device: string
  /** null until the user chose one. */
  readonly nick: string | null
}

/** How the engine may reach others: `public` DHT, the user's own (`private`), this machine only (`local`), not at all. */
export type NetworkMode = 'public' | 'private' | 'local' | 'offline'

export interface EngineView {
  /** hocket's version. */
  readonly version: string
  /** Version of this contract. */
  readonly api: number
  readonly pid: number
  readonly profileDir: string
  readonly network: NetworkMode
  readonly startedMs: number
  readonly me: MeView
  /** How the secrets of the profile are kept: `key-file` = no passphrase. */
  readonly vault: 'key-file'
}

export interface SyncView {
  /** Blocks of this room known to exist somewhere. */
  readonly knownBlocks: number
  /** Of those, blocks that are not here yet. */
  readonly missingBlocks: number
}

export interface RoomView {
  /** What waits for a peer that has it; nothing while it is not known what everybody who is connected holds. */
  readonly unserved: readonly UnservedView[]
  /** 1-based, stable while the profile lives. */
  readonly number: number
  readonly handle: RoomHandle
  /** RoomId, or null until the genesis has arrived. */
  readonly room: string | null
  /** The verified name, or null until it is known. */
  readonly name: string | null
  /** `waiting`: for a first member who hands over the genesis; what is typed is kept as drafts. */
  readonly state: 'waiting' | 'ready'
  readonly access: 'write' | 'read'
  /** Grows with every change of anything shown of the room. */
  readonly version: number
  /** Texts of others that were not read yet. */
  readonly unread: number
  /** Of the unread texts: those that mention us. Of very many, only the newest of each log are looked at. */
  readonly mentions: number
  /** Of the unread texts: late arrivals, merged above something that was read. */
  readonly late: number
  /** What is told of this room (activity, notifications). */
  readonly level: RoomLevel
  readonly messages: number
  readonly members: number
  /** Verified members connected now, without ourselves. */
  readonly online: number
  /** Connected peers that proved the room key. */
  readonly peers: number
  /** Own messages in no log yet. */
  readonly drafts: number
  /** Own messages that no other member is known to hold. */
  readonly onlyHere: number
  /** The same for own records of every kind: what an engine waits for before it ends. */
  readonly unheld: number
  /** Records from the future, stored but not shown yet. */
  readonly held: number
  readonly sync: SyncView
  /** Why something of this room is not as it should be, for people; null when all is well. */
  readonly notice: string | null
}

/** What a room may tell of itself: every message, those that mention us, nothing. */
export type RoomLevel = 'all' | 'mentions' | 'none'

/** `created` is the join with which the creator of the room began it. */
export type MessageType = 'text' | 'created' | 'join' | 'profile' | 'name' | 'unknown'

/** A part of a text that names somebody by key: UTF-16 offsets, `end` not included. */
export interface MentionView {
  readonly author: string
  /** The nick that this identity has now; its tag when it never chose one, or is not here. */
  readonly nick: string
  readonly start: number
  readonly end: number
}

/** The message that another one answers. `author`, `nick` and `text` are null when it is not here; `text` is empty when it was removed. */
export interface ReplyView {
  readonly id: string
  readonly author: string | null
  readonly nick: string | null
  readonly text: string | null
}

export interface ReactionView {
  readonly emoji: string
  readonly count: number
  readonly mine: boolean
}

/** One line of a timeline. */
export interface MessageView {
  readonly id: string
  readonly room: string
  /** Identity key. */
  readonly author: string
  /** The nick this identity has now; its tag when it never chose one. */
  readonly nick: string
  readonly tag: string
  readonly device: string
  readonly log: string
  readonly seq: number
  /** u64 as 16 hex digits. */
  readonly hlc: string
  readonly timeMs: number
  /** When it arrived here. */
  readonly arrivedMs: number
  readonly type: MessageType
  /** Text of the message as it was last edited, empty when it was removed; the new nick or room name for `profile` and `name`; empty for the others. */
  readonly text: string
  /** For `profile`: the nick before; null for a first one, and for other types. */
  readonly former: string | null
  /** 0 plain, 1 action ("/me"), 2 notice. */
  readonly format: 0 | 1 | 2
  readonly mine: boolean
  /** Not marked read yet (never true for our own). */
  readonly unread: boolean
  /** Names us: our key, or else our nick or one of our own words, as a whole word. Never for our own. */
  readonly mention: boolean
  /** Unread, and merged above something that was read: written while its author (or we) were apart. */
  readonly late: boolean
  /** For our own: `stored` on this machine only, or `held` by another member too; null for those of others. */
  readonly delivery: 'stored' | 'held' | null
  /** Parts of `text` that name somebody by key, ascending. */
  readonly mentions: readonly MentionView[]
  /** What it answers, null when it answers nothing. */
  readonly reply: ReplyView | null
  /** `text` is not the first version. */
  readonly edited: boolean
  /** Who removed it and why (the reason may be empty); null when it was not removed. */
  readonly removed: { readonly author: string; readonly nick: string; readonly reason: string } | null
  /** In the order in which they were first given. */
  readonly reactions: readonly ReactionView[]
}

/** One message with what only `/info` asks for. */
export interface MessageInfoView extends MessageView {
  /** Members connected now that hold it. */
  readonly holders: readonly { readonly author: string; readonly nick: string }[]
  /** By how much it was dated ahead of our clock when it arrived, 0 when it was not. */
  readonly clockAheadMs: number
}

/** Where `room.seek` goes. */
export type Seek = 'start' | 'unread' | 'late' | 'mention-before' | 'mention-after'

/** A message that is in no log yet: the room waits for its first member, or the own log is catching up. */
export interface DraftView {
  readonly id: string
  /** The message whose text this replaces; null for a new message. */
  readonly edits: string | null
  readonly text: string
  readonly createdMs: number
}

export interface PageView {
  readonly version: number
  /** Ascending. */
  readonly messages: readonly MessageView[]
  /** Nothing stored lies before the first, or after the last. */
  readonly atStart: boolean
  readonly atEnd: boolean
}

export interface MemberView {
  readonly author: string
  readonly nick: string | null
  readonly tag: string
  readonly role: 'creator' | 'member'
  readonly me: boolean
  readonly online: boolean
  /** Number of logs (devices, restarts from backup) of this identity. */
  readonly logs: number
  readonly messages: number
  /** Time of the newest record, 0 when there is none. */
  readonly lastMs: number
  /** Time of the first record here, by the clock of who wrote it. */
  readonly sinceMs: number
}

export interface SearchHitView extends MessageView {
  readonly handle: RoomHandle
  readonly roomName: string | null
}

export interface SearchView {
  readonly hits: readonly SearchHitView[]
  /** Rooms searched whose history is not complete here. */
  readonly incompleteRooms: number
}

export interface PeerView {
  /** Identity key, null while not proven or a reader without one. */
  readonly author: string | null
  /** The nick, or the tag of the key of who never chose one. */
  readonly nick: string | null
  /** 1 may replicate, 2 may read, 3 may write: what the peer has proven. */
  readonly level: 1 | 2 | 3
  /** `host:port` when known. */
  readonly address: string | null
  readonly sinceMs: number
  /** Blocks the peer has that we do not. */
  readonly ahead: number
  /** Blocks we have that the peer does not. */
  readonly behind: number
}

/** Why nobody of a room is connected. What each means for people is the face's to say. */
export type NetReason =
  /** The engine runs without a network. */
  | 'offline'
  /** The distributed hash table does not answer. */
  | 'no-dht'
  /** Nobody can find us yet: the announcement was not taken. */
  | 'not-announced'
  /** Nobody else is to be found under the room's topic. */
  | 'nobody-found'
  /** Somebody was found, and no connection came about. */
  | 'not-reached'
  /** Somebody was connected, and did not hold the keys of the room. */
  | 'wrong-room'
  /** Somebody was connected, and does not speak this version of the protocol. */
  | 'old-version'
  /** Connections were refused or ended for other reasons: see `refused`. */
  | 'refused'
  /** Our own clock seems wrong. */
  | 'clock'

/** How much of what one author wrote is here, in blocks. */
export interface NetWriterView {
  readonly author: string
  readonly nick: string
  readonly have: number
  readonly known: number
  /** Of what is missing: what nobody who is connected holds. */
  readonly unserved: number
}

export interface NetRoomView {
  readonly handle: RoomHandle
  readonly room: string | null
  readonly name: string | null
  readonly announced: boolean
  readonly peers: readonly PeerView[]
  readonly logs: number
  readonly sync: SyncView
  readonly held: number
  /** Last time any member of the room was connected; null for never. */
  readonly lastContactMs: number | null
  /** Why nobody is here, most likely first; empty while somebody is. */
  readonly why: readonly NetReason[]
  /** Peers found under the room's topic, now known to the network. */
  readonly found: number
  /** The lag per author, those of whom most is missing first. */
  readonly writers: readonly NetWriterView[]
  /** By how much our clock seems slow against the others of the room, below 0 when it seems fast, 0 when it seems right. */
  readonly clockLeadMs: number
}

export interface NetView {
  readonly mode: NetworkMode
  readonly bootstrap: readonly string[]
  /** null while no socket is open. */
  readonly listening: string | null
  /** True once the DHT answered, false when it did not, null while unknown. */
  readonly dhtReachable: boolean | null
  readonly connections: number
  /** Streams that have not proven a room yet. */
  readonly unproven: number
  /** Reasons for which peers were refused or dropped, with counts. */
  readonly refused: Readonly<Record<string, number>>
  readonly rooms: readonly NetRoomView[]
}
