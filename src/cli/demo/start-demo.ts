/**
 * The demo room: a DHT on 127.0.0.1, three real peers with engines and stores of their own, and a seat for the user, all
 * in one temporary folder. Nothing leaves the machine; stop() ends every process and removes every file, also after a
 * failed start.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EngineClient } from '../../api/client.js'
import type { Clock } from '../../lib/clock.js'
import { Resource } from '../../lib/resource.js'
import type { NetworkChoice } from '../../rpc/network-choice.js'
import { DemoPeer } from './demo-peer.js'
import { type DemoName, demoRoom } from './demo-script.js'

export interface DemoOptions {
  readonly clock: Clock
  /** The user's nick in the demo. */
  readonly nick?: string
}

const names: readonly DemoName[] = ['ana', 'bob', 'chidi']
const loopback = '127.0.0.1'

export class Demo extends Resource {
  readonly clock: Clock
  readonly #options: DemoOptions
  readonly #stop = new AbortController()
  readonly #peers = new Map<DemoName | 'seat', DemoPeer>()
  #network: NetworkChoice = { kind: 'offline' }
  #link = ''

  constructor(options: DemoOptions) {
    super()
    this.#options = options
    this.clock = options.clock
  }

  /** Where the user sits. */
  get seat(): DemoPeer {
    return this.peer('seat')
  }

  get network(): NetworkChoice {
    return this.#network
  }

  get link(): string {
    return this.#link
  }

  get peers(): readonly DemoPeer[] {
    return [...this.#peers.values()]
  }

  peer(name: DemoName | 'seat'): DemoPeer {
    const peer = this.#peers.get(name)
    if (peer === undefined) throw new Error(`the demo has no ${name} before it is open`)
    return peer
  }

  /** A face of the user's seat, as the screen needs it. */
  connect(): Promise<EngineClient> {
    return this.seat.attach(this.#network)
  }

  override close(): Promise<void> {
    this.#stop.abort()
    return super.close()
  }

  protected async open(): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'hocket-demo-'))
    this.own(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
    await this.#openDht()
    for (const name of [...names, 'seat'] as const) this.#seat(name, folder)
    await Promise.all(this.peers.map((peer) => this.#openPeer(peer)))
    await this.#meet()
  }

  async #openDht(): Promise<void> {
    const { LocalDht } = await import('../../network/local-dht.js')
    const dht = new LocalDht({ host: loopback })
    this.own(() => dht.close())
    await dht.ready()
    const text = dht.bootstrap.map(({ host, port }) => `${host}:${port}`).join(',')
    this.#network = { kind: 'bootstrap', text }
  }

  #seat(name: DemoName | 'seat', folder: string): void {
    const nick = name === 'seat' ? (this.#options.nick ?? 'guest') : name
    this.#peers.set(
      name,
      new DemoPeer({ nick, profileDir: join(folder, name), clock: this.clock, stop: this.#stop.signal }),
    )
  }

  async #openPeer(peer: DemoPeer): Promise<void> {
    this.own(() => peer.stop())
    await peer.start(this.#network)
    await peer.engine.call('me.nick', { nick: peer.nick })
  }

  /** ana makes the room, the others join, and everybody knows everybody. */
  async #meet(): Promise<void> {
    const { handle } = await this.peer('ana').engine.call('room.create', { name: demoRoom })
    this.#link = (await this.peer('ana').engine.call('room.link', { handle, kind: 'w' })).link
    const guests = this.peers.filter((peer) => peer !== this.peer('ana'))
    for (const guest of guests) await guest.engine.call('room.join', { link: this.#link })
    await Promise.all(this.peers.map((peer) => peer.until((room) => room.members === this.peers.length)))
  }
}

/** An open demo. Whoever gets it closes it. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const demo = new Demo(options)
  try {
    await demo.ready()
  } catch (error) {
    await demo.close()
    throw error
  }
  return demo
}
