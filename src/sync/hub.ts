/**
 * All connections of the engine: admits streams, greets, and gives every room its sessions and its topic. Joins no topic,
 * and so opens no socket, before there is a room.
 */
import { Background } from '../lib/background.js'
import type { Clock } from '../lib/clock.js'
import { Emitter } from '../lib/emitter.js'
import { Resource } from '../lib/resource.js'
import type { Admission } from '../network/admission.js'
import type { Announcement, Network, PeerStream } from '../network/network.js'
import { Connection } from './connection.js'
import { Downloads } from './downloads.js'
import type { Replica } from './replica.js'
import type { RoomSession } from './room-session.js'
import { Troubles } from './troubles.js'

export interface HubOptions {
  readonly network: Network
  readonly admission: Admission
  readonly clock: Clock
  readonly random: (sizeBytes: number) => Uint8Array
  readonly report: (error: unknown) => void
}

/** One proven peer of one room, for who wants to show it. */
export interface RoomPeer {
  readonly session: RoomSession
  /** Of the connection: attached logs know the peer by it. */
  readonly remotePublicKey: Uint8Array
  readonly address: string | null
  readonly sinceMs: number
}

interface Seat {
  readonly announcement: Announcement
  readonly downloads: Downloads
  /** What ended its connections. */
  readonly troubles: Troubles
  lastContactMs: number | undefined
}

export class Hub extends Resource {
  /** Connections, proofs or refusals have changed. */
  readonly changed = new Emitter()
  readonly #options: HubOptions
  readonly #rooms = new Map<Replica, Seat>()
  readonly #connections = new Set<Connection>()
  readonly #refused = new Troubles()
  /** Streams that came to no room. */
  readonly #strangers = new Troubles()
  readonly #leaving: Background

  constructor(options: HubOptions) {
    super()
    this.#options = options
    this.#leaving = new Background(options.report)
  }

  /** Looks for peers of `replica` and talks with those that are connected already. */
  add(replica: Replica): void {
    const announcement = this.#options.network.join(replica.keys.topic)
    const downloads = new Downloads({ clock: this.#options.clock, mayFetch: (log) => replica.mayFetch(log) })
    this.#rooms.set(replica, { announcement, downloads, troubles: new Troubles(), lastContactMs: undefined })
    for (const connection of [...this.#connections]) connection.roomAdded()
    this.changed.emit()
  }

  /** Ends everything about `replica`; its room may be closed afterwards. Taking back the announcement is not waited for. */
  remove(replica: Replica): void {
    const seat = this.#rooms.get(replica)
    if (seat === undefined) return
    this.#rooms.delete(replica)
    for (const connection of [...this.#connections]) connection.roomRemoved(replica)
    seat.downloads.close()
    this.#leaving.run(() => seat.announcement.close())
  }

  /** The peers that have proven that they know the room. */
  peersOf(replica: Replica): readonly RoomPeer[] {
    return [...this.#connections].flatMap((connection) => {
      const session = connection.sessionOf(replica)
      if (session?.level === undefined) return []
      const { address, remotePublicKey } = connection.peer
      return [{ session, remotePublicKey, address, sinceMs: connection.startedMs }]
    })
  }

  announced(replica: Replica): boolean {
    return this.#rooms.get(replica)?.announcement.announced ?? false
  }

  /** How many others were found under the room's topic. */
  found(replica: Replica): number {
    return this.#rooms.get(replica)?.announcement.found ?? 0
  }

  /** Why connections ended lately: those of the room, and those that came to none. */
  troubles(replica: Replica): readonly string[] {
    const nowMs = this.#options.clock.now()
    const ofRoom = this.#rooms.get(replica)?.troubles.recent(nowMs) ?? []
    return [...ofRoom, ...this.#strangers.recent(nowMs)]
  }

  /** When a peer of the room was last connected; undefined for never in this run. */
  lastContactMs(replica: Replica): number | undefined {
    return this.peersOf(replica).length > 0
      ? this.#options.clock.now()
      : this.#rooms.get(replica)?.lastContactMs
  }

  get connections(): number {
    return this.#connections.size
  }

  get unproven(): number {
    return [...this.#connections].filter((connection) => connection.unproven).length
  }

  /** Why streams were refused or ended, with counts. */
  get refused(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#options.admission.refusals, ...this.#refused.counts])
  }

  /** Announces and looks for peers again, now. */
  refresh(): void {
    for (const { announcement } of this.#rooms.values()) announcement.refresh()
  }

  protected override open(): void {
    this.own(this.#options.network.connections.on((peer) => this.#onPeer(peer)))
    this.own(() => {
      for (const connection of [...this.#connections]) connection.end('closing')
    })
    this.own(() => {
      for (const replica of [...this.#rooms.keys()]) this.remove(replica)
    })
  }

  #onPeer(peer: PeerStream): void {
    const { admission, clock, random, report } = this.#options
    const admitted = admission.admit(peer, clock.now())
    if (!admitted.ok) {
      this.#strangers.note(admitted.reason, clock.now())
      return peer.destroy(admitted.reason)
    }
    admitted.evict?.destroy('evicted')
    const connection = new Connection({
      peer,
      clock,
      random,
      report,
      rooms: () => [...this.#rooms.keys()],
      downloadsOf: (replica) => this.#seatOf(replica).downloads,
      onOffence: (reason, replica) => this.#onOffence(peer, reason, replica),
      onStranger: (reason) => this.#strangers.note(reason, clock.now()),
      onProven: (session) => this.#onProven(connection, session),
      onLeft: (session) => this.#onLeft(session),
    })
    this.#connections.add(connection)
    void peer.closed.then(() => this.#onGone(connection))
    connection.open()
    this.changed.emit()
  }

  #onProven(connection: Connection, session: RoomSession): void {
    const { admission } = this.#options
    const admitted = admission.proven(connection.peer, session.identity?.identity)
    if (!admitted.ok) connection.end(admitted.reason)
    this.#endOlder(connection, session)
    this.#noteContact(session)
    this.changed.emit()
  }

  #onLeft(session: RoomSession): void {
    this.#noteContact(session)
    this.changed.emit()
  }

  /** A device that is here again has lost its older connection, which may look alive for some more seconds. */
  #endOlder(connection: Connection, { identity, replica }: RoomSession): void {
    if (identity === undefined) return
    for (const other of [...this.#connections]) {
      const same = other.sessionOf(replica)?.identity?.device === identity.device
      if (same && other !== connection && other.startedMs <= connection.startedMs) other.end('replaced')
    }
  }

  #onOffence(peer: PeerStream, reason: string, replica: Replica | undefined): void {
    const nowMs = this.#options.clock.now()
    const seat = replica === undefined ? undefined : this.#rooms.get(replica)
    this.#options.admission.offence(peer, nowMs)
    this.#refused.note(reason, nowMs)
    if (replica === undefined) this.#strangers.note(reason, nowMs)
    else seat?.troubles.note(reason, nowMs)
    this.changed.emit()
  }

  #onGone(connection: Connection): void {
    this.#connections.delete(connection)
    this.#options.admission.gone(connection.peer)
    connection.close()
    this.changed.emit()
  }

  #noteContact({ replica, level }: RoomSession): void {
    const seat = this.#rooms.get(replica)
    if (seat !== undefined && level !== undefined) seat.lastContactMs = this.#options.clock.now()
  }

  #seatOf(replica: Replica): Seat {
    const seat = this.#rooms.get(replica)
    if (seat === undefined) throw new Error('a session for a room that is not here')
    return seat
  }
}
