/** Answers about the content of rooms, straight from the index. */
import type { MemberView, PageView, SearchView } from '../api/views.js'
import { type EntryId, parseId } from '../protocol/ids.js'
import type { ReadyRoom, Room } from '../room/room.js'
import type { Hub } from '../sync/hub.js'
import { messageViewer } from './message-view.js'
import type { BookedRoom } from './room-book.js'
import { scopeOf } from './room-view.js'
import { tagOf } from './tag-of.js'

const emptyPage = { messages: [], atStart: true, atEnd: true }

export function readPage(
  room: Room,
  range: { readonly anchor?: string; readonly before: number; readonly after: number },
): PageView {
  const { state, version } = room
  if (state === undefined) return { version, ...emptyPage }
  const anchor = range.anchor === undefined ? undefined : parseId<EntryId>(range.anchor)
  const page = room.context.index.page(state.facts.roomId, {
    ...scopeOf(state, room),
    anchor,
    before: range.before,
    after: range.after,
  })
  const { rows, atStart, atEnd } = page
  return { version, messages: rows.map(messageViewer(room, state)), atStart, atEnd }
}

export function listMembers(room: Room, hub: Hub): readonly MemberView[] {
  const { state } = room
  if (state === undefined) return []
  const me = room.context.device.identity
  const online = new Set(hub.peersOf(room).map(({ session }) => session.identity?.identity))
  const { index } = room.context
  const since = index.sinceMs(state.facts.roomId)
  return index.members(state.facts.roomId, scopeOf(state, room)).map((member) => ({
    author: member.author,
    nick: member.nick,
    tag: tagOf(member.author),
    role: member.author === state.facts.scope.creator ? 'creator' : 'member',
    me: member.author === me,
    online: member.author === me || online.has(member.author),
    logs: member.logs.length,
    messages: member.messages,
    lastMs: member.lastMs,
    sinceMs: since.get(member.author) ?? member.lastMs,
  }))
}

export function hashRoom(
  room: Room,
  state: ReadyRoom,
): { hash: string; records: number; members: number; held: number } {
  const { index } = room.context
  const scope = scopeOf(state, room)
  return {
    ...index.hash(state.facts.roomId, scope),
    held: index.counts(state.facts.roomId, scope.maxHlc).held,
  }
}

export function searchRooms(
  rooms: readonly BookedRoom[],
  { query, limit }: { readonly query: string; readonly limit: number },
): SearchView {
  const ready = rooms.flatMap((booked) =>
    booked.room.state === undefined ? [] : [{ ...booked, state: booked.room.state }],
  )
  const [first] = ready
  if (first === undefined) return { hits: [], incompleteRooms: rooms.length }
  const { index } = first.room.context
  const searched = ready.map(({ room, state }) => ({ ...scopeOf(state, room), room: state.facts.roomId }))
  const found = index.search({ rooms: searched, query, limit })
  const byId = new Map(
    ready.map(({ handle, room, state }) => [
      state.facts.roomId,
      {
        handle,
        roomName: index.roomName(state.facts.roomId, scopeOf(state, room)),
        view: messageViewer(room, state),
      },
    ]),
  )
  const hits = found.flatMap((row) => {
    const place = byId.get(row.room)
    return place === undefined ? [] : [{ ...place.view(row), handle: place.handle, roomName: place.roomName }]
  })
  const incomplete = ready.filter(({ state }) => state.logs.roster.sync().missingBlocks > 0).length
  return { hits, incompleteRooms: incomplete + rooms.length - ready.length }
}
