/** One function per method of the contract. Parameters were checked for form by rpc/; what they mean is checked here. */
import { apiVersion, type MethodName, type Params, type Result } from '../api/methods.js'
import type { DraftView, EngineView, MeView } from '../api/views.js'
import { HocketError } from '../errors.js'
import { formatLink } from '../protocol/links.js'
import type { Room } from '../room/room.js'
import type { Draft } from '../room/room-context.js'
import { checkRoomName } from './check-text.js'
import { examine } from './doctor.js'
import { leaveRoom } from './leave-room.js'
import { viewLeft } from './left-rooms.js'
import { viewNet } from './net-view.js'
import type { HandlerParts } from './parts.js'
import { readLink } from './read-link.js'
import { type ReadingHandlers, readingHandlers } from './reading-handlers.js'
import { readyRoom } from './ready-room.js'
import { hashRoom, listMembers, readPage, searchRooms } from './room-answers.js'
import { viewRoom } from './room-view.js'
import { editText, react, redact, sendText } from './said.js'
import { tagOf } from './tag-of.js'
import { packageVersion } from './version.js'

export type Handlers = { readonly [M in MethodName]: (params: Params<M>) => Promise<Result<M>> | Result<M> }

export function makeHandlers(parts: HandlerParts): Handlers {
  return {
    ...engineHandlers(parts),
    ...roomHandlers(parts),
    ...writeHandlers(parts),
    ...readingHandlers(parts),
  }
}

function engineHandlers(
  parts: HandlerParts,
): Pick<Handlers, (`engine.${string}` & MethodName) | (`net.${string}` & MethodName)> {
  const { hub, network, book, index, stop } = parts
  return {
    'engine.hello': () => viewEngine(parts),
    'engine.stop': () => {
      stop()
      return { pid: parts.pid ?? 0 }
    },
    'engine.linger': () => null,
    'engine.doctor': () => examine(parts),
    'engine.rebuildIndex': async () => {
      for (const { room } of book.all()) await room.state?.logs.rebuild()
      const counts = book
        .all()
        .map(({ room }) => (room.state === undefined ? 0 : hashRoom(room, room.state).records))
      void index
      return { records: counts.reduce((sum, count) => sum + count, 0) }
    },
    'net.status': () => viewNet(book.all(), { hub, network }),
    'net.refresh': () => {
      hub.refresh()
      return null
    },
  }
}

type SayMethod = 'room.send' | 'room.sent' | 'room.edit' | 'room.redact' | 'room.react'
type WriteMethod = SayMethod | 'me.nick' | 'room.create' | 'room.join' | 'room.leave' | 'room.rename'
type ReadMethod = Exclude<
  MethodName,
  WriteMethod | keyof ReadingHandlers | (`engine.${string}` & MethodName) | (`net.${string}` & MethodName)
>

function roomHandlers(parts: HandlerParts): Pick<Handlers, ReadMethod> {
  const { book, hub, index, clock } = parts
  const stateOf = (handle: string) => readyRoom(book.get(handle).room)
  return {
    'rooms.list': () => book.all().map((booked) => viewRoom(booked, hub)),
    'rooms.left': () => viewLeft(book.left(), { index, nowMs: clock.now() }),
    'link.read': ({ link }) => readLink(parts, link),
    'room.link': ({ handle, kind }) => ({ link: linkOf(book.get(handle).room, kind) }),
    'room.page': ({ handle, ...range }) => readPage(book.get(handle).room, range),
    'room.drafts': ({ handle }) => book.get(handle).room.outgoing.drafts.map(viewDraft),
    'room.members': ({ handle }) => listMembers(book.get(handle).room, hub),
    'room.hash': async ({ handle }) => {
      const { room } = book.get(handle)
      await room.settled()
      return hashRoom(room, stateOf(handle))
    },
    'room.search': ({ handle, query, limit }) => {
      const rooms = handle === undefined ? book.all() : [book.get(handle)]
      return searchRooms(rooms, { query, limit })
    },
  }
}

function writeHandlers(parts: HandlerParts): Pick<Handlers, WriteMethod> {
  const { book, hub, nicks, changes } = parts
  return {
    'me.nick': async ({ nick }) => {
      if (nick !== undefined) {
        await nicks.set(nick)
        changes.mark(null)
      }
      return viewMe(parts)
    },
    'room.create': async ({ name }) => viewRoom(await book.create(checkRoomName(name)), hub),
    'room.join': async ({ link }) => {
      const booked = await book.join(link)
      void nicks.syncAll() // a room that was left may know an older nick; failures are reported
      return viewRoom(booked, hub)
    },
    'room.leave': (params) => leaveRoom(parts, params),
    'room.send': (params) => sendText(book.get(params.handle).room, params),
    'room.sent': ({ handle, sendId }) => book.get(handle).room.outgoing.sent(sendId),
    'room.edit': (params) => editText(book.get(params.handle).room, params),
    'room.redact': (params) => redact(book.get(params.handle).room, params),
    'room.react': (params) => react(book.get(params.handle).room, params),
    'room.rename': async ({ handle, name }) => ({ id: await rename(book.get(handle).room, name) }),
  }
}

function viewEngine(parts: HandlerParts): EngineView {
  const { profileDir, network, startedMs, pid = 0 } = parts
  return {
    version: packageVersion,
    api: apiVersion,
    pid,
    profileDir,
    network: network.status().mode,
    startedMs,
    me: viewMe(parts),
    vault: 'key-file',
  }
}

function viewDraft({ id, createdMs, entry }: Draft): DraftView {
  return { id, edits: entry.kind === 'edit' ? entry.target : null, text: entry.text, createdMs }
}

function viewMe({ device, nicks }: HandlerParts): MeView {
  const { identity } = device
  return {
    author: identity,
    tag: tagOf(identity),
    device: device.device,
    nick: nicks.own ?? null,
  }
}

function linkOf(room: Room, kind: 'w' | 'r'): string {
  const { w, r, roomId } = room.memory.secrets()
  if (kind === 'w') {
    if (w === undefined)
      throw new HocketError(
        'ROOM_READ_ONLY',
        'This profile may only read here, so it can give a read-only link only (--read).',
      )
    return formatLink({ kind: 'w', w })
  }
  if (roomId === undefined)
    throw new HocketError(
      'ROOM_WAITING',
      'A read-only link needs the room’s id, which comes with its first member.',
    )
  return formatLink({ kind: 'r', roomId, r })
}

async function rename(room: Room, text: string): Promise<string> {
  const { facts } = readyRoom(room)
  if (facts.scope.creator !== room.context.device.identity) {
    throw new HocketError('ROOM_READ_ONLY', 'Only the creator of a room can give it another name.')
  }
  return room.outgoing.record({ kind: 'roomState', key: 'name', value: checkRoomName(text) })
}
