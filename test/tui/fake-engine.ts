/** An engine in memory that honours the contract: rooms with histories, drafts, read marks, versions, events, and an end. */
import type { EngineClient } from '../../src/api/client.js'
import type { EventName, Events, MethodName, Params, Result } from '../../src/api/methods.js'
import type {
  DraftView,
  MemberView,
  MessageView,
  MeView,
  NetView,
  RoomView,
  Seek,
} from '../../src/api/views.js'
import { HocketError } from '../../src/errors.js'
import { Emitter } from '../../src/lib/emitter.js'
import { named } from './named.js'
import { SentBook } from './sent-book.js'

export const startMs = Date.UTC(2026, 10, 21, 20, 0)
const present = { online: true, logs: 1, messages: 0, lastMs: 0, sinceMs: startMs }

interface FakeRoom {
  view: RoomView
  messages: MessageView[]
  drafts: DraftView[]
  members: MemberView[]
}

export interface FakeOptions {
  readonly nick?: string | null
}

/** Sixty-four hex digits that begin like `seed`. */
export function idOf(seed: string): string {
  return Buffer.from(seed).toString('hex').padEnd(64, '0').slice(0, 64)
}

export class FakeEngine {
  rooms: FakeRoom[] = []
  readonly calls: string[] = []
  readonly #changed = new Emitter<Events['changed']>()
  readonly #ends = new Set<() => void>()
  me: MeView
  net: NetView
  words: readonly string[] = []
  roomWords: readonly string[] = []
  /** Methods that fail, with what they say. */
  readonly failing = new Map<MethodName, HocketError>()
  gone = false
  readonly sent = new SentBook()
  left: Result<'rooms.left'> = []
  readLink: (link: string) => Result<'link.read'> = () => ({ state: 'whole', kind: 'w', room: null })
  #clockMs = startMs

  constructor({ nick = 'ana' }: FakeOptions = {}) {
    this.me = { author: idOf('me'), tag: 'k3f97qabc', device: idOf('device'), nick }
    this.net = {
      mode: 'local',
      bootstrap: [],
      listening: '127.0.0.1:4000',
      dhtReachable: true,
      connections: 1,
      unproven: 0,
      refused: {},
      rooms: [],
    }
  }

  /** A new connection to this engine. */
  client(): EngineClient {
    const resolvers: (() => void)[] = []
    const ended = new Promise<void>((resolve) => resolvers.push(resolve))
    const end = () => {
      this.#ends.delete(end)
      for (const resolve of resolvers) resolve()
    }
    this.#ends.add(end)
    const stops: (() => void)[] = []
    return {
      call: (method, params) => this.#call(method, params),
      on: <E extends EventName>(event: E, listener: (value: Events[E]) => void) => {
        const stop =
          event === 'changed'
            ? this.#changed.on(listener as (value: Events['changed']) => void)
            : () => undefined
        stops.push(stop)
        return stop
      },
      ended,
      close: async () => {
        for (const stop of stops) stop()
        end()
      },
    }
  }

  /** Ends every connection, as a killed engine does. */
  die(): void {
    this.gone = true
    for (const end of this.#ends) end()
  }

  /** Connections that have not ended. */
  get clients(): number {
    return this.#ends.size
  }

  addRoom(name: string | null, change: Partial<RoomView> = {}): string {
    const number = this.rooms.length + 1
    const handle = `h${number}`
    const view: RoomView = {
      number,
      handle,
      room: name === null ? null : idOf(`room${number}`),
      name,
      unserved: [],
      state: name === null ? 'waiting' : 'ready',
      access: 'write',
      version: 1,
      unread: 0,
      mentions: 0,
      late: 0,
      level: 'all',
      messages: 0,
      members: 1,
      online: 0,
      peers: 0,
      drafts: 0,
      onlyHere: 0,
      unheld: 0,
      held: 0,
      sync: { knownBlocks: 0, missingBlocks: 0 },
      notice: null,
      ...change,
    }
    const { author, nick, tag } = this.me
    const me: MemberView = { author, nick, tag, role: 'creator', me: true, ...present }
    this.rooms.push({ view, messages: [], drafts: [], members: [me] })
    return handle
  }

  addMember(handle: string, nick: string, change: Partial<MemberView> = {}): string {
    const author = change.author ?? idOf(nick)
    this.room(handle).members.push({
      ...{ author, nick, tag: `tag${nick}`, role: 'member', me: false, ...present },
      ...change,
    })
    return author
  }

  /** A message that a log brought, at the end unless `at` says where it merges. */
  receive(handle: string, text: string, change: Partial<MessageView> & { at?: number } = {}): MessageView {
    const room = this.room(handle)
    const { at = room.messages.length, ...rest } = change
    this.#clockMs += 60_000
    const nick = rest.nick ?? 'bob'
    const message: MessageView = {
      id: idOf(`m${handle}${room.messages.length}-${text}`),
      room: room.view.room ?? '',
      author: idOf(nick),
      nick,
      tag: `tag${nick}`,
      device: idOf('d'),
      log: idOf('l'),
      seq: room.messages.length,
      hlc: '0'.repeat(16),
      timeMs: this.#clockMs,
      arrivedMs: this.#clockMs,
      type: 'text',
      text,
      format: 0,
      mine: false,
      unread: true,
      mention: false,
      late: false,
      delivery: null,
      former: null,
      mentions: [],
      reply: null,
      edited: false,
      removed: null,
      reactions: [],
      ...rest,
    }
    room.messages.splice(at, 0, message)
    return message
  }

  /** Tells that a room (or everything) changed. */
  change(handle: string | null, change: Partial<RoomView> = {}): void {
    for (const room of this.rooms) {
      if (handle !== null && room.view.handle !== handle) continue
      const unread = room.messages.filter((message) => message.unread)
      room.view = {
        ...room.view,
        version: room.view.version + 1,
        unread: unread.length,
        mentions: unread.filter(({ mention }) => mention).length,
        late: unread.filter(({ late }) => late).length,
        messages: room.messages.length,
        members: room.members.length,
        drafts: room.drafts.length,
        ...change,
      }
    }
    this.#changed.emit({ handle, version: 1 })
  }

  room(handle: string): FakeRoom {
    const room = this.rooms.find(({ view }) => view.handle === handle)
    if (room === undefined) throw new HocketError('UNKNOWN_ROOM', 'There is no such room.')
    return room
  }

  async #call<M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>> {
    this.calls.push(method)
    if (this.gone) throw new HocketError('ENGINE_GONE', 'The engine ended.')
    const failure = this.failing.get(method)
    if (failure !== undefined) throw failure
    const answer = this.#methods[method] as ((params: Params<M>) => Result<M>) | undefined
    if (answer === undefined) throw new HocketError('INTERNAL', `the fake engine has no ${method}`)
    return answer(params)
  }

  readonly #methods: { readonly [M in MethodName]?: (params: Params<M>) => Result<M> } = {
    'rooms.left': () => this.left,
    'rooms.list': () => this.rooms.map(({ view }) => view),
    'net.status': () => this.net,
    'net.refresh': () => null,
    'engine.linger': () => null,
    'me.nick': ({ nick }) => {
      if (nick !== undefined) {
        this.me = { ...this.me, nick }
        this.change(null)
      }
      return this.me
    },
    'room.create': ({ name }) => this.room(this.addRoom(name)).view,
    'link.read': ({ link }) => this.readLink(link),
    'room.join': ({ link }) => {
      if (!link.startsWith('hocket:')) throw new HocketError('BAD_LINK', 'This is not a link of hocket.')
      return this.room(this.addRoom(null)).view
    },
    'room.leave': ({ handle, now }) => this.#leave(handle, now),
    'room.link': ({ kind }) => ({ link: `hocket:${kind}/${'y3k9'.repeat(14)}` }),
    'room.send': (params) =>
      this.sent.once(params, { send: (given) => this.#send(given), die: () => this.die() }),
    'room.sent': ({ sendId }) => this.sent.find(sendId),
    'room.edit': ({ handle, id, text, mentions = [] }) => {
      this.#changeMessage(handle, id, { text, edited: true, mentions: named(mentions) })
      return { id: idOf('edit'), state: 'stored' }
    },
    'room.redact': ({ handle, id, reason = '' }) => {
      const nick = this.me.nick ?? this.me.tag
      const removed = { author: this.me.author, nick, reason }
      this.#changeMessage(handle, id, { text: '', removed, reactions: [], mentions: [] })
      return { id: idOf('redact') }
    },
    'room.react': ({ handle, id, emoji, on }) => {
      this.#changeMessage(handle, id, ({ reactions }) => {
        const others = reactions.filter((reaction) => reaction.emoji !== emoji || !reaction.mine)
        return { reactions: on ? [...others, { emoji, count: 1, mine: true }] : others }
      })
      return { id: idOf('react') }
    },
    'room.page': ({ handle, anchor, before, after }) => this.#page(handle, anchor, before, after),
    'room.drafts': ({ handle }) => this.room(handle).drafts,
    'room.members': ({ handle }) => this.room(handle).members,
    'room.markRead': ({ handle }) => {
      const room = this.room(handle)
      room.messages = room.messages.map((message) => ({ ...message, unread: message.late && message.unread }))
      this.change(handle)
      return null
    },
    'room.markSeen': ({ handle, ids }) => this.#markSeen(handle, (message) => ids.includes(message.id)),
    'room.markUnread': ({ handle, id }) => {
      const room = this.room(handle)
      const from = room.messages.findIndex((message) => message.id === id)
      room.messages = room.messages.map((message, at) =>
        from >= 0 && at >= from && !message.mine ? { ...message, unread: true } : message,
      )
      this.change(handle)
      return null
    },
    'rooms.markRead': () => {
      for (const { view } of this.rooms) this.#markSeen(view.handle, () => true)
      return null
    },
    'room.seek': ({ handle, target, from }) => ({ id: this.#seek(handle, target, from)?.id ?? null }),
    'room.rename': ({ handle, name }) => {
      this.change(handle, { name })
      return { id: idOf('rename') }
    },
    'room.level': ({ handle, level }) => {
      this.change(handle, { level })
      return null
    },
    'room.words': ({ words = this.roomWords }) => {
      this.roomWords = words
      return { words }
    },
    'me.words': ({ words }) => {
      this.words = words ?? this.words
      return { words: this.words }
    },
    'room.message': ({ handle, id }) => {
      const message = this.room(handle).messages.find((candidate) => candidate.id === id)
      if (message === undefined) throw new HocketError('UNKNOWN_MESSAGE', 'There is no such message.')
      return { ...message, holders: [], clockAheadMs: 0 }
    },
    'room.search': ({ handle, query, limit }) => {
      const rooms = handle === undefined ? this.rooms : [this.room(handle)]
      const hits = rooms.flatMap((room) =>
        room.messages
          .filter((message) => message.text.includes(query))
          .map((message) => ({ ...message, handle: room.view.handle, roomName: room.view.name })),
      )
      return { hits: hits.reverse().slice(0, limit), incompleteRooms: 1 }
    },
  }

  #leave(handle: string, now: boolean): RoomView {
    const { view } = this.room(handle)
    const count = view.onlyHere + view.drafts
    if (count > 0 && !now) throw new HocketError('ONLY_HERE', `${count} messages exist only here.`)
    this.rooms = this.rooms.filter((room) => room.view !== view)
    this.change(null)
    return view
  }

  #markSeen(handle: string, isSeen: (message: MessageView) => boolean): null {
    const room = this.room(handle)
    room.messages = room.messages.map((message) =>
      isSeen(message) ? { ...message, unread: false, late: false } : message,
    )
    this.change(handle)
    return null
  }

  #seek(handle: string, target: Seek, from: string | undefined): MessageView | undefined {
    const { messages } = this.room(handle)
    const at = messages.findIndex((message) => message.id === from)
    const after = messages.slice(at + 1)
    if (target === 'start') return messages[0]
    if (target === 'unread') return messages.find(({ unread, late }) => unread && !late)
    if (target === 'late') return after.find(({ late }) => late)
    if (target === 'mention-after') return after.find(({ mention }) => mention)
    return messages.slice(0, at < 0 ? undefined : at).findLast(({ mention }) => mention)
  }

  #changeMessage(
    handle: string,
    id: string,
    change: Partial<MessageView> | ((message: MessageView) => Partial<MessageView>),
  ): void {
    const { messages } = this.room(handle)
    const at = messages.findIndex((message) => message.id === id)
    if (at < 0) throw new HocketError('UNKNOWN_MESSAGE', 'There is no such message.')
    const before = messages[at]!
    messages[at] = { ...before, ...(typeof change === 'function' ? change(before) : change) }
    this.change(handle)
  }

  #send({ handle, text, format = 0, reply, mentions = [] }: Params<'room.send'>): Result<'room.send'> {
    const room = this.room(handle)
    const target = room.messages.find((message) => message.id === reply)
    const answered =
      reply === undefined
        ? null
        : {
            id: reply,
            author: target?.author ?? null,
            nick: target?.nick ?? null,
            text: target?.text ?? null,
          }
    if (room.view.state === 'waiting') {
      room.drafts.push({ id: `d${room.drafts.length}`, edits: null, text, createdMs: this.#clockMs })
      this.change(handle)
      return { id: 'draft', state: 'draft' }
    }
    const { author, tag, nick } = this.me
    const mine = { author, nick: nick ?? tag, tag, mine: true, unread: false, delivery: 'stored' as const }
    const content = { format, reply: answered, mentions: named(mentions) }
    const message = this.receive(handle, text, { ...mine, ...content })
    this.change(handle, { onlyHere: room.view.onlyHere + 1 })
    return { id: message.id, state: 'stored' }
  }

  #page(handle: string, anchor: string | undefined, before: number, after: number): Result<'room.page'> {
    const { messages, view } = this.room(handle)
    const at = messages.findIndex((message) => message.id === anchor)
    const [start, end] =
      at < 0
        ? [Math.max(0, messages.length - before), messages.length]
        : [Math.max(0, at - before), at + 1 + after]
    const page = messages.slice(start, end)
    return { version: view.version, messages: page, atStart: start === 0, atEnd: end >= messages.length }
  }
}
