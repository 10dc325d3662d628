/**
 * The network over Hyperswarm. Owns the only DHT node and swarm of the engine, and makes the node itself always: left alone,
 * the library would use the public network, every interface, and a fixed retry policy.
 * Opens no socket before the first join, none at all without bootstrap nodes, and only 127.0.0.1 when all of them are there.
 * A new Noise key for every run, so that neither runs nor rooms are linked.
 */

import b4a from 'b4a'
import HyperDHT from 'hyperdht'
import Hyperswarm, { type DiscoverySession } from 'hyperswarm'
import type { NetworkMode } from '../api/views.js'
import { HocketError } from '../errors.js'
import { type Clock, sleep } from '../lib/clock.js'
import { Emitter } from '../lib/emitter.js'
import { Resource } from '../lib/resource.js'
import { outboundSlots } from './admission.js'
import { type Bootstrap, type BootstrapAddress, formatAddress, isLoopback } from './bootstrap.js'
import { MissedPeers } from './missed-peers.js'
import type { Announcement, Network, NetworkStatus, NoiseStream, PeerStream } from './network.js'
import { noisePeer } from './noise-peer.js'
import { Refresher } from './refresh.js'

export interface SwarmNetworkOptions {
  readonly bootstrap: Bootstrap
  readonly clock: Clock
}

const leaveTimeoutMs = 1_000
const firstPort = 49_737

interface Node {
  readonly dht: HyperDHT
  readonly swarm: Hyperswarm
}

export class SwarmNetwork extends Resource implements Network {
  readonly connections = new Emitter<PeerStream>()
  readonly changed = new Emitter()
  readonly #bootstrap: Bootstrap
  readonly #clock: Clock
  readonly #mode: NetworkMode
  readonly #announcements = new Set<SwarmAnnouncement>()
  readonly #missed = new MissedPeers()
  readonly #refresher: Refresher
  #node: Node | undefined

  constructor({ bootstrap, clock }: SwarmNetworkOptions) {
    super()
    if (bootstrap !== 'public' && !Array.isArray(bootstrap))
      throw new TypeError('bootstrap must be a list or “public”')
    this.#bootstrap = bootstrap
    this.#clock = clock
    this.#mode = modeOf(bootstrap)
    this.#refresher = new Refresher({
      clock,
      refresh: () => this.#refresh(),
      satisfied: () => this.#satisfied(),
    })
  }

  join(topic: Uint8Array): Announcement {
    if (this.closing) throw new HocketError('CLOSED', 'The network is closed.')
    if (this.#mode === 'offline')
      return { announced: false, found: 0, refresh: () => undefined, close: () => Promise.resolve() }
    const session = this.#start().swarm.join(topic, { client: true, server: true })
    const announcement = new SwarmAnnouncement(session, {
      found: () => this.#found(topic),
      changed: () => this.changed.emit(),
      closed: () => this.#announcements.delete(announcement),
    })
    this.#announcements.add(announcement)
    this.#refresher.joined()
    return announcement
  }

  status(): NetworkStatus {
    const dht = this.#node?.dht
    const address = dht?.address() ?? null
    return {
      mode: this.#mode,
      listening: address === null ? null : formatAddress(address),
      dhtReachable: dht?.bootstrapped === true ? dht.online && dht.nodes.length > 0 : null,
      bootstrap: this.#bootstrap === 'public' ? [] : this.#bootstrap.map(formatAddress),
    }
  }

  protected override open(): void {
    this.own(() => this.#stop())
  }

  #found(topic: Uint8Array): number {
    const peers = [...(this.#node?.swarm.peers.values() ?? [])]
    return peers.filter(({ topics }) => topics.some((known) => b4a.equals(known, topic))).length
  }

  #start(): Node {
    if (this.#node !== undefined) return this.#node
    const dht = new HyperDHT(dhtOptions(this.#bootstrap))
    const swarm = new Hyperswarm({
      dht,
      keyPair: HyperDHT.keyPair(),
      // The library counts inbound streams against its own limit and would stop dialling: admission limits both kinds instead.
      maxPeers: Number.POSITIVE_INFINITY,
      maxClientConnections: outboundSlots,
    })
    this.#node = { dht, swarm }
    swarm.on('connection', (stream) => this.#connected(stream))
    swarm.on('update', () => this.#refresher.check())
    dht.on('network-change', () => this.#refresher.networkChanged())
    dht.on('network-update', () => this.#noticeNetwork())
    dht.on('ready', () => this.#noticeNetwork())
    dht.on('listening', () => this.changed.emit())
    return this.#node
  }

  async #stop(): Promise<void> {
    this.#refresher.close()
    const node = this.#node
    if (node === undefined) return
    const streams = [...node.swarm.connections].map(
      (stream) => new Promise<void>((resolve) => stream.once('close', resolve)),
    )
    for (const stream of node.swarm.connections) stream.destroy()
    await this.#leave(node)
    await Promise.all(streams)
    this.#node = undefined
    this.connections.clear()
    this.changed.clear()
  }

  // Taking back what was announced waits for nodes that may be gone; others then find out by themselves.
  async #leave({ swarm, dht }: Node): Promise<void> {
    const patience = new AbortController()
    const left = swarm.destroy().finally(() => patience.abort()) // ends the DHT node as well
    await sleep(this.#clock, leaveTimeoutMs, patience.signal)
    if (!patience.signal.aborted) await dht.destroy({ force: true })
    await left
  }

  #connected(stream: NoiseStream): void {
    const peer = noisePeer(stream, () => undefined) // a broken connection is normal: `closed` tells of it
    const key = b4a.toString(peer.remotePublicKey, 'hex')
    this.#missed.connected(key)
    stream.once('close', () => {
      this.#missed.lost(key, this.#clock.now())
      this.#refresher.check()
      this.changed.emit()
    })
    this.changed.emit()
    this.connections.emit(peer)
  }

  // A node that started without any other one would tell nobody for five minutes how it is reached (measured).
  #refresh(): void {
    const server = this.#node?.swarm.server
    if (server?.relayAddresses.length === 0) server.refresh()
    for (const announcement of this.#announcements) announcement.refresh()
  }

  #noticeNetwork(): void {
    this.#refresher.check()
    this.changed.emit()
  }

  #satisfied(): boolean {
    if (this.#announcements.size === 0) return true
    const swarm = this.#node?.swarm
    const connected = swarm?.connections.size ?? 0
    return connected > 0 && connected >= (swarm?.peers.size ?? 0) && !this.#missed.any(this.#clock.now())
  }
}

interface AnnouncementWiring {
  readonly found: () => number
  readonly changed: () => void
  readonly closed: () => void
}

class SwarmAnnouncement implements Announcement {
  readonly #session: DiscoverySession
  readonly #on: AnnouncementWiring
  #announced = false
  #closed = false

  constructor(session: DiscoverySession, on: AnnouncementWiring) {
    this.#session = session
    this.#on = on
    this.#settle(session.flushed())
  }

  get announced(): boolean {
    return this.#announced
  }

  get found(): number {
    return this.#closed ? 0 : this.#on.found()
  }

  refresh(): void {
    if (!this.#closed) this.#settle(this.#session.refresh({ client: true, server: true }))
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#announced = false
    this.#on.closed()
    await this.#session.destroy()
  }

  // The library resolves to false, or rejects, when no node of the DHT took the announcement, and to undefined when an
  // earlier one is still on its way: that one tells.
  #settle(done: Promise<boolean | undefined>): void {
    const set = (announced: boolean | undefined) => {
      if (this.#closed || announced === undefined || announced === this.#announced) return
      this.#announced = announced
      this.#on.changed()
    }
    done.then(set, () => set(false))
  }
}

function modeOf(bootstrap: Bootstrap): NetworkMode {
  if (bootstrap === 'public') return 'public'
  if (bootstrap.length === 0) return 'offline'
  return bootstrap.every(({ host }) => isLoopback(host)) ? 'local' : 'private'
}

function dhtOptions(bootstrap: Bootstrap) {
  if (bootstrap === 'public') return {}
  // `firewalled: false` because bulk transfers stall on loopback otherwise (measured); beyond it the DHT finds out itself.
  const port = portBeside(bootstrap)
  return modeOf(bootstrap) === 'local'
    ? { bootstrap, port, host: '127.0.0.1', firewalled: false }
    : { bootstrap, port, host: '0.0.0.0' }
}

/** The library's own first port, or the next one that no bootstrap node may want when it comes back on this machine. */
function portBeside(bootstrap: readonly BootstrapAddress[]): number {
  const taken = new Set(bootstrap.map(({ port }) => port))
  let port = firstPort
  while (taken.has(port)) port++
  return port
}
