/**
 * One room of this profile: glue of logs, sync and index. Waits for its genesis when it was joined by key. Owns nothing
 * durable itself: blocks, cards, secrets, drafts and marks live elsewhere, and the index can be deleted at any time (I5).
 */
import { Emitter } from '../lib/emitter.js'
import { Resource } from '../lib/resource.js'
import type { Log } from '../log/log.js'
import type { HeadEntry } from '../protocol/heads.js'
import type { LogKey } from '../protocol/ids.js'
import { deriveReadKeys, type ReadKeys } from '../protocol/ladder.js'
import type {
  CardVerdict,
  GenesisGrant,
  HeadVerdict,
  PeerIdentity,
  Replica,
  Speaker,
} from '../sync/replica.js'
import { heldLimit } from '../timeline/clock.js'
import { ClockAhead } from './clock-ahead.js'
import { clockLead } from './clock-lead.js'
import { HeldTimer } from './held-timer.js'
import { Outgoing } from './outgoing.js'
import { OwnWriter } from './own-writer.js'
import { PeerCalm } from './peer-calm.js'
import { RoomReading } from './reading.js'
import type { RoomContext, RoomMemory } from './room-context.js'
import { checkGrant, type RoomFacts, storedFacts } from './room-facts.js'
import { RoomLogs } from './room-logs.js'

/** A room that has its genesis. */
export interface ReadyRoom {
  readonly facts: RoomFacts
  readonly logs: RoomLogs
  /** undefined for readers. */
  readonly writer: OwnWriter | undefined
}

export class Room extends Resource implements Replica {
  readonly context: RoomContext
  readonly memory: RoomMemory
  readonly keys: ReadKeys
  readonly w: Uint8Array | undefined
  readonly speaker: Speaker
  readonly outgoing: Outgoing
  readonly reading: RoomReading
  readonly grew = new Emitter<LogKey>()
  readonly genesisTaken = new Emitter()
  /** Something shown of the room has changed; `version` has grown. */
  readonly changed = new Emitter()
  readonly clockAhead: ClockAhead
  readonly #heldTimer: HeldTimer
  readonly #calm: PeerCalm
  #version = 1
  #ready: ReadyRoom | undefined
  #starting: Promise<void> | undefined
  #writing: Promise<void> | undefined
  #peersConnected: () => boolean = () => false

  constructor({ context, memory }: { readonly context: RoomContext; readonly memory: RoomMemory }) {
    super()
    this.context = context
    this.memory = memory
    const { w, r } = memory.secrets()
    this.w = w
    this.keys = deriveReadKeys(r)
    const { attestation, keyPair, device, identity } = context.device
    this.speaker = { attestation, device, deviceSecretKey: keyPair.secretKey }
    this.clockAhead = new ClockAhead(context.clock, identity)
    this.#calm = new PeerCalm(context.clock, () => this.touch())
    this.#heldTimer = new HeldTimer({
      clock: context.clock,
      nextDueMs: () => this.#nextHeldMs(),
      due: () => this.touch(),
    })
    this.outgoing = new Outgoing({
      context,
      memory,
      changed: () => this.touch(),
      indexed: async () => this.#ready?.logs.indexed(),
    })
    this.reading = new RoomReading({
      context,
      memory,
      facts: () => this.#ready?.facts,
      maxHlc: () => this.maxHlc(),
      changed: () => this.touch(),
    })
  }

  get version(): number {
    return this.#version
  }

  /** undefined while the room waits for its first member. */
  get state(): ReadyRoom | undefined {
    return this.#ready
  }

  get genesis(): GenesisGrant | undefined {
    return this.#ready?.facts.grant
  }

  get lacksGenesis(): boolean {
    const grant = this.genesis
    return grant === undefined || (this.w !== undefined && grant.s === undefined)
  }

  /** For who knows the connections: tells whether any member is connected. */
  watchPeers(connected: () => boolean): void {
    this.#peersConnected = connected
  }

  async takeGenesis({ genesis, ladderSig, s }: GenesisGrant): Promise<boolean> {
    const grant = { genesis: genesis.slice(), ladderSig: ladderSig.slice(), s: s?.slice() } // views of a message
    const facts = checkGrant(this.memory.secrets(), grant)
    if (facts === undefined || this.closing) return false
    if (this.lacksGenesis) this.#starting = settled(this.#starting).then(() => this.#accept(facts))
    await this.#starting
    return true
  }

  /** Nobody came or went for a while: who is connected has said what it holds. */
  get peersAreCalm(): boolean {
    return this.#calm.isCalm
  }

  heads(): readonly HeadEntry[] {
    return this.#ready?.logs.roster.heads() ?? []
  }

  headOf(log: LogKey): HeadEntry | undefined {
    return this.#ready?.logs.roster.headOf(log)
  }

  async headAt(log: LogKey, length: number): Promise<Uint8Array | undefined> {
    return this.#ready?.logs.headAt(log, length)
  }

  cardOf(log: LogKey): Uint8Array | undefined {
    return this.#ready?.logs.roster.get(log)?.card
  }

  async takeCard(card: Uint8Array, isAsked: (log: LogKey) => boolean): Promise<CardVerdict> {
    return this.#ready?.logs.takeCard(card, isAsked) ?? { state: 'full' }
  }

  isOwn(log: LogKey): boolean {
    return log === this.#ready?.writer?.log
  }

  mayFetch(_log: LogKey): boolean {
    return !this.closing
  }

  openLog(log: LogKey): Promise<Log> {
    if (this.#ready === undefined) return Promise.reject(new Error('a log was asked for before the genesis'))
    return this.#ready.logs.openLog(log)
  }

  onPeerHead(entry: HeadEntry, verdict: HeadVerdict, peer: PeerIdentity | undefined): void {
    const known = this.#ready?.logs.roster.get(entry.log)
    if (this.#ready === undefined || known === undefined) return
    const { logs, writer } = this.#ready
    if (verdict !== 'forked' && entry.length > known.claimedLength)
      logs.roster.update(entry.log, { claimedLength: entry.length })
    if (peer?.device === known.device) this.clockAhead.onHead(entry, known.state.nextSeq)
    if (verdict === 'forked') logs.roster.update(entry.log, { forked: true })
    if (known.device === this.speaker.device) {
      writer?.onVerdict(entry.log, entry.length, verdict)
      if (verdict !== 'forked' && peer !== undefined && peer.device !== known.device)
        logs.hold(entry.log, entry.length)
    }
    this.touch()
  }

  onPeersChanged(): void {
    this.#calm.stir()
    this.touch()
  }

  /** Resolves when the own log is open, if this profile may write, and everything stored so far is indexed. */
  async settled(): Promise<void> {
    await this.#writing?.catch(() => undefined) // who started it has the failure
    await this.#ready?.logs.indexed()
  }

  /** The highest hybrid time that is shown now. */
  maxHlc(): bigint {
    return heldLimit(this.context.clock.now() + this.clockLeadMs())
  }

  /** Milliseconds by which our clock seems slow against the others of the room. */
  clockLeadMs(): number {
    const { clock, device } = this.context
    const newest = this.#ready?.logs.roster.newestMs(device.identity) ?? []
    return clockLead(newest, clock.now())
  }

  /** Says that something shown of the room has changed. */
  touch(): void {
    this.#version++
    this.changed.emit()
  }

  protected override async open(): Promise<void> {
    this.own(() => this.#ready?.logs.close())
    this.own(() => this.#heldTimer.close())
    this.own(() => this.#calm.close())
    this.own(() => this.#starting?.catch(() => undefined)) // who started it has the failure
    this.own(() => this.#writing?.catch(() => undefined)) // likewise
    const facts = storedFacts(this.memory.secrets())
    if (facts === undefined) return
    this.#starting = this.#start(facts)
    await this.#starting
    await this.#writing
  }

  async #accept(facts: RoomFacts): Promise<void> {
    if (!this.lacksGenesis) return // another peer was faster
    const { genesis, ladderSig, s } = facts.grant
    await this.memory.saveSecrets((secrets) => ({
      ...secrets,
      roomId: facts.roomId,
      genesis,
      ladderSig,
      ...(s !== undefined && { s }),
    }))
    await this.#start(facts)
    this.#writing?.catch(this.context.report)
    this.genesisTaken.emit()
  }

  /** Opens the logs, if they are not open yet, and begins to open the own log, if this profile may write. */
  async #start(facts: RoomFacts): Promise<void> {
    const logs = this.#ready?.logs ?? (await this.#openLogs(facts))
    const writer = facts.grant.s === undefined ? undefined : this.#newWriter(facts, logs)
    this.#ready = { facts, logs, writer }
    this.#writing = this.#openWriter(writer, logs)
    this.touch()
  }

  /** A new log takes a while, because of its proof of work; others are synced meanwhile. */
  async #openWriter(writer: OwnWriter | undefined, logs: RoomLogs): Promise<void> {
    if (writer !== undefined) {
      await this.outgoing.connect(writer)
      await this.outgoing.flush()
    }
    void logs.wakeAll().catch(this.context.report) // not before: the own log is opened as such first
    this.touch()
  }

  async #openLogs(facts: RoomFacts): Promise<RoomLogs> {
    const logs = new RoomLogs({ context: this.context, facts, cards: this.memory.cards })
    await logs.ready()
    logs.grew.on((log) => {
      this.#ready?.writer?.onGrown()
      this.grew.emit(log)
    })
    logs.came.on((record) => this.clockAhead.onRecord(record))
    logs.changed.on(() => {
      this.touch()
      this.#heldTimer.look()
    })
    this.#heldTimer.look()
    return logs
  }

  #nextHeldMs(): number | undefined {
    const ready = this.#ready
    return ready === undefined
      ? undefined
      : this.context.index.counts(ready.facts.roomId, this.maxHlc()).nextHeldMs
  }

  #newWriter(facts: RoomFacts, logs: RoomLogs): OwnWriter {
    return new OwnWriter({
      context: this.context,
      memory: this.memory,
      facts,
      roster: logs.roster,
      admitOwn: async (card, log) => {
        await logs.takeCard(card)
        logs.adopt(log)
      },
      indexed: async (log) => {
        logs.adopt(log)
        await logs.indexed()
      },
      peersConnected: () => this.#peersConnected(),
      maxHlc: () => this.maxHlc(),
    })
  }
}

/** What failed before was told to who waited for it. */
function settled(earlier: Promise<void> | undefined): Promise<void> {
  return earlier?.catch(() => undefined) ?? Promise.resolve()
}
