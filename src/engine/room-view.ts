/** What faces see of one room: numbers and names, from the room's state, the index and the connections. */
import type { RoomView, SyncView } from '../api/views.js'
import type { ReadyRoom, Room } from '../room/room.js'
import type { RosterLog } from '../room/roster.js'
import type { Hub } from '../sync/hub.js'
import type { Scope } from '../timeline/row.js'
import { formatSpan } from '../words/span-words.js'
import { countUnreadMentions } from './mentions.js'
import type { BookedRoom } from './room-book.js'
import { viewUnserved } from './unserved.js'

/** What the questions to the index depend on, now. */
export function scopeOf({ facts }: ReadyRoom, room: Room): Scope {
  return { ...facts.scope, maxHlc: room.maxHlc() }
}

export function viewRoom(booked: BookedRoom, hub: Hub): RoomView {
  const { number, handle, room } = booked
  const peers = hub.peersOf(room)
  const identities = new Set(
    peers.map(({ session }) => session.identity?.identity).filter((id) => id !== undefined),
  )
  identities.delete(room.context.device.identity)
  const basics = roomBasics(room)
  return {
    number,
    handle,
    access: room.memory.secrets().access === 'w' ? 'write' : 'read',
    version: room.version,
    online: identities.size,
    peers: peers.length,
    drafts: room.outgoing.drafts.length,
    level: room.memory.level(),
    unserved: viewUnserved(booked, hub),
    ...basics,
    ...(room.state === undefined ? waiting : ready(room, room.state, basics)),
  }
}

type Basics = Pick<RoomView, 'room' | 'name' | 'messages' | 'held' | 'sync'>
type StateFields = Omit<
  RoomView,
  | keyof Basics
  | 'number'
  | 'handle'
  | 'access'
  | 'version'
  | 'online'
  | 'peers'
  | 'drafts'
  | 'level'
  | 'unserved'
>

const nothing: SyncView = { knownBlocks: 0, missingBlocks: 0 }

const waiting: StateFields = {
  state: 'waiting',
  unread: 0,
  mentions: 0,
  late: 0,
  members: 0,
  onlyHere: 0,
  unheld: 0,
  notice: 'Waiting for a first member: the name and the history come with whoever is online.',
}

/** What costs little to say of a room, however much is unread in it. */
export function roomBasics(room: Room): Basics {
  const { state } = room
  if (state === undefined) {
    return { room: room.memory.secrets().roomId ?? null, name: null, messages: 0, held: 0, sync: nothing }
  }
  const { index } = room.context
  const { roomId } = state.facts
  const scope = scopeOf(state, room)
  const { messages, held } = index.counts(roomId, scope.maxHlc)
  return {
    room: roomId,
    name: index.roomName(roomId, scope),
    messages,
    held,
    sync: state.logs.roster.sync(),
  }
}

function ready(room: Room, state: ReadyRoom, { held }: Basics): StateFields {
  const { index } = room.context
  const { roomId } = state.facts
  const unread = index.unread(roomId, room.reading.request)
  const own = ownRecords(room, state)
  return {
    state: 'ready',
    unread: unread.texts,
    mentions: unread.texts === 0 ? 0 : countUnreadMentions(room, state, unread),
    late: unread.late,
    members: index.members(roomId, scopeOf(state, room)).length,
    onlyHere: own.texts,
    unheld: own.records,
    notice: noticeOf(state, { held, leadMs: room.clockLeadMs() }),
  }
}

/** Our own records that no other member is known to hold. */
function ownRecords(room: Room, state: ReadyRoom): { readonly records: number; readonly texts: number } {
  let [records, texts] = [0, 0]
  for (const log of state.logs.roster.all()) {
    if (log.device !== room.context.device.device || log.state.nextSeq <= log.heldLength) continue
    records += log.state.nextSeq - log.heldLength
    texts += unheldTexts(room, state, log)
  }
  return { records, texts }
}

/** Entries of the roster are replaced when anything about them changes, so a count belongs to its entry for ever. */
const counted = new WeakMap<RosterLog, number>()

function unheldTexts(room: Room, state: ReadyRoom, entry: RosterLog): number {
  const known = counted.get(entry)
  if (known !== undefined) return known
  const range = { log: entry.log, fromSeq: entry.heldLength, toSeq: entry.state.nextSeq }
  const texts = room.context.index
    .recordsOf(state.facts.roomId, range)
    .filter(({ type }) => type === 'text').length
  counted.set(entry, texts)
  return texts
}

function noticeOf(state: ReadyRoom, { held, leadMs }: { held: number; leadMs: number }): string | null {
  if (leadMs > 0) {
    return `The clock of this computer seems to be slow by ${formatSpan(leadMs)}: set it right.`
  }
  if (state.writer?.onHold === true) {
    return 'This device stopped uncleanly: what you write is kept as drafts until another member has answered.'
  }
  if (held > 0)
    return `${many(held, 'message')} dated in the future: somebody's clock is ahead. Shown when due.`
  const ended = state.logs.roster.all().filter(({ state: chain }) => chain.ended !== undefined).length
  if (ended > 0)
    return `${many(ended, 'log')} with records that break the rules; those records are not shown.`
  const forked = state.logs.roster.all().filter((log) => log.forked).length
  if (forked > 0) {
    return `${many(forked, 'log')} with two histories: a device was copied, or its owner cheats. What you stored stays; nothing more is fetched from who holds the other history.`
  }
  const locked = state.logs.roster.all().filter(({ state: chain }) => chain.firstLocked !== undefined).length
  return locked > 0 ? `${many(locked, 'log')} with records that need a newer version of hocket.` : null
}

function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
