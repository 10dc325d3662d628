/**
 * One room on one stream: proof → ident → genesis → sync (PROTOCOL.md §9.2). Until the peer's proof was verified, nothing
 * of the room is said: no identity, no genesis, no log. A message that breaks a rule ends the stream (I4).
 */
import type Protomux from 'protomux'
import type { Clock } from '../lib/clock.js'
import { Serial } from '../lib/serial.js'
import type { Log } from '../log/log.js'
import type { PeerStream } from '../network/network.js'
import type { HeadEntry } from '../protocol/heads.js'
import { channelId, type Role } from '../protocol/hello.js'
import { createIdent, readIdent } from '../protocol/ident.js'
import type { LogKey } from '../protocol/ids.js'
import { limits } from '../protocol/limits.js'
import { encodeGenesisMessage, messageIndex, readGenesisMessage } from '../protocol/messages.js'
import { checkProof, createProof, type ProofLevel, readProof } from '../protocol/proof.js'
import type { Decoded } from '../protocol/reader.js'
import { attachLog } from './attach.js'
import { dispatchSync } from './dispatch-sync.js'
import type { Downloads } from './downloads.js'
import { HeadsExchange } from './heads-exchange.js'
import type { InvalidProofs } from './invalid-proofs.js'
import { Outbox } from './outbox.js'
import type { HeadVerdict, PeerIdentity, Replica } from './replica.js'

const protocol = 'hocket/room/1'
const proofDeadlineMs = 5_000
const messageCount = 19

export interface SessionOptions {
  readonly replica: Replica
  readonly peer: PeerStream
  readonly mux: Protomux
  readonly clock: Clock
  readonly downloads: Downloads
  readonly invalidProofs: InvalidProofs
  readonly random: (sizeBytes: number) => Uint8Array
  /** False when the peer sends more than it may. */
  readonly admits: (sizeBytes: number) => boolean
  /** Ends the whole stream because of this peer. */
  readonly violate: (reason: string) => void
  /** The peer's proof was verified, or its identity. */
  readonly onProven: () => void
  /** The session is over: called once, before anybody is told that the peer is gone. */
  readonly onClosed: () => void
  readonly report: (error: unknown) => void
}

export class RoomSession {
  readonly replica: Replica
  readonly exchange: HeadsExchange
  readonly #options: SessionOptions
  readonly #inbox = new Serial()
  readonly #outbox: Outbox
  readonly #attached = new Set<LogKey>()
  readonly #logs: Log[] = []
  readonly #undos: (() => void)[] = []
  #send: (index: number, message: Uint8Array) => void = () => undefined
  #closeChannel: () => void = () => undefined
  #level: ProofLevel | undefined
  #provedWrite = false
  #peerHasGenesis = false
  #identity: PeerIdentity | undefined
  #closed = false

  constructor(options: SessionOptions) {
    this.replica = options.replica
    this.#options = options
    this.#outbox = new Outbox(options.clock)
    this.exchange = new HeadsExchange({
      replica: options.replica,
      clock: options.clock,
      mayHaveCards: () => (this.#level ?? 0) >= 2,
      stream: {
        send: (index, message) => this.#say(index, message),
        attach: (log) => this.#attach(log),
        isAttached: (log) => this.#attached.has(log),
        fetch: (log) => this.#fetch(log),
        violate: (reason) => options.violate(reason),
        onHead: (entry, verdict) => this.#onHead(entry, verdict),
      },
    })
  }

  /** What the peer has proven; undefined before that. */
  get level(): ProofLevel | undefined {
    return this.#level
  }

  get identity(): PeerIdentity | undefined {
    return this.#identity
  }

  /** Opens the channel and proves ourselves. Both sides do so as soon as both greetings are known. */
  open(): void {
    const { mux, peer, replica, clock } = this.#options
    const channel = mux.createChannel({
      protocol,
      id: channelId(replica.keys.rep, peer.handshakeHash),
      onclose: () => this.leave(),
    })
    if (channel === null) return this.close() // the stream is gone
    const messages = Array.from({ length: messageCount }, (_, index) =>
      channel.addMessage<Uint8Array>({ onmessage: (message) => this.#receive(index, message) }),
    )
    channel.open()
    this.#closeChannel = () => channel.close()
    this.#send = (index, message) => void messages[index]?.send(message)
    this.#undos.push(
      clock.after(proofDeadlineMs, () => this.#checkDeadline(), { background: true }),
      replica.grew.on((log) => this.exchange.grew(log)),
      replica.genesisTaken.on(() => this.#enterSync()),
    )
    this.#sendProof()
  }

  /**
   * One of the two left the room: closes the channel and detaches its logs, so that both may come back on this stream. What
   * the peer sends of them meanwhile finds nobody: no log stays open to it without its guard.
   */
  leave(): void {
    if (this.#closed) return
    for (const log of this.#logs.splice(0)) log.detach(this.#options.peer.stream)
    this.#closeChannel() // comes back here, once
    this.close()
  }

  /** Forgets the peer. The stream itself is not touched: it is gone or going. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    for (const undo of this.#undos) undo()
    this.#outbox.close()
    this.exchange.close()
    this.#options.onClosed()
    this.replica.onPeersChanged()
  }

  #checkDeadline(): void {
    if (this.#level === undefined) this.#options.violate('no proof in time')
  }

  #receive(index: number, message: Uint8Array): void {
    const { admits, violate } = this.#options
    if (this.#closed) return
    if (message.byteLength > limits.messageBytes || !admits(message.byteLength))
      return violate('more than a peer may send')
    this.#work(() => this.#handle(index, message))
  }

  async #handle(index: number, message: Uint8Array): Promise<void> {
    if (this.#level === undefined) {
      if (index !== messageIndex.proof) return this.#options.violate('a message before the proof')
      return this.#onProof(message)
    }
    if (index === messageIndex.proof) return this.#options.violate('a second proof')
    if (index === messageIndex.ident) return this.#onIdent(message)
    if (index === messageIndex.genesis) return this.#onGenesis(message)
    if (this.replica.genesis === undefined && index !== messageIndex.digest) return // nothing is believed before the genesis
    const refused = await dispatchSync(this.exchange, index, message)
    if (refused !== undefined) this.#options.violate(refused)
  }

  #onProof(message: Uint8Array): void {
    const { replica, peer } = this.#options
    const proof = this.#decoded(readProof(message))
    if (proof === undefined) return
    const w = replica.w === undefined ? {} : { w: replica.w }
    const verdict = checkProof({
      proof,
      keys: replica.keys,
      ...w,
      hh: peer.handshakeHash,
      role: otherRole(peer),
    })
    if (!verdict.ok) return this.#options.violate('bad proof')
    this.#level = verdict.level
    this.#provedWrite = verdict.provedWrite
    this.#peerHasGenesis = verdict.hasGenesis
    this.#options.onProven()
    if (verdict.level >= 2 && replica.w !== undefined) this.#sendIdent()
    this.#enterSync()
    replica.onPeersChanged()
  }

  #onIdent(message: Uint8Array): void {
    const { replica, peer } = this.#options
    if (this.#identity !== undefined) return this.#options.violate('a second ident')
    const place = { hh: peer.handshakeHash, role: otherRole(peer), rep: replica.keys.rep }
    const ident = this.#decoded(readIdent(message, place))
    if (ident === undefined) return
    this.#identity = { identity: ident.identity, device: ident.device }
    this.#options.onProven()
    replica.onPeersChanged()
  }

  async #onGenesis(message: Uint8Array): Promise<void> {
    const { replica } = this.#options
    const given = this.#decoded(readGenesisMessage(message))
    if (given === undefined) return
    this.#peerHasGenesis = true
    if (!replica.lacksGenesis) return // somebody else was faster
    if (replica.w !== undefined && given.s === undefined) return // a reader cannot help a writer; it may not know that
    const accepted = await replica.takeGenesis({
      genesis: given.genesis,
      ladderSig: given.ladderSig,
      s: given.s,
    })
    if (!accepted) this.#options.violate('bad genesis')
  }

  #sendProof(): void {
    const { replica, peer, random } = this.#options
    const proof = {
      keys: replica.keys,
      hasGenesis: !replica.lacksGenesis,
      hh: peer.handshakeHash,
      role: ownRole(peer),
      random,
    }
    this.#say(
      messageIndex.proof,
      replica.w === undefined
        ? createProof({ ...proof, level: 2 })
        : createProof({ ...proof, w: replica.w, level: 3 }),
    )
  }

  #sendIdent(): void {
    const { replica, peer } = this.#options
    const place = { hh: peer.handshakeHash, role: ownRole(peer), rep: replica.keys.rep }
    this.#say(messageIndex.ident, createIdent({ ...place, ...replica.speaker }))
  }

  /** With a genesis: hands it on where it is missing, and begins to compare. Without: waits. */
  #enterSync(): void {
    const { genesis } = this.replica
    if (genesis === undefined || this.#level === undefined) return
    if (!this.#peerHasGenesis && this.#level >= 2) {
      this.#peerHasGenesis = true
      const { s, ...open } = genesis
      const grant = this.#provedWrite && s !== undefined ? { ...open, s } : open
      this.#say(messageIndex.genesis, encodeGenesisMessage(grant))
    }
    this.exchange.start()
  }

  async #attach(log: LogKey): Promise<boolean> {
    if (this.#attached.has(log)) return true
    if (this.#attached.size >= limits.coresPerStream) return false
    const { peer, clock, invalidProofs, violate } = this.#options
    const opened = await this.replica.openLog(log)
    if (this.#closed || this.#attached.has(log)) return !this.#closed
    this.#attached.add(log)
    this.#logs.push(opened)
    this.#undos.push(attachLog({ log: opened, peer, clock, invalidProofs, violate }))
    return true
  }

  #fetch(log: LogKey): void {
    this.#work(async () => this.#options.downloads.keep(await this.replica.openLog(log)))
  }

  /** Does one thing after the other. What fails because the room is being closed meanwhile is no news. */
  #work(job: () => Promise<void>): void {
    this.#inbox
      .run(() => (this.#closed ? undefined : job()))
      .catch((error: unknown) => {
        if (!this.#closed) this.#options.report(error)
      })
  }

  /** Who cannot read the room cannot vouch for any log of it. */
  #onHead(entry: HeadEntry, verdict: HeadVerdict): void {
    if ((this.#level ?? 0) >= 2) this.replica.onPeerHead(entry, verdict, this.#identity)
  }

  #say(index: number, message: Uint8Array): void {
    this.#outbox.send(() => this.#send(index, message))
  }

  #decoded<T>(decoded: Decoded<T>): T | undefined {
    if (decoded.ok) return decoded.value
    this.#options.violate(decoded.reason)
    return undefined
  }
}

function ownRole(peer: PeerStream): Role {
  return peer.initiator ? 'I' : 'R'
}

function otherRole(peer: PeerStream): Role {
  return peer.initiator ? 'R' : 'I'
}
