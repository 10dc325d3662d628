/**
 * Raw views of the engine → models of the screen. The one place of the screen where foreign text is sanitised (I8).
 * Equal nicks of different people get the beginning of their key's tag, so that nobody can pass for somebody else.
 */
import type {
  DraftView,
  MemberView,
  MessageView,
  MeView,
  NetView,
  RoomView,
  SearchHitView,
} from '../../api/views.js'
import { type SafeText, safe, sanitize, sanitizeLine, sanitizeNick, sliceSafe } from '../../text/sanitize.js'
import { reportNet } from '../../words/net-report.js'
import { nickRole } from '../style/theme.js'
import { clockTime, shortDay } from '../timeline/times.js'
import type {
  HitModel,
  MeModel,
  MemberModel,
  MessageModel,
  NetModel,
  PersonModel,
  RoomModel,
} from './models.js'

const longestRoomName = 64
const tagShown = 4

export function meModel(me: MeView): MeModel {
  return {
    author: me.author,
    tag: sanitizeLine(me.tag),
    nick: me.nick === null ? null : sanitizeNick(me.nick),
  }
}

export function netModel(net: NetView): NetModel {
  const { mode, dhtReachable, connections, rooms } = net
  const report = reportNet(net, (timeMs) => safe`${shortDay(timeMs)} ${clockTime(timeMs)}`)
  return {
    mode,
    dhtReachable,
    connections,
    report,
    found: new Map(rooms.map((room) => [room.handle, room.found])),
  }
}

export function roomModel(view: RoomView): RoomModel {
  const { name, notice, room: _, ...rest } = view
  return {
    ...rest,
    label: roomLabel(name, view.number),
    notice: notice === null ? null : sanitizeLine(notice),
  }
}

export function memberModels(views: readonly MemberView[]): MemberModel[] {
  const people = views.map((view) => ({ ...view, nick: view.nick ?? view.tag }))
  const person = personNamer(people)
  return people.map((view) => ({
    ...person(view, view.me),
    creator: view.role === 'creator',
    me: view.me,
    online: view.online,
    lastMs: view.lastMs,
  }))
}

/** The messages of a page. `known` are the members: a nick that two of them have is told apart here too. */
export function messageModels(
  views: readonly MessageView[],
  known: readonly MemberModel[] = [],
): MessageModel[] {
  const person = personNamer(views, known)
  return views.map((view) => ({
    id: view.id,
    kind: kindOf(view),
    timeMs: view.timeMs,
    person: person(view, view.mine),
    text: textOf(view),
    mine: view.mine,
    unread: view.unread,
    delivery: view.delivery,
  }))
}

/** A draft looks like a message of ours that is not in the log yet. */
export function draftModels(drafts: readonly DraftView[], me: MeModel | null): MessageModel[] {
  const person = myself(me)
  return drafts.map((draft) => ({
    id: `draft:${draft.id}`,
    kind: 'text',
    timeMs: draft.createdMs,
    person,
    text: sanitize(draft.text),
    mine: true,
    unread: false,
    delivery: 'waiting',
  }))
}

export function hitModels(hits: readonly SearchHitView[]): HitModel[] {
  const person = personNamer(hits)
  return hits.map((hit) => ({
    id: hit.id,
    handle: hit.handle,
    timeMs: hit.timeMs,
    person: person(hit, hit.mine),
    room: hit.roomName === null ? safe`?` : safe`#${sanitizeLine(hit.roomName, longestRoomName)}`,
    text: sanitizeLine(hit.text),
  }))
}

function roomLabel(name: string | null, number: number): SafeText {
  return name === null ? safe`room ${number}` : safe`#${sanitizeLine(name, longestRoomName)}`
}

function myself(me: MeModel | null): PersonModel {
  const nick = me?.nick ?? me?.tag ?? safe`you`
  return { author: me?.author ?? '', name: nick, nick, role: 'own' }
}

function kindOf(view: MessageView): MessageModel['kind'] {
  if (view.type === 'join') return 'join'
  if (view.type !== 'text') return 'system'
  if (view.format === 1) return 'action'
  return view.format === 2 ? 'notice' : 'text'
}

function textOf(view: MessageView): SafeText {
  switch (view.type) {
    case 'join':
      return safe``
    case 'profile':
      return safe`${sanitizeLine(view.tag)} is now called ${sanitizeNick(view.text)}`
    case 'name':
      return safe`${sanitizeNick(view.nick)} named the room ${sanitizeLine(view.text, longestRoomName)}`
    case 'unknown':
      return safe`${sanitizeNick(view.nick)} sent something that this version cannot show`
    default:
      return sanitize(view.text)
  }
}

type Named = { readonly author: string; readonly nick: string; readonly tag: string }

/** A function from a raw person to the one shown, which knows who shares a nick with whom. */
function personNamer(
  people: readonly Named[],
  known: readonly MemberModel[] = [],
): (person: Named, mine: boolean) => PersonModel {
  const owners = new Map<SafeText, Set<string>>()
  const claim = (nick: SafeText, author: string) =>
    owners.set(nick, (owners.get(nick) ?? new Set()).add(author))
  const made = new Map<string, PersonModel>()
  const nicks = new Map<string, SafeText>()
  for (const person of people) {
    if (nicks.has(person.author)) continue
    nicks.set(person.author, sanitizeNick(person.nick))
    claim(sanitizeNick(person.nick), person.author)
  }
  for (const member of known) claim(member.name, member.author)
  return (person, mine) => {
    const existing = made.get(person.author)
    if (existing !== undefined) return existing
    const nick = nicks.get(person.author) ?? sanitizeNick(person.nick)
    const shared = (owners.get(nick)?.size ?? 0) > 1
    const shown = shared ? safe`${nick}·${sliceSafe(sanitizeLine(person.tag), 0, tagShown)}` : nick
    const model = {
      author: person.author,
      name: nick,
      nick: shown,
      role: mine ? ('own' as const) : nickRole(person.author),
    }
    made.set(person.author, model)
    return model
  }
}
