/**
 * Raw views of the engine → models of the screen, except for messages. Here and there alone foreign text is sanitised for the
 * screen (I8).
 */
import type { LinkView } from '../../api/link-view.js'
import type { MemberView, MeView, NetView, RoomView, SearchHitView } from '../../api/views.js'
import { type SafeText, safe, sanitizeLine, sanitizeNick } from '../../text/sanitize.js'
import { reportNet } from '../../words/net-report.js'
import { unservedWords } from '../../words/unserved-words.js'
import { clockTime, shortDay } from '../timeline/times.js'
import type { HitModel, LinkModel, MeModel, MemberModel, NetModel, RoomModel } from './models.js'
import { peopleOf } from './people.js'
import { roomKey } from './room-key.js'

const longestRoomName = 64

export function meModel(me: MeView): MeModel {
  return {
    author: me.author,
    tag: sanitizeLine(me.tag),
    nick: me.nick === null ? null : sanitizeNick(me.nick),
  }
}

export function netModel(net: NetView): NetModel {
  const { mode, dhtReachable, rooms } = net
  const report = reportNet(net, (timeMs) => safe`${shortDay(timeMs)} ${clockTime(timeMs)}`)
  return {
    mode,
    dhtReachable,
    report,
    found: new Map(rooms.map((room) => [room.handle, room.found])),
  }
}

export function roomModel(view: RoomView): RoomModel {
  const { name, notice, room, unserved, ...rest } = view
  return {
    ...rest,
    waiting: unservedWords(unserved),
    name: roomName(name, view.number),
    label: roomName(name, view.number),
    notice: notice === null ? null : sanitizeLine(notice),
    key: room === null ? null : roomKey(room),
  }
}

export function linkModel(view: LinkView): LinkModel {
  if (view.state === 'begun') return view
  if (view.room === null) return { ...view, room: null }
  const { name, ...room } = view.room
  return { ...view, room: { ...room, label: roomName(name, room.number) } }
}

export function memberModels(views: readonly MemberView[]): MemberModel[] {
  const raw = views.map((view) => ({ ...view, nick: view.nick ?? view.tag }))
  const people = peopleOf(raw)
  return raw.map((view) => {
    const person = people.person(view, view.me ? 'mine' : 'theirs')
    return {
      ...person,
      tag: sanitizeLine(view.tag),
      creator: view.role === 'creator',
      me: view.me,
      online: view.online,
      lastMs: view.lastMs,
      sinceMs: view.sinceMs,
      logs: view.logs,
      messages: view.messages,
      likeness: view.me ? null : people.likeness(view.author, person.name),
    }
  })
}

export function hitModels(hits: readonly SearchHitView[]): HitModel[] {
  const people = peopleOf(hits)
  return hits.map((hit) => ({
    id: hit.id,
    handle: hit.handle,
    timeMs: hit.timeMs,
    person: people.person(hit, hit.mine ? 'mine' : 'theirs'),
    room: hit.roomName === null ? safe`?` : safe`#${sanitizeLine(hit.roomName, longestRoomName)}`,
    text: sanitizeLine(hit.text),
  }))
}

function roomName(name: string | null, number: number): SafeText {
  return name === null ? safe`room ${number}` : safe`#${sanitizeLine(name, longestRoomName)}`
}
