/**
 * The network of the tests: the same port as SwarmNetwork over in-memory pipes with real Noise streams, and with weather:
 * latency, jitter, loss, pauses, cuts and partitions, all from one seed and one clock (invariant I7).
 */
import NoiseSecretStream from '@hyperswarm/secret-stream'
import { HocketError } from '../../src/errors.js'
import type { Clock } from '../../src/lib/clock.js'
import { systemClock } from '../../src/lib/clock.js'
import { Emitter } from '../../src/lib/emitter.js'
import type { Announcement, Network, NetworkStatus, PeerStream } from '../../src/network/network.js'
import { noisePeer } from '../../src/network/noise-peer.js'
import { ManualClock } from './manual-clock.js'
import { MemoryLink, type Weather } from './memory-link.js'

export interface MemoryNetOptions extends Partial<Weather> {
  readonly clock?: Clock
  readonly seed?: number
  /** Pause before a lost connection is tried again. */
  readonly retryMs?: number
}

/** The world that the networks of one test share. Names are those given to `network()`. */
export class MemoryNet {
  readonly clock: Clock
  readonly weather: Weather
  readonly retryMs: number
  readonly #dice: ManualClock
  readonly #members = new Map<string, MemoryNetwork>()
  readonly #links = new Map<string, MemoryLink>()
  readonly #cut = new Set<string>()

  constructor(options: MemoryNetOptions = {}) {
    this.clock = options.clock ?? systemClock
    this.weather = {
      latencyMs: options.latencyMs ?? 0,
      jitterMs: options.jitterMs ?? 0,
      loss: options.loss ?? 0,
    }
    this.retryMs = options.retryMs ?? 50
    this.#dice = new ManualClock({ seed: options.seed ?? 1 })
  }

  /** A machine of that name, not yet ready. */
  network(name: string): MemoryNetwork {
    const network = new MemoryNetwork(this, name, this.#members.size + 1)
    this.#members.set(name, network)
    return network
  }

  /** Nothing arrives between the two until `resume`; the connection stays, as over a dead line. */
  pause(a: string, b: string): void {
    this.#links.get(pair(a, b))?.pause()
  }

  resume(a: string, b: string): void {
    this.#links.get(pair(a, b))?.resume()
  }

  /** Breaks the connection of the two and lets none come up until `heal`. */
  cut(a: string, b: string): void {
    this.#cut.add(pair(a, b))
    this.#links.get(pair(a, b))?.break()
  }

  /** Ends a cut; the two find each other again by their own retry or refresh. */
  heal(a: string, b: string): void {
    this.#cut.delete(pair(a, b))
  }

  /** Cuts every pair that is not inside one group, and heals every pair that is. */
  partition(...groups: readonly (readonly string[])[]): void {
    for (const a of this.#members.keys()) {
      for (const b of this.#members.keys()) {
        if (a >= b) continue
        if (groups.some((group) => group.includes(a) && group.includes(b))) this.heal(a, b)
        else this.cut(a, b)
      }
    }
  }

  /** For the networks: connects `from` with everybody who shares a topic and can be reached. */
  connectAll(from: MemoryNetwork): void {
    for (const to of this.#members.values()) {
      const key = pair(from.name, to.name)
      if (to === from || this.#links.has(key) || !from.meets(to)) continue
      if (this.#cut.has(key)) from.retryLater()
      else this.#connect(from, to, key)
    }
  }

  /** Others that have joined a topic, whether they can be reached or not. */
  countOthers(from: MemoryNetwork, topic: string): number {
    return [...this.#members.values()].filter((member) => member !== from && member.hasJoined(topic)).length
  }

  #connect(from: MemoryNetwork, to: MemoryNetwork, key: string): void {
    const link = new MemoryLink({
      clock: this.clock,
      weather: this.weather,
      dice: this.#dice,
      addresses: [from.address, to.address],
    })
    this.#links.set(key, link)
    const streams = [
      new NoiseSecretStream(true, link.ends[0]),
      new NoiseSecretStream(false, link.ends[1]),
    ] as const
    from.adopt(streams[0])
    to.adopt(streams[1])
    // Both ends must be gone, or the pair would get two connections.
    let open = 2
    for (const stream of streams) {
      stream.once('close', () => {
        link.break()
        if (--open > 0) return
        this.#links.delete(key)
        from.retryLater()
        to.retryLater()
      })
    }
  }
}

/** One machine of a MemoryNet. */
export class MemoryNetwork implements Network {
  readonly name: string
  readonly address: { readonly host: string; readonly port: number }
  readonly connections = new Emitter<PeerStream>()
  readonly changed = new Emitter()
  readonly #net: MemoryNet
  readonly #topics = new Map<string, number>()
  readonly #streams = new Set<NoiseSecretStream>()
  #cancelRetry: (() => void) | undefined
  #closed = false

  constructor(net: MemoryNet, name: string, number: number) {
    this.#net = net
    this.name = name
    this.address = { host: `10.0.${number >> 8}.${number & 255}`, port: 1000 + number }
  }

  async ready(): Promise<void> {
    if (this.#closed) throw new HocketError('CLOSED', 'The network is closed.')
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#topics.clear()
    this.#cancelRetry?.()
    const gone = [...this.#streams].map(
      (stream) => new Promise<void>((resolve) => stream.once('close', resolve)),
    )
    for (const stream of this.#streams) stream.destroy()
    await Promise.all(gone)
    this.connections.clear()
    this.changed.clear()
  }

  join(topic: Uint8Array): Announcement {
    if (this.#closed) throw new HocketError('CLOSED', 'The network is closed.')
    const key = Buffer.from(topic).toString('hex')
    let joined = true
    this.#count(key, 1)
    queueMicrotask(() => this.#look())
    const found = () => (joined ? this.#net.countOthers(this, key) : 0)
    return {
      get found() {
        return found()
      },
      get announced() {
        return joined
      },
      refresh: () => this.#look(),
      close: async () => {
        if (!joined) return
        joined = false
        this.#count(key, -1)
      },
    }
  }

  status(): NetworkStatus {
    const { host, port } = this.address
    return {
      mode: 'local',
      listening: this.#topics.size > 0 ? `${host}:${port}` : null,
      dhtReachable: true,
      bootstrap: [],
    }
  }

  /** Whether the two have a topic in common. */
  meets(other: MemoryNetwork): boolean {
    return [...this.#topics.keys()].some((topic) => other.#topics.has(topic))
  }

  hasJoined(topic: string): boolean {
    return this.#topics.has(topic)
  }

  /** Takes a stream whose handshake is still to be done. */
  adopt(stream: NoiseSecretStream): void {
    this.#streams.add(stream)
    stream.on('error', () => undefined) // a broken connection is normal here
    stream.once('close', () => {
      this.#streams.delete(stream)
      this.changed.emit()
    })
    stream.once('connect', () => {
      const peer = noisePeer(stream, () => undefined)
      this.changed.emit()
      this.connections.emit(peer)
    })
  }

  /** Looks for peers again after the net's retry pause. */
  retryLater(): void {
    if (this.#closed || this.#cancelRetry !== undefined) return
    const run = () => {
      this.#cancelRetry = undefined
      this.#look()
    }
    this.#cancelRetry = this.#net.clock.after(this.#net.retryMs, run, { background: true })
  }

  #look(): void {
    if (!this.#closed) this.#net.connectAll(this)
  }

  #count(topic: string, change: number): void {
    const count = (this.#topics.get(topic) ?? 0) + change
    if (count > 0) this.#topics.set(topic, count)
    else this.#topics.delete(topic)
  }
}

function pair(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`
}
