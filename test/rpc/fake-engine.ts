/** An engine in memory that honours the contract for what the tests of rpc/ and cli/ ask of it. */
import { apiVersion, type MethodName, type Params, type Result } from '../../src/api/methods.js'
import type { EngineView, MemberView, MessageView, NetView, RoomView } from '../../src/api/views.js'
import { HocketError } from '../../src/errors.js'
import { Emitter } from '../../src/lib/emitter.js'
import type { HostedEngine } from '../../src/rpc/engine-host.js'

type Handlers = { [M in MethodName]?: (params: Params<M>) => Result<M> | Promise<Result<M>> }

export const author = 'aa'.repeat(32)

export class FakeEngine implements HostedEngine {
  readonly stopAsked = new Emitter()
  readonly calls: { method: MethodName; params: unknown }[] = []
  readonly rooms: RoomView[] = []
  readonly messages = new Map<string, MessageView[]>()
  readonly members: MemberView[] = []
  roomWords: readonly string[] = []
  readonly handlers: Handlers = {}
  readonly #changed = new Emitter<{ handle: string | null; version: number }>()
  readonly #ending = new Emitter<Record<string, never>>()
  opened = 0
  closed = 0
  nick: string | null = null
  net: NetView = fakeNet({})

  async ready() {
    this.opened++
  }

  async close() {
    this.closed++
  }

  on(event: 'changed' | 'ending', listener: (value: never) => void): () => void {
    return (event === 'changed' ? this.#changed : this.#ending).on(listener as (value: unknown) => void)
  }

  async call<M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>> {
    this.calls.push({ method, params })
    const handler = (this.handlers[method] ?? this.#defaults[method]) as unknown as (
      params: Params<M>,
    ) => Result<M>
    return await handler(params)
  }

  addRoom(room: Partial<RoomView>): RoomView {
    const number = this.rooms.length + 1
    const added = fakeRoom({
      number,
      handle: `h${number}`,
      room: `${number}`.repeat(64).slice(0, 64),
      ...room,
    })
    this.rooms.push(added)
    this.messages.set(added.handle, [])
    return added
  }

  /** Puts a line where its order says, and tells the faces. */
  addMessage(handle: string, message: Partial<MessageView>): MessageView {
    const all = this.messages.get(handle)!
    const added = fakeMessage({ seq: all.length, ...message })
    all.push(added)
    all.sort((a, b) => (a.hlc + a.log < b.hlc + b.log ? -1 : 1))
    this.changeRoom(handle, { messages: all.filter(({ type }) => type === 'text').length })
    return added
  }

  changeRoom(handle: string, change: Partial<RoomView>): void {
    const index = this.rooms.findIndex((room) => room.handle === handle)
    const before = this.rooms[index]!
    this.rooms[index] = { ...before, ...change, version: before.version + 1 }
    this.#changed.emit({ handle, version: before.version + 1 })
  }

  emitChanged(handle: string | null, version: number): void {
    this.#changed.emit({ handle, version })
  }

  view(): EngineView {
    return {
      version: '0.0.0',
      api: apiVersion,
      pid: process.pid,
      profileDir: '/nowhere',
      network: 'offline',
      startedMs: 0,
      me: this.#me(),
      vault: 'key-file',
    }
  }

  #changeMessage(handle: string, id: string, change: Partial<MessageView>): void {
    const all = this.messages.get(handle)!
    const at = all.findIndex((message) => message.id === id)
    if (at < 0) throw new HocketError('UNKNOWN_MESSAGE', 'There is no such message.')
    all[at] = { ...all[at]!, ...change }
    this.changeRoom(handle, {})
  }

  #me() {
    return { author, tag: 'yyyyyyyy', device: 'dd'.repeat(32), nick: this.nick }
  }

  #page({ handle, anchor, before, after }: Params<'room.page'>): Result<'room.page'> {
    const all = this.messages.get(handle) ?? []
    const at = anchor === undefined ? -1 : all.findIndex(({ id }) => id === anchor)
    const [from, to] =
      at === -1 ? [Math.max(0, all.length - before), all.length] : [Math.max(0, at - before), at + after + 1]
    const version = this.rooms.find((room) => room.handle === handle)?.version ?? 0
    return { version, messages: all.slice(from, to), atStart: from === 0, atEnd: to >= all.length }
  }

  readonly #defaults: Required<Handlers> = {
    'engine.hello': () => this.view(),
    'engine.stop': () => ({ pid: process.pid }),
    'engine.linger': () => null,
    'engine.doctor': () => [{ level: 'ok', subject: 'vault', text: 'It can be read.' }],
    'engine.rebuildIndex': () => ({ records: 7 }),
    'me.nick': ({ nick }) => {
      this.nick = nick ?? this.nick
      return this.#me()
    },
    'rooms.list': () => this.rooms,
    'rooms.left': () => [{ number: 7, room: null, name: 'attic', access: 'read', messages: 12 }],
    'room.create': ({ name }) => this.addRoom({ name }),
    'link.read': () => ({ state: 'whole', kind: 'w', room: null }),
    'room.join': () => this.addRoom({ name: null, room: null, state: 'waiting' }),
    'room.leave': ({ handle }) => {
      const at = this.rooms.findIndex((room) => room.handle === handle)
      if (at < 0) throw new HocketError('UNKNOWN_ROOM', 'This room is not on this profile.')
      return this.rooms.splice(at, 1)[0]!
    },
    'room.link': ({ kind }) => ({ link: `hocket:${kind}/yryynyodyonocbaebrfysdypba8tyre1nck` }),
    'room.send': ({ handle, text, format, reply }) => {
      if (text.includes('refuse')) throw new HocketError('ROOM_READ_ONLY', 'You may only read here.')
      const waits = this.rooms.find((room) => room.handle === handle)?.state === 'waiting'
      if (waits) return { id: 'draft-1', state: 'draft' }
      const answered = reply === undefined ? null : { id: reply, author, nick: 'ana', text: 'what was said' }
      const { id } = this.addMessage(handle, { text, format: format ?? 0, mine: true, reply: answered })
      return { id, state: 'stored' }
    },
    'room.sent': () => null,
    'room.edit': ({ handle, id, text }) => {
      this.#changeMessage(handle, id, { text, edited: true })
      return { id: 'e1'.repeat(32), state: 'stored' }
    },
    'room.redact': ({ handle, id, reason = '' }) => {
      this.#changeMessage(handle, id, { text: '', removed: { author, nick: 'ana', reason } })
      return { id: 'e2'.repeat(32) }
    },
    'room.react': ({ handle, id, emoji, on }) => {
      this.#changeMessage(handle, id, { reactions: on ? [{ emoji, count: 1, mine: true }] : [] })
      return { id: 'e3'.repeat(32) }
    },
    'room.rename': () => ({ id: 'ee'.repeat(32) }),
    'room.page': (params) => this.#page(params),
    'room.drafts': () => [],
    'room.members': () => this.members,
    'me.words': ({ words }) => ({ words: words ?? [] }),
    'room.words': ({ words = this.roomWords }) => {
      this.roomWords = words
      return { words }
    },
    'rooms.markRead': () => null,
    'room.message': ({ handle, id }) => {
      const message = this.messages.get(handle)?.find((candidate) => candidate.id === id)
      if (message === undefined) throw new HocketError('UNKNOWN_MESSAGE', 'There is no such message.')
      return { ...message, holders: [], clockAheadMs: 0 }
    },
    'room.markRead': () => null,
    'room.markSeen': () => null,
    'room.markUnread': () => null,
    'room.seek': ({ handle }) => ({ id: this.messages.get(handle)?.[0]?.id ?? null }),
    'room.level': ({ handle, level }) => {
      this.changeRoom(handle, { level })
      return null
    },
    'room.hash': () => ({ hash: 'ab'.repeat(32), records: 3, members: 2, held: 0 }),
    'room.search': ({ handle, query }) => {
      const room = this.rooms.find((candidate) => candidate.handle === handle) ?? this.rooms[0]!
      const found = (this.messages.get(room.handle) ?? []).filter(({ text }) => text.includes(query))
      return {
        hits: found.map((hit) => ({ ...hit, handle: room.handle, roomName: room.name })),
        incompleteRooms: 1,
      }
    },
    'net.status': () => this.net,
    'net.refresh': () => null,
  }
}

export function fakeRoom(room: Partial<RoomView>): RoomView {
  return {
    number: 1,
    handle: 'h1',
    unserved: [],
    room: '1'.repeat(64),
    name: 'garden',
    state: 'ready',
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
    ...room,
  }
}

let messagesMade = 0

export function fakeMessage(message: Partial<MessageView>): MessageView {
  const number = ++messagesMade
  return {
    id: number.toString(16).padStart(64, '0'),
    room: '1'.repeat(64),
    author,
    nick: 'ana',
    tag: 'yyyyyyyy',
    device: 'dd'.repeat(32),
    log: 'bb'.repeat(32),
    seq: number,
    hlc: (1000 + number).toString(16).padStart(16, '0'),
    timeMs: Date.UTC(2026, 10, 21, 21, 2),
    arrivedMs: Date.now(),
    type: 'text',
    text: `line ${number}`,
    format: 0,
    mine: false,
    unread: false,
    mention: false,
    late: false,
    delivery: null,
    former: null,
    mentions: [],
    reply: null,
    edited: false,
    removed: null,
    reactions: [],
    ...message,
  }
}

export function fakeNet(net: Partial<NetView>): NetView {
  return {
    mode: 'offline',
    bootstrap: [],
    listening: null,
    dhtReachable: null,
    connections: 0,
    unproven: 0,
    refused: {},
    rooms: [],
    ...net,
  }
}
