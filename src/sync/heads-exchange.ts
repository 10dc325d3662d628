/**
 * Compares the logs of one room with one peer and gets what is missing: digest → buckets → entries → cards → head check →
 * want → ready → attach. Opens no log before its card was accepted; attaches no core that was not wanted on this channel.
 * What a peer claims about third parties is a claim: it never counts against the author.
 */
import b4a from 'b4a'
import type { Clock } from '../lib/clock.js'
import { Coalescer } from '../lib/coalescer.js'
import { bucketOf, bucketsOf, differingBuckets, digestOf, type HeadEntry } from '../protocol/heads.js'
import type { LogKey } from '../protocol/ids.js'
import { limits } from '../protocol/limits.js'
import {
  type DigestMessage,
  encodeBucketReq,
  encodeBuckets,
  encodeCardMessage,
  encodeCardReq,
  encodeDigest,
  encodeEntries,
  encodeHeadAt,
  encodeHeadAtReq,
  encodeReady,
  encodeUpdate,
  encodeWant,
  type LogLength,
  messageIndex,
} from '../protocol/messages.js'
import type { HeadVerdict, Replica } from './replica.js'
import { type Rate, TokenBucket } from './token-bucket.js'

/** How often the whole is compared again while a connection lasts. */
const digestIntervalMs = 60_000
/** At most four announcements of new blocks a second, the first one at once. */
const updateIntervalMs = 250
/** Wants that come together go together. */
const wantIntervalMs = 20
/** A wanted log that the peer did not attach in this time may be wanted again. */
const wantTimeoutMs = 15_000
/** New logs that one stream may name: those of a first sync, then twenty an hour. The rest is ignored until later. */
const newLogRate = { perSecond: 20 / 3_600, burst: 1_100 } as const satisfies Rate

/** What an exchange may do with its stream. */
export interface ExchangeStream {
  send(index: number, message: Uint8Array): void
  /** Attaches one log, guarded; false when the stream holds too many. */
  attach(log: LogKey): Promise<boolean>
  isAttached(log: LogKey): boolean
  fetch(log: LogKey): void
  /** Ends the stream: the peer broke a rule. */
  violate(reason: string): void
  onHead(entry: HeadEntry, verdict: HeadVerdict): void
}

export class HeadsExchange {
  readonly #replica: Replica
  readonly #stream: ExchangeStream
  readonly #clock: Clock
  readonly #mayHaveCards: () => boolean
  readonly #peerHeads = new Map<LogKey, HeadEntry>()
  readonly #wantedAtMs = new Map<LogKey, number>()
  readonly #cardsAsked = new Set<LogKey>()
  readonly #grown = new Set<LogKey>()
  readonly #toWant = new Set<LogKey>()
  readonly #newLogs: TokenBucket
  readonly #updates: Coalescer
  readonly #wants: Coalescer
  #cancelDigest: (() => void) | undefined
  #peerDigest: Uint8Array | undefined
  #started = false

  constructor(options: {
    replica: Replica
    stream: ExchangeStream
    clock: Clock
    mayHaveCards: () => boolean
  }) {
    this.#replica = options.replica
    this.#stream = options.stream
    this.#clock = options.clock
    this.#mayHaveCards = options.mayHaveCards
    const { clock } = options
    this.#newLogs = new TokenBucket(newLogRate, clock)
    this.#updates = new Coalescer({ clock, intervalMs: updateIntervalMs, run: () => this.#sendUpdate() })
    this.#wants = new Coalescer({ clock, intervalMs: wantIntervalMs, run: () => this.#sendWant() })
  }

  /** Blocks that the peer has and we do not, and the other way round. */
  get lag(): { readonly ahead: number; readonly behind: number } {
    let [ahead, behind] = [0, 0]
    for (const { log, length } of this.#replica.heads()) {
      const difference = (this.#peerHeads.get(log)?.length ?? 0) - length
      if (difference > 0) ahead += difference
      else if (!this.#stream.isAttached(log)) behind -= difference
    }
    return { ahead, behind }
  }

  /** Blocks of a log that the peer has said it holds. */
  lengthOf(log: LogKey): number {
    return this.#peerHeads.get(log)?.length ?? 0
  }

  /** Begins to compare. Call once the genesis is known. */
  start(): void {
    if (this.#started) return
    this.#started = true
    this.#sendDigest()
    this.#compareDigests()
  }

  close(): void {
    this.#cancelDigest?.()
    this.#updates.close()
    this.#wants.close()
    this.#started = false
  }

  /** A log here has more blocks: the peer is told soon, when it may lack them. */
  grew(log: LogKey): void {
    if (!this.#started) return
    this.#grown.add(log)
    this.#updates.request()
  }

  onDigest({ digest }: DigestMessage): void {
    this.#peerDigest = digest
    this.#compareDigests()
  }

  onBuckets(theirs: Uint8Array): void {
    const heads = this.#replica.heads()
    const differing = new Set(differingBuckets(bucketsOf(heads), theirs))
    this.#noteSame(heads.filter(({ log }) => !differing.has(bucketOf(log))))
    if (differing.size > 0) this.#stream.send(messageIndex.bucketReq, encodeBucketReq([...differing]))
  }

  onBucketReq(buckets: readonly number[]): void {
    const asked = new Set(buckets)
    const entries = this.#replica.heads().filter(({ log }) => asked.has(bucketOf(log)))
    const pages = pagesOf(entries, limits.entriesPerMessage)
    pages.forEach((page, i) => {
      this.#stream.send(messageIndex.entries, encodeEntries({ last: i === pages.length - 1, entries: page }))
    })
  }

  /** Entries and Update say the same: what the peer holds. */
  async onHeads(entries: readonly HeadEntry[]): Promise<void> {
    const unknown: LogKey[] = []
    for (const entry of entries) {
      const isKnown = this.#replica.headOf(entry.log) !== undefined
      const isAsked = this.#cardsAsked.has(entry.log)
      if (!isKnown && !isAsked && !this.#newLogs.take()) continue
      // a view would keep the whole message in memory
      this.#peerHeads.set(entry.log, { ...entry, head: entry.head.slice() })
      if (isKnown) await this.#consider(entry)
      else if (!isAsked) unknown.push(entry.log)
    }
    for (const logs of nonEmptyPages(unknown, limits.cardsPerMessage)) {
      for (const log of logs) this.#cardsAsked.add(log)
      this.#stream.send(messageIndex.cardReq, encodeCardReq(logs))
    }
  }

  onCardReq(logs: readonly LogKey[]): void {
    if (!this.#mayHaveCards()) return this.#stream.violate('cards asked without the read key')
    const cards = logs.map((log) => this.#replica.cardOf(log)).filter((card) => card !== undefined)
    this.#stream.send(messageIndex.card, encodeCardMessage(cards))
  }

  async onCards(cards: readonly Uint8Array[]): Promise<void> {
    for (const card of cards) {
      const verdict = await this.#replica.takeCard(card, (log) => this.#cardsAsked.has(log))
      if (verdict.state === 'invalid') return this.#stream.violate('bad card')
      if (verdict.state === 'unasked') return this.#stream.violate('a card nobody asked for')
      if (verdict.state === 'full') continue
      this.#cardsAsked.delete(verdict.log)
      const entry = this.#peerHeads.get(verdict.log)
      if (entry !== undefined) await this.#consider(entry)
    }
  }

  async onHeadAtReq({ log, length }: LogLength): Promise<void> {
    const head = await this.#replica.headAt(log, length)
    if (head !== undefined) this.#stream.send(messageIndex.headAt, encodeHeadAt({ log, length, head }))
  }

  async onHeadAt({ log, length, head }: HeadEntry): Promise<void> {
    const [claimed, own] = [this.#peerHeads.get(log), await this.#replica.headAt(log, length)]
    if (claimed === undefined || own === undefined) return // answers a question of before we caught up
    if (b4a.equals(own, head)) this.#want(claimed)
    else this.#stream.onHead(claimed, 'forked')
  }

  async onWant(logs: readonly LogKey[]): Promise<void> {
    const ready: LogKey[] = []
    for (const log of logs) {
      if (this.#replica.headOf(log) === undefined) continue
      if (!(await this.#stream.attach(log))) continue
      if (!this.#replica.isOwn(log)) this.#stream.fetch(log)
      ready.push(log)
    }
    if (ready.length > 0) this.#stream.send(messageIndex.ready, encodeReady(ready))
  }

  async onReady(logs: readonly LogKey[]): Promise<void> {
    for (const log of logs) {
      // kept: a slow peer that was asked twice answers twice
      if (!this.#wantedAtMs.has(log)) return this.#stream.violate('a core nobody asked for')
      if (await this.#stream.attach(log)) this.#stream.fetch(log)
    }
  }

  async #consider(entry: HeadEntry): Promise<void> {
    const own = this.#replica.headOf(entry.log)
    if (own === undefined) return
    if (entry.length > own.length) {
      if (own.length === 0) this.#want(entry)
      else this.#stream.send(messageIndex.headAtReq, encodeHeadAtReq({ log: entry.log, length: own.length }))
      return
    }
    const head = await this.#replica.headAt(entry.log, entry.length)
    const same = head !== undefined && b4a.equals(head, entry.head)
    if (!same) this.#stream.onHead(entry, 'forked')
    else this.#stream.onHead(entry, entry.length === own.length ? 'same' : 'behind')
  }

  #want(entry: HeadEntry): void {
    this.#stream.onHead(entry, 'ahead')
    const { log } = entry
    if (this.#stream.isAttached(log)) return this.#stream.fetch(log)
    const now = this.#clock.now()
    if (now - (this.#wantedAtMs.get(log) ?? Number.NEGATIVE_INFINITY) < wantTimeoutMs) return
    this.#wantedAtMs.set(log, now)
    this.#toWant.add(log)
    this.#wants.request()
  }

  #sendWant(): void {
    for (const page of nonEmptyPages([...this.#toWant], limits.wantsPerMessage)) {
      this.#stream.send(messageIndex.want, encodeWant(page))
    }
    this.#toWant.clear()
  }

  #compareDigests(): void {
    if (!this.#started || this.#peerDigest === undefined) return
    const heads = this.#replica.heads()
    if (!b4a.equals(digestOf(heads), this.#peerDigest)) {
      return this.#stream.send(messageIndex.buckets, encodeBuckets(bucketsOf(heads)))
    }
    this.#noteSame(heads)
  }

  /** The peer holds exactly what we hold of these logs. */
  #noteSame(entries: readonly HeadEntry[]): void {
    for (const entry of entries) {
      this.#peerHeads.set(entry.log, entry)
      this.#stream.onHead(entry, 'same')
    }
  }

  #sendDigest(): void {
    const heads = this.#replica.heads()
    this.#stream.send(messageIndex.digest, encodeDigest({ logs: heads.length, digest: digestOf(heads) }))
    this.#cancelDigest = this.#clock.after(digestIntervalMs, () => this.#sendDigest(), { background: true })
  }

  /** Announces what grew, except to a peer that holds it or gets it over an attached core. */
  #sendUpdate(): void {
    const entries = [...this.#grown]
      .map((log) => this.#replica.headOf(log))
      .filter((entry) => entry !== undefined)
      .filter(
        ({ log, length }) =>
          !this.#stream.isAttached(log) && (this.#peerHeads.get(log)?.length ?? 0) < length,
      )
    this.#grown.clear()
    for (const page of nonEmptyPages(entries, limits.entriesPerMessage)) {
      this.#stream.send(messageIndex.update, encodeUpdate(page))
    }
  }
}

/** Cuts a list into pages of at most `size`; an empty list gives one empty page. */
function pagesOf<T>(items: readonly T[], size: number): T[][] {
  const pages = nonEmptyPages(items, size)
  return pages.length > 0 ? pages : [[]]
}

function nonEmptyPages<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  )
}
