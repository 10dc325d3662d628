/**
 * One stream to one peer: the greeting that finds the rooms in common, and a session for each of them. Says nothing about
 * a room that the peer has not named by its tag. Ends the stream when the peer breaks a rule, is silent, or shares nothing.
 */
import Protomux from 'protomux'
import type { Clock } from '../lib/clock.js'
import type { PeerStream } from '../network/network.js'
import { encodeHello, hasTag, type Role, readHello, tagOf } from '../protocol/hello.js'
import { limits } from '../protocol/limits.js'
import type { Downloads } from './downloads.js'
import { InvalidProofs } from './invalid-proofs.js'
import { controlByteRate, controlRate } from './outbox.js'
import type { Replica } from './replica.js'
import { RoomSession } from './room-session.js'
import { TokenBucket } from './token-bucket.js'

const protocol = 'hocket/hello/1'
const helloDeadlineMs = 5_000
/** A greeting is sent again when a room is added; more than this many are abuse. */
const maxHellos = 64

export interface ConnectionOptions {
  readonly peer: PeerStream
  readonly clock: Clock
  /** Every room of ours, those of the stream's topic first. */
  readonly rooms: () => readonly Replica[]
  readonly downloadsOf: (replica: Replica) => Downloads
  readonly random: (sizeBytes: number) => Uint8Array
  /** The peer broke a rule, in one room or before any; the stream is ended by the connection. */
  readonly onOffence: (reason: string, replica: Replica | undefined) => void
  /** It came to no room, without an offence. */
  readonly onStranger: (reason: string) => void
  /** The peer has proven a room, or said who it is. */
  readonly onProven: (session: RoomSession) => void
  /** A session is over: the peer or we have left its room, or the stream is gone. */
  readonly onLeft: (session: RoomSession) => void
  readonly report: (error: unknown) => void
}

export class Connection {
  readonly peer: PeerStream
  readonly startedMs: number
  readonly #options: ConnectionOptions
  readonly #sessions = new Map<Replica, RoomSession>()
  /** Rooms whose channel the peer has closed. It may be back when it greets again: its last greeting still names them. */
  readonly #leftByPeer = new Set<Replica>()
  readonly #padding: Uint8Array[]
  readonly #messages: TokenBucket
  readonly #bytes: TokenBucket
  readonly #invalidProofs = new InvalidProofs()
  readonly #mux: Protomux
  #sendHello: () => void = () => undefined
  #peerTags: readonly Uint8Array[] | undefined
  #hellos = 0
  #ownHellos = 0
  #ended = false
  #cancelDeadline: (() => void) | undefined

  constructor(options: ConnectionOptions) {
    const { peer, clock, random } = options
    this.peer = peer
    this.startedMs = clock.now()
    this.#options = options
    this.#mux = Protomux.from(peer.stream)
    // drawn once: tags of rooms added later take the place of padding, so that nobody can tell the two apart afterwards
    this.#padding = Array.from({ length: limits.roomsPerStream }, () => random(16))
    this.#messages = new TokenBucket(controlRate, clock)
    this.#bytes = new TokenBucket(controlByteRate, clock)
  }

  get sessions(): readonly RoomSession[] {
    return [...this.#sessions.values()]
  }

  sessionOf(replica: Replica): RoomSession | undefined {
    return this.#sessions.get(replica)
  }

  /** True while no room was proven on this stream. */
  get unproven(): boolean {
    return this.sessions.every((session) => session.level === undefined)
  }

  /** Greets. Call once, at once. */
  open(): void {
    const { clock } = this.#options
    const channel = this.#mux.createChannel({ protocol, onclose: () => this.end('greeting closed') })
    if (channel === null) return
    const hello = channel.addMessage<Uint8Array>({ onmessage: (message) => this.#onHello(message) })
    channel.open()
    this.#sendHello = () => void hello.send(this.#hello())
    this.#cancelDeadline = clock.after(helloDeadlineMs, () => this.#dismiss('no greeting in time'), {
      background: true,
    })
    this.#sendHello()
  }

  /** A room was added: greets again, and opens its channel when the peer has named it already. */
  roomAdded(): void {
    if (this.#ended) return
    if (this.#ownHellos >= maxHellos) return this.end('greeted often') // and greets anew on the next stream
    this.#sendHello()
    this.#match()
  }

  /** A room was left: its session ends, the stream stays for the others. */
  roomRemoved(replica: Replica): void {
    this.#sessions.get(replica)?.leave()
    this.#leftByPeer.delete(replica)
    if (this.#sessions.size === 0) this.end('no room in common')
  }

  /** Ends the stream. */
  end(reason: string): void {
    if (this.#ended) return
    this.close()
    this.peer.destroy(reason)
  }

  /** Forgets all sessions; the stream is gone or going. */
  close(): void {
    if (this.#ended) return
    this.#ended = true
    this.#cancelDeadline?.()
    for (const session of [...this.#sessions.values()]) session.close()
  }

  /** No offence: it may be somebody of a room that we have left, or something else than hocket. */
  #dismiss(reason: string): void {
    if (!this.#ended) this.#options.onStranger(reason)
    this.end(reason)
  }

  #hello(): Uint8Array {
    this.#ownHellos++
    const { handshakeHash } = this.peer
    const tags = this.#offered().map((replica) => tagOf(replica.keys.rep, handshakeHash, this.#ownRole))
    const padding = this.#padding.values()
    return encodeHello(tags, (sizeBytes) => padding.next().value ?? this.#options.random(sizeBytes))
  }

  #offered(): readonly Replica[] {
    return this.#options.rooms().slice(0, limits.roomsPerStream)
  }

  get #ownRole(): Role {
    return this.peer.initiator ? 'I' : 'R'
  }

  #onHello(message: Uint8Array): void {
    if (this.#ended) return
    this.#hellos++
    if (this.#hellos > maxHellos || !this.#admits(message.byteLength))
      return this.#violate('too many greetings')
    const tags = readHello(message)
    if (!tags.ok) return this.#violate(tags.reason)
    this.#cancelDeadline?.()
    this.#peerTags = tags.value
    this.#leftByPeer.clear()
    this.#match()
    if (this.#sessions.size > 0) return
    this.#dismiss('no room in common')
  }

  /** Opens a session for every room that both sides have named. Synchronous: the peer's open may be the next message. */
  #match(): void {
    const tags = this.#peerTags
    if (tags === undefined) return
    const peerRole: Role = this.peer.initiator ? 'R' : 'I'
    for (const replica of this.#offered()) {
      if (this.#sessions.has(replica) || this.#leftByPeer.has(replica)) continue
      if (hasTag(tags, tagOf(replica.keys.rep, this.peer.handshakeHash, peerRole))) this.#openSession(replica)
    }
  }

  #openSession(replica: Replica): void {
    const { peer, clock, random, report, downloadsOf, onProven } = this.#options
    const session = new RoomSession({
      replica,
      peer,
      clock,
      random,
      report,
      mux: this.#mux,
      downloads: downloadsOf(replica),
      invalidProofs: this.#invalidProofs,
      admits: (sizeBytes) => this.#admits(sizeBytes),
      violate: (reason) => this.#violate(reason, replica),
      onProven: () => onProven(session),
      onClosed: () => this.#onClosed(session),
    })
    this.#sessions.set(replica, session)
    session.open()
  }

  /** The stream stays for the other rooms, if there are any. */
  #onClosed(session: RoomSession): void {
    this.#sessions.delete(session.replica)
    this.#leftByPeer.add(session.replica)
    this.#options.onLeft(session)
    if (this.#sessions.size === 0) this.end('no room in common')
  }

  #admits(sizeBytes: number): boolean {
    return this.#messages.take() && this.#bytes.take(sizeBytes)
  }

  #violate(reason: string, replica?: Replica): void {
    if (this.#ended) return
    this.#options.onOffence(reason, replica)
    this.end(reason)
  }
}
