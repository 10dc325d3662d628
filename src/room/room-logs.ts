/**
 * The logs of one room: which there are (card book), how far each is verified (index), what peers hold, and the indexer
 * that turns stored blocks into rows. Opens no log before its card was accepted.
 */
import { Emitter } from '../lib/emitter.js'
import { Resource } from '../lib/resource.js'
import type { Log } from '../log/log.js'
import { type LogCard, readCard } from '../protocol/card.js'
import { startChain } from '../protocol/chain.js'
import type { VerifiedRecord } from '../protocol/entry.js'
import type { LogKey } from '../protocol/ids.js'
import type { CardVerdict } from '../sync/replica.js'
import { headAt } from './head-index.js'
import { Indexer } from './indexer.js'
import type { RoomContext, RoomMemory } from './room-context.js'
import type { RoomFacts } from './room-facts.js'
import { Roster } from './roster.js'
import type { VerifiedRun } from './verify-run.js'

export interface RoomLogsOptions {
  readonly context: RoomContext
  readonly facts: RoomFacts
  readonly cards: RoomMemory['cards']
}

export class RoomLogs extends Resource {
  readonly roster = new Roster()
  /** A log has more verified blocks, or is new. */
  readonly grew = new Emitter<LogKey>()
  /** The newest of the records that a log has just brought. */
  readonly came = new Emitter<VerifiedRecord>()
  /** Anything that is shown or counted has changed. */
  readonly changed = new Emitter()
  readonly #context: RoomContext
  readonly #facts: RoomFacts
  readonly #cards: RoomMemory['cards']
  readonly #opened = new Map<LogKey, Promise<Log>>()
  readonly #stops: (() => void)[] = []
  #indexer: Indexer
  #waking: Promise<void> | undefined

  constructor({ context, facts, cards }: RoomLogsOptions) {
    super()
    this.#context = context
    this.#facts = facts
    this.#cards = cards
    this.#indexer = this.#newIndexer()
  }

  /** The log, opened once and indexed as it grows. Its card must have been accepted. */
  openLog(log: LogKey): Promise<Log> {
    const known = this.#opened.get(log)
    if (known !== undefined) return known
    const opening = this.#context.store.openRemote(log).then((opened) => this.#watch(opened))
    this.#opened.set(log, opening)
    opening.catch(() => this.#opened.delete(log)) // the caller has the rejection; the next caller tries again
    return opening
  }

  /** Takes in a log of this device, which the writer has opened. */
  adopt(log: Log): void {
    if (this.#opened.has(log.key)) return
    this.#opened.set(log.key, Promise.resolve(this.#watch(log)))
  }

  /** Verifies a card and admits its log, if that is one that was asked for. */
  async takeCard(bytes: Uint8Array, isAsked: (log: LogKey) => boolean = () => true): Promise<CardVerdict> {
    const card = readCard(bytes, this.#facts.cardRoom)
    if (!card.ok) return { state: 'invalid' }
    const { log } = card.value
    if (!isAsked(log)) return { state: 'unasked' }
    if (this.roster.get(log) === undefined) {
      const kept = bytes.slice() // a view would keep the whole message in memory
      this.#enter(card.value, kept)
      await this.#cards.add(kept)
      this.grew.emit(log)
    }
    return { state: 'accepted', log }
  }

  /** The head hash of the first `length` blocks; undefined when fewer are indexed. */
  headAt(log: LogKey, length: number): Promise<Uint8Array | undefined> {
    const { roomId } = this.#facts
    return headAt(log, length, {
      roomId,
      index: this.#context.index,
      roster: this.roster,
      openLog: (key) => this.openLog(key),
    })
  }

  /** Remembers that another member holds the first `length` blocks. */
  hold(log: LogKey, length: number): void {
    const known = this.roster.get(log)
    if (known === undefined || length <= known.heldLength) return
    this.roster.update(log, { heldLength: length })
    this.#context.index.setHeldLength(this.#facts.roomId, log, length)
    this.changed.emit()
  }

  /** Resolves when everything stored so far is indexed. */
  async indexed(): Promise<void> {
    await this.#waking
    await this.#indexer.idle()
  }

  /** Opens every log, so that what was stored but not indexed before a crash is indexed now. */
  wakeAll(): Promise<void> {
    this.#waking = this.#wakeEach()
    return this.#waking
  }

  async #wakeEach(): Promise<void> {
    for (const { log } of this.roster.all()) {
      if (this.closing) return
      const opened = await this.openLog(log)
      // the store lost blocks that the index knows: they are fetched again, and nothing is claimed meanwhile
      if (opened.length < (this.roster.get(log)?.state.nextSeq ?? 0))
        this.roster.update(log, { state: startChain(log) })
      this.#indexer.wake(opened)
    }
  }

  /** Builds this room's part of the index again from the stored blocks. */
  async rebuild(): Promise<void> {
    await this.#indexer.close()
    this.#context.index.clearRoom(this.#facts.roomId)
    for (const { log } of this.roster.all()) this.roster.update(log, { state: startChain(log) })
    this.#indexer = this.#newIndexer()
    await this.wakeAll()
    await this.indexed()
    this.changed.emit()
  }

  protected override open(): void {
    this.own(() => this.#shut())
    const stored = new Map(
      this.#context.index.loadLogs(this.#facts.roomId).map((known) => [known.log, known]),
    )
    for (const bytes of this.#cards.cards) {
      const card = readCard(bytes, this.#facts.cardRoom)
      if (!card.ok) continue // damage: the card is asked for again, and the log's blocks are still stored
      this.#enter(card.value, bytes)
      const known = stored.get(card.value.log)
      if (known !== undefined)
        this.roster.update(known.log, { state: known.state, heldLength: known.heldLength })
    }
  }

  #enter(card: LogCard, bytes: Uint8Array): void {
    const { identity: author, device } = card.attestation
    const state = startChain(card.log, card)
    this.roster.add({
      log: card.log,
      author,
      device,
      card: bytes,
      state,
      heldLength: 0,
      claimedLength: 0,
      forked: false,
    })
  }

  #watch(log: Log): Log {
    this.#stops.push(
      log.grown.on(() => this.#indexer.wake(log)),
      log.heldChanged.on(() => this.#noticeHeld(log)),
    )
    this.#indexer.wake(log)
    return log
  }

  /** Of our own logs: what attached peers have stored. Whoever is attached has proven that it knows the room. */
  #noticeHeld(log: Log): void {
    if (this.roster.get(log.key)?.device !== this.#context.device.device) return
    for (const { length } of log.remoteLengths()) this.hold(log.key, length)
  }

  #newIndexer(): Indexer {
    const { verifier, clock, report } = this.#context
    return new Indexer({
      room: this.#facts.chainRoom,
      verifier,
      clock,
      report,
      stateOf: (log) => this.roster.get(log)?.state,
      commit: (log, run) => this.#commit(log, run),
    })
  }

  #commit(log: LogKey, run: VerifiedRun): void {
    const { index, clock } = this.#context
    const { state, records, checkpoints: heads } = run
    index.commit(this.#facts.roomId, { log, state, records, heads, arrivedMs: clock.now() })
    this.roster.update(log, { state })
    const newest = records.at(-1)
    if (newest !== undefined) this.came.emit(newest)
    this.grew.emit(log)
    this.changed.emit()
  }

  async #shut(): Promise<void> {
    await this.#indexer.close()
    for (const stop of this.#stops) stop()
    const logs = await Promise.allSettled(this.#opened.values())
    await Promise.all(logs.map((log) => (log.status === 'fulfilled' ? log.value.close() : undefined)))
  }
}
