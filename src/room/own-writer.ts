/**
 * Writes our messages into our own log of one room, and nowhere else (I9, rule "one road": what is written here is shown
 * only because the log grew). Never appends before the log's tail is known to be whole, and never to a log that another
 * copy of this device has continued: then it starts the next one.
 */
import { HocketError } from '../errors.js'
import { Emitter } from '../lib/emitter.js'
import { Serial } from '../lib/serial.js'
import type { OwnLog } from '../log/own-log.js'
import type { KnownEntry } from '../protocol/entry-codec.js'
import type { Seen } from '../protocol/envelope.js'
import { type EntryId, type LogKey, zeroId } from '../protocol/ids.js'
import { limits } from '../protocol/limits.js'
import type { HeadVerdict } from '../sync/replica.js'
import { mustRollOver, nextHlc } from '../timeline/clock.js'
import { composeBlock, type Tail } from './compose.js'
import { makeOwnCard, type OwnLogKey, ownLogKey, readOwnCard } from './own-log-key.js'
import type { RoomContext, RoomMemory } from './room-context.js'
import type { RoomFacts } from './room-facts.js'
import type { Roster } from './roster.js'
import { markedNonce } from './send-mark.js'

/** How long the first append of a run waits for what peers say about the own log, when any is connected. */
const headsWaitMs = 3_000
const seenLimit = 8

/** What must not be written twice. */
export interface Once {
  /** Bytes by which its block is known again. */
  readonly mark: Uint8Array
  /** The record, when it is in a log of ours already. */
  readonly written: () => Promise<EntryId | undefined>
}

export interface OwnWriterOptions {
  readonly context: RoomContext
  readonly memory: RoomMemory
  readonly facts: RoomFacts
  readonly roster: Roster
  /** Admits a log of our own: card book, roster, indexer. */
  readonly admitOwn: (card: Uint8Array, log: OwnLog) => Promise<void>
  /** Resolves when everything stored of the own log is indexed. */
  readonly indexed: (log: OwnLog) => Promise<void>
  readonly peersConnected: () => boolean
  /** The highest hybrid time that is not held. */
  readonly maxHlc: () => bigint
}

export class OwnWriter {
  /** The writer may have become able to write. */
  readonly changed = new Emitter()
  readonly #options: OwnWriterOptions
  readonly #appends = new Serial()
  readonly #verdicts = new Emitter<HeadVerdict>()
  #key: OwnLogKey | undefined
  #log: OwnLog | undefined
  #tail: Tail | undefined
  #confirmed = false
  #forked = false
  #aheadLength = 0

  constructor(options: OwnWriterOptions) {
    this.#options = options
  }

  get log(): LogKey | undefined {
    return this.#key?.log
  }

  /** Opens the newest log of this device in the room, or starts the first one. */
  open(): Promise<void> {
    return this.#appends.run(() => {
      const begun = this.#options.memory.secrets().logNumber
      return begun === 0 ? this.#startNext() : this.#resume(begun - 1)
    })
  }

  /** True while nothing may be appended: the tail of an unclean stop is not vouched for, and no peer has spoken yet. */
  get onHold(): boolean {
    return this.#log !== undefined && !this.#log.vouched && !this.#confirmed
  }

  /** Appends one record for each entry; resolves with their ids when they are on disk. */
  write(entries: readonly KnownEntry[], once?: Once): Promise<readonly EntryId[]> {
    return this.#appends.run(async () => {
      await this.#awaitPeers()
      await this.#rollOverIfNeeded()
      for (;;) {
        const ids = await this.#tryWrite(entries, once?.mark)
        if (ids !== undefined) return ids
        await this.#catchUp()
        const before = await once?.written() // an append that was given up may have landed late
        if (before !== undefined) return [before]
      }
    })
  }

  /** What a peer says about one of our logs. */
  onVerdict(log: LogKey, length: number, verdict: HeadVerdict): void {
    if (log !== this.#key?.log) return
    if (verdict === 'forked') this.#forked = true
    if (verdict === 'ahead') this.#aheadLength = Math.max(this.#aheadLength, length)
    if (verdict === 'ahead' && (this.#log?.length ?? 0) < this.#aheadLength) return
    this.#confirmed = true
    this.#verdicts.emit(verdict)
    this.changed.emit()
  }

  /** The log has grown by what a peer gave back to us. */
  onGrown(): void {
    if (this.#aheadLength === 0 || (this.#log?.length ?? 0) < this.#aheadLength) return
    this.#confirmed = true
    this.#verdicts.emit('same')
    this.changed.emit()
  }

  /** Goes on with a log of an earlier run. Its card is in its first block, also when the card book was lost. */
  async #resume(n: number): Promise<void> {
    const { context, facts, roster, admitOwn } = this.#options
    const key = ownLogKey(facts, context.device, n)
    const log = await context.store.openOwn({ manifest: key.manifest, keyPair: key.keyPair })
    this.#take(key, log)
    if (log.length === 0) return this.#startNext() // begun, and lost since: others may hold what was in it
    if (roster.get(log.key) === undefined) {
      const card = await readOwnCard(facts, log)
      if (card === undefined) return this.#startNext()
      await admitOwn(card, log)
    }
    await this.#refreshTail()
  }

  /** Starts a log that never existed: its number is marked as used, on disk, before anything of it exists. */
  async #startNext(): Promise<void> {
    const { context, facts, memory, admitOwn } = this.#options
    const { s, logNumber: n } = memory.secrets()
    if (s === undefined) throw new HocketError('ROOM_READ_ONLY', 'This profile may only read in this room.')
    await memory.saveSecrets((secrets) => ({ ...secrets, logNumber: n + 1 }))
    const previous = this.#log
    const key = ownLogKey(facts, context.device, n)
    const log = await context.store.openOwn({ manifest: key.manifest, keyPair: key.keyPair, isNew: true })
    const card = await makeOwnCard({ facts, device: context.device, key, s, verifier: context.verifier })
    await admitOwn(card, log)
    this.#take(key, log)
    this.#confirmed = true
    this.#tail = { seq: 0, prev: zeroId, lastHlc: 0n }
    try {
      await this.#tryWrite(firstEntries({ card, nick: context.nick(), previous }))
    } catch (error) {
      this.#tail = undefined // a log without its Join is of no use: the next write starts another one
      throw error
    }
  }

  #take(key: OwnLogKey, log: OwnLog): void {
    this.#key = key
    this.#log = log
    this.#tail = undefined
    this.#forked = false
    this.#confirmed = false
    this.#aheadLength = 0
    log.alarms.on((alarm) => {
      if (alarm !== 'verification-error' && log === this.#log) this.#forked = true
    })
  }

  async #tryWrite(
    entries: readonly KnownEntry[],
    mark?: Uint8Array,
  ): Promise<readonly EntryId[] | undefined> {
    const { facts, context } = this.#options
    const [log, key, first] = [this.#log, this.#key, this.#tail]
    if (log === undefined || key === undefined || first === undefined)
      throw new HocketError('ROOM_CLOSED', 'The room is closed.')
    const blocks: Uint8Array[] = []
    const ids: EntryId[] = []
    const seen = this.#seen(key.log)
    let tail = first
    for (const entry of entries) {
      const made = composeBlock({
        facts,
        entry,
        seen,
        tail,
        log: key.log,
        device: context.device,
        hlc: this.#nextHlc(tail),
        nonce: markedNonce(mark, context.random),
      })
      blocks.push(made.block)
      ids.push(made.id)
      tail = made.next
    }
    if (!(await log.append(blocks, first.seq))) return undefined
    this.#tail = tail
    return ids
  }

  #nextHlc(tail: Tail): bigint {
    const { context, facts } = this.#options
    const nowMs = context.clock.now()
    const clampedHlc = context.index.clampedHlc(facts.roomId, this.#options.maxHlc())
    return nextHlc({ nowMs, clampedHlc, ownPreviousHlc: tail.lastHlc, createdMs: facts.genesis.createdMs })
  }

  /** The newest records of others that we have applied: lets readers see gaps; never orders anything. */
  #seen(own: LogKey): readonly Seen[] {
    return this.#options.roster
      .all()
      .filter(({ log, state }) => log !== own && state.nextSeq > 0)
      .toSorted((a, b) => (a.state.lastHlc > b.state.lastHlc ? -1 : 1))
      .slice(0, seenLimit)
      .map(({ log, state }) => ({ logPrefix: log.slice(0, 16), seq: state.nextSeq - 1 }))
  }

  /** Takes the tail from what was verified of our own log. */
  async #refreshTail(): Promise<void> {
    const [log, key] = [this.#log, this.#key]
    if (log === undefined || key === undefined) return
    await this.#options.indexed(log)
    const state = this.#options.roster.get(key.log)?.state
    if (state === undefined || state.prev === undefined || state.ended !== undefined) return this.#startNext()
    this.#tail = { seq: state.nextSeq, prev: state.prev, lastHlc: state.lastHlc }
  }

  async #awaitPeers(): Promise<void> {
    if (this.onHold) throw new HocketError('ROOM_WAITING', 'The log of this device waits for another member.')
    if (this.#confirmed || !this.#options.peersConnected()) return
    await this.#waitFor((done) => this.#verdicts.on(done))
    this.#confirmed = true
    await this.#refreshTail()
  }

  /** More of our own tail exists than we had. Goes on behind it when its blocks come back, else in another log. */
  async #catchUp(): Promise<void> {
    const log = this.#log
    if (log === undefined) return
    const isWhole = () => log.length >= log.nextSeq
    if (!isWhole()) await this.#waitFor((done) => log.grown.on(() => isWhole() && done()))
    await this.#refreshTail()
    if (log === this.#log && this.#tail?.seq !== log.nextSeq) await this.#startNext()
  }

  /** Waits for what `listen` tells, but not long. */
  #waitFor(listen: (done: () => void) => () => void): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        cancel()
        off()
        resolve()
      }
      const off = listen(done)
      const cancel = this.#options.context.clock.after(headsWaitMs, done)
    })
  }

  async #rollOverIfNeeded(): Promise<void> {
    const [log, tail] = [this.#log, this.#tail]
    if (log === undefined) return
    const wrongClock = mustRollOver(tail?.lastHlc ?? 0n, this.#options.context.clock.now())
    const isFull = log.nextSeq >= limits.rolloverBlocks
    if (tail === undefined || this.#forked || wrongClock || isFull) await this.#startNext()
  }
}

/** The first records of a log: Join, and the nick. */
function firstEntries(first: {
  card: Uint8Array
  nick: string | undefined
  previous: OwnLog | undefined
}): KnownEntry[] {
  const { card, nick, previous } = first
  const supersedes =
    previous === undefined || previous.nextSeq === 0
      ? undefined
      : { log: previous.key, lastSeq: previous.nextSeq - 1 }
  const join: KnownEntry = { kind: 'join', card, ...(supersedes !== undefined && { supersedes }) }
  return nick === undefined ? [join] : [join, { kind: 'profile', nick, colour: 0 }]
}
