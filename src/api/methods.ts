/**
 * The methods and events between engine and faces. JSON-RPC 2.0, one object a line. This is the whole surface:
 * what is not here a face cannot do. Rooms are named by their handle; faces resolve what people type (find-room).
 */
import type { DoctorFinding } from './doctor-finding.js'
import type { LeftRoomView } from './left-room-view.js'
import type { LinkView } from './link-view.js'
import type {
  DraftView,
  EngineView,
  MemberView,
  MessageInfoView,
  MeView,
  NetView,
  PageView,
  RoomHandle,
  RoomLevel,
  RoomView,
  SearchView,
  Seek,
} from './views.js'

/** Version of the contract: an engine and a face of different versions refuse each other. */
export const apiVersion = 4

/** A part of a text that names `author` by key: UTF-16 offsets into the text, `end` not included. */
export interface MentionParam {
  readonly author: string
  readonly start: number
  readonly end: number
}

/** Every method: its parameters and its result. */
export interface Methods {
  /** First call on every connection. `face` names who asks ("tui", "send", …). `stay`: the engine lives at least while this connection does. */
  'engine.hello': { params: { api: number; face: string }; result: EngineView }
  /** Ends the engine after everything is on disk. */
  'engine.stop': { params: Record<string, never>; result: { pid: number } }
  /** An engine started by a one-shot command waits this long (ms) for another member to fetch what was written. */
  'engine.linger': { params: { lingerMs: number }; result: null }
  'engine.doctor': { params: Record<string, never>; result: readonly DoctorFinding[] }
  /** Deletes the index and builds it again from the logs. */
  'engine.rebuildIndex': { params: Record<string, never>; result: { records: number } }

  /** Without `nick`: who am I. With it: sets the nick in every room, now and later. */
  'me.nick': { params: { nick?: string }; result: MeView }

  /** Our own words that count as mentions of us, besides the nick. With `words`: replaces them. */
  'me.words': { params: { words?: readonly string[] }; result: { words: readonly string[] } }

  'rooms.list': { params: Record<string, never>; result: readonly RoomView[] }
  /** The rooms that were left, by their numbers. */
  'rooms.left': { params: Record<string, never>; result: readonly LeftRoomView[] }
  'room.create': { params: { name: string }; result: RoomView }
  /** What joining by this would mean, also of a text that is being typed. Refuses as room.join does; changes nothing. */
  'link.read': { params: { link: string }; result: LinkView }
  /** Joins by key or link, or again by the number of a room that was left; returns at once, usually in state `waiting`. Joining twice is not an error. */
  'room.join': { params: { link: string }; result: RoomView }
  /** Ends finding and syncing the room here; what is stored stays. Refused while messages exist only here, unless `now`. The room as it was. */
  'room.leave': { params: { handle: RoomHandle; now: boolean }; result: RoomView }
  /** The link that grants `kind`: `w` read, write and invite; `r` read only. */
  'room.link': { params: { handle: RoomHandle; kind: 'w' | 'r' }; result: { link: string } }
  /**
   * Returns when the message is on disk: in the log (`stored`), or kept as a draft. `reply`: the id of the message it answers.
   * `sendId`: 64 random hex digits that the face made for this message. The same one again never writes it twice, also
   * when the engine died in between: the answer is then that of the first time.
   */
  'room.send': {
    params: {
      handle: RoomHandle
      text: string
      format?: 0 | 1
      reply?: string
      mentions?: readonly MentionParam[]
      sendId?: string
    }
    result: { id: string; state: 'stored' | 'draft' }
  }
  /** Gives a message of our own another text. `sendId` as in room.send. */
  'room.edit': {
    params: {
      handle: RoomHandle
      id: string
      text: string
      mentions?: readonly MentionParam[]
      sendId?: string
    }
    result: { id: string; state: 'stored' | 'draft' }
  }
  /** What became of what was sent with this `sendId`; null when nothing of it is on disk. */
  'room.sent': {
    params: { handle: RoomHandle; sendId: string }
    result: { id: string; state: 'stored' | 'draft' } | null
  }
  /** Removes a message for good: our own, or any as the creator of the room. Others' disks are not erased. */
  'room.redact': { params: { handle: RoomHandle; id: string; reason?: string }; result: { id: string } }
  /** Adds our reaction to a message, or takes it back. */
  'room.react': {
    params: { handle: RoomHandle; id: string; emoji: string; on: boolean }
    result: { id: string }
  }
  /** Changes the room's name (creator only). */
  'room.rename': { params: { handle: RoomHandle; name: string }; result: { id: string } }
  /** Up to `before` lines before the anchor, the anchor itself, up to `after` after it. No anchor: the newest `before` lines. */
  'room.page': {
    params: { handle: RoomHandle; anchor?: string; before: number; after: number }
    result: PageView
  }
  'room.drafts': { params: { handle: RoomHandle }; result: readonly DraftView[] }
  'room.members': { params: { handle: RoomHandle }; result: readonly MemberView[] }
  /** One message, and who holds it. */
  'room.message': { params: { handle: RoomHandle; id: string }; result: MessageInfoView }
  /** Reads everything applied so far, except late arrivals that were not seen yet. */
  'room.markRead': { params: { handle: RoomHandle }; result: null }
  /** These late arrivals were painted, or dismissed: they are read. */
  'room.markSeen': { params: { handle: RoomHandle; ids: readonly string[] }; result: null }
  /** This message and everything after it is unread again. */
  'room.markUnread': { params: { handle: RoomHandle; id: string }; result: null }
  /** Reads everything in every room, late arrivals too. */
  'rooms.markRead': { params: Record<string, never>; result: null }
  /** The first message; the first unread one that is not late; the next late arrival after `from`; the mention before or after `from`. */
  'room.seek': {
    params: { handle: RoomHandle; target: Seek; from?: string }
    result: { id: string | null }
  }
  /** What is told of the room from now on. */
  'room.level': { params: { handle: RoomHandle; level: RoomLevel }; result: null }
  /** Words that count as mentions of us in this room alone. With `words`: replaces them. */
  'room.words': {
    params: { handle: RoomHandle; words?: readonly string[] }
    result: { words: readonly string[] }
  }
  /** Canonical hash of the merged timeline and member list: 64 hex digits. */
  'room.hash': {
    params: { handle: RoomHandle }
    result: { hash: string; records: number; members: number; held: number }
  }
  /** Full-text search, newest first. All rooms without a handle. */
  'room.search': { params: { handle?: RoomHandle; query: string; limit: number }; result: SearchView }

  'net.status': { params: Record<string, never>; result: NetView }
  /** Looks for peers again now. */
  'net.refresh': { params: Record<string, never>; result: null }
}

/** Every event: it says that something changed, never what. */
export interface Events {
  /** A room changed (its handle and version), or with null the list of rooms, the network or our own nick. */
  changed: { readonly handle: RoomHandle | null; readonly version: number }
  /** The engine is about to end. */
  ending: Record<string, never>
}

export type MethodName = keyof Methods
export type EventName = keyof Events
export type Params<M extends MethodName> = Methods[M]['params']
export type Result<M extends MethodName> = Methods[M]['result']
