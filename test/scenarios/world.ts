/** A world of real engines with real stores in temporary folders, on the in-memory network. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import type { MessageView, RoomView } from '../../src/api/views.js'
import { Engine } from '../../src/engine/engine.js'
import { type Clock, systemClock } from '../../src/lib/clock.js'
import { defaultPolicy } from '../../src/protocol/policy.js'
import { MemoryNet, type MemoryNetOptions } from '../testnet/memory-network.js'
import { until } from '../testnet/until.js'

/** The system's clock, wrong by a fixed amount that a test may change. */
export class SkewedClock implements Clock {
  skewMs = 0

  now(): number {
    return systemClock.now() + this.skewMs
  }

  after(delayMs: number, run: () => void, options?: { readonly background?: boolean }): () => void {
    return systemClock.after(delayMs, run, options)
  }

  random(): number {
    return systemClock.random()
  }
}

export class Person {
  readonly name: string
  readonly clock = new SkewedClock()
  readonly dir: string
  readonly reported: unknown[] = []
  readonly #net: MemoryNet
  #engine: Engine | undefined

  constructor(name: string, dir: string, net: MemoryNet) {
    this.name = name
    this.dir = dir
    this.#net = net
  }

  get engine(): Engine {
    if (this.#engine === undefined) throw new Error(`${this.name} is away`)
    return this.#engine
  }

  get isHere(): boolean {
    return this.#engine !== undefined
  }

  /** Opens the engine; offline means on no network at all. */
  async start(options: { readonly offline?: boolean } = {}): Promise<void> {
    const report = (error: unknown) => void this.reported.push(error)
    const newRoomPolicy = { ...defaultPolicy, powBits: 4 }
    const common = { profileDir: this.dir, clock: this.clock, bootstrap: [], report, newRoomPolicy }
    const network = options.offline === true ? undefined : this.#net.network(this.name)
    await network?.ready()
    this.#engine = new Engine(network === undefined ? common : { ...common, network })
    await this.#engine.ready()
    const me = await this.#engine.call('me.nick', {})
    if (me.nick === null) await this.#engine.call('me.nick', { nick: this.name })
    this.#closeNetwork = () => network?.close()
  }

  #closeNetwork: () => Promise<void> | undefined = () => undefined

  async stop(): Promise<void> {
    const engine = this.#engine
    this.#engine = undefined
    await engine?.close()
    await this.#closeNetwork()
  }

  async restart(options: { readonly offline?: boolean } = {}): Promise<void> {
    await this.stop()
    await this.start(options)
  }

  async create(name: string): Promise<string> {
    return (await this.engine.call('room.create', { name })).handle
  }

  async link(handle: string, kind: 'w' | 'r' = 'w'): Promise<string> {
    return (await this.engine.call('room.link', { handle, kind })).link
  }

  /** Joins and waits for the genesis. */
  async join(link: string): Promise<string> {
    const { handle } = await this.engine.call('room.join', { link })
    await until(async () => (await this.room(handle)).state === 'ready')
    return handle
  }

  async say(handle: string, text: string): Promise<{ id: string; state: 'stored' | 'draft' }> {
    return this.engine.call('room.send', { handle, text })
  }

  async room(handle: string): Promise<RoomView> {
    const room = (await this.engine.call('rooms.list', {})).find((view) => view.handle === handle)
    if (room === undefined) throw new Error(`${this.name} is not in the room`)
    return room
  }

  async lines(handle: string): Promise<readonly MessageView[]> {
    return (await this.engine.call('room.page', { handle, before: 1000, after: 0 })).messages
  }

  async texts(handle: string): Promise<readonly string[]> {
    return (await this.lines(handle)).filter(({ type }) => type === 'text').map(({ text }) => text)
  }

  async hash(handle: string): Promise<string> {
    return (await this.engine.call('room.hash', { handle })).hash
  }

  /** Resolves when this many texts are shown. */
  async sees(handle: string, count: number): Promise<void> {
    await until(async () => (await this.room(handle)).messages >= count)
  }
}

export interface World {
  readonly net: MemoryNet
  readonly people: readonly Person[]
}

/** People with engines that are running, on one network. Everything is closed and removed at the end of the test. */
export async function world(
  t: Test,
  names: readonly string[],
  weather: MemoryNetOptions = {},
): Promise<World> {
  const root = mkdtempSync(join(tmpdir(), 'hocket-world-'))
  t.teardown(() => rmSync(root, { recursive: true, force: true }))
  const net = new MemoryNet(weather)
  const people = names.map((name) => new Person(name, join(root, name), net))
  for (const person of people) {
    t.teardown(() => person.stop())
    await person.start()
  }
  return { net, people }
}

/** Resolves when all who are here have the same hash of the room. */
export async function converged(people: readonly Person[], handle: string): Promise<string> {
  let hashes = new Set<string>()
  await until(async () => {
    hashes = new Set(
      await Promise.all(people.filter((person) => person.isHere).map((person) => person.hash(handle))),
    )
    return hashes.size === 1
  })
  return [...hashes][0] ?? ''
}
