/**
 * The index: one SQLite file for all rooms of a profile, derived from the logs and disposable (I5). It answers every
 * question that a face asks about a room. It must never be the only place of a fact; what it remembers besides (state of
 * validators, checkpoints, who holds what) is a cache of what the logs and peers say.
 *
 * Effects of records on each other are decided when a question is asked, from the set of rows, so that order, batches and
 * repetition cannot matter (I1): timeline/fold says the same in memory, and the tests hold the two against each other.
 * `maxHlc` is `heldLimit(now)`: what lies above it is kept, but no answer shows it.
 */
import { HocketError } from '../errors.js'
import { Resource } from '../lib/resource.js'
import type { EntryId, LogKey, MemberId, RoomId } from '../protocol/ids.js'
import { hashRoom } from '../timeline/fold.js'
import type { Placed } from '../timeline/order.js'
import type { Seqs } from '../timeline/read-state.js'
import type { Scope, StoredRow } from '../timeline/row.js'
import type { SeqRange } from '../timeline/seq-ranges.js'
import { clearEverything, clearOneRoom } from './clear.js'
import { type RoomCounts, readClampedHlc, readCounts } from './counts.js'
import type { Database } from './database.js'
import type { EffectScope } from './effects.js'
import { openIndex, putAside } from './index-file.js'
import { readHead, readLogs, type StoredLog, writeHeldLength } from './logs.js'
import { type MemberRow, readMembers, readRoomName, readSinceMs } from './members.js'
import { type MentionsRequest, readMentions } from './mentions.js'
import { readNick, readNicks } from './nicks.js'
import { type Page, type PageRequest, readPage } from './pages.js'
import { type FoundRecord, findMessage, findRecord, readFirstJoin, readRecords } from './records.js'
import { readRows, type TimelineRow } from './rows.js'
import { readHits, type SearchRequest, type SearchRow } from './search.js'
import {
  countUnread,
  dueSeqs,
  firstUnread,
  lateBeyondMarks,
  newestText,
  nextLate,
  type PlacedId,
  seqsBefore,
  type UnreadCounts,
  type UnreadRequest,
} from './unread.js'
import { type Checkpoint, type CommitBatch, writeBatch } from './writer.js'

export interface RoomHash {
  /** 64 hex digits. */
  readonly hash: string
  readonly records: number
  readonly members: number
}

export class IndexStore extends Resource {
  readonly #path: string
  #opened: Database | undefined
  #rebuilt: string | undefined

  /** `path` of the file; `:memory:` for none. */
  constructor({ path }: { readonly path: string }) {
    super()
    this.#path = path
  }

  /** Why it started empty although there was a file, as a sentence for people; undefined when all is well. */
  get rebuilt(): string | undefined {
    return this.#rebuilt
  }

  /** Every log of a room, ascending. */
  loadLogs(room: RoomId): readonly StoredLog[] {
    return readLogs(this.#database, room)
  }

  /** Stores what became known of one log, in one transaction. */
  commit(room: RoomId, batch: CommitBatch): void {
    writeBatch(this.#database, room, batch)
  }

  /** The nearest checkpoint at or below `length`. */
  headAt(room: RoomId, log: LogKey, length: number): Checkpoint | undefined {
    return readHead(this.#database, room, log, length)
  }

  /** Remembers how much of a log another member holds. */
  setHeldLength(room: RoomId, log: LogKey, length: number): void {
    writeHeldLength(this.#database, room, log, length)
  }

  /** Shown rows around a message, or the newest. */
  page(room: RoomId, request: PageRequest): Page {
    return readPage(this.#database, room, request)
  }

  /** Every row that is not held, in order, the ones not shown among them. */
  rows(room: RoomId, scope: Scope): Iterable<TimelineRow> {
    return readRows(this.#database, room, scope)
  }

  /** The members, ascending by identity. */
  members(room: RoomId, scope: Pick<Scope, 'creator' | 'maxHlc'>): readonly MemberRow[] {
    return readMembers(this.#database, room, scope)
  }

  /** Since when each member is here, by their own clocks; held ones too. */
  sinceMs(room: RoomId): ReadonlyMap<MemberId, number> {
    return readSinceMs(this.#database, room)
  }

  roomName(room: RoomId, scope: Scope): string {
    return readRoomName(this.#database, room, scope)
  }

  counts(room: RoomId, maxHlc: bigint): RoomCounts {
    return readCounts(this.#database, room, maxHlc)
  }

  /** The highest hybrid time applied that is not held, 0 without any. */
  clampedHlc(room: RoomId, maxHlc: bigint): bigint {
    return readClampedHlc(this.#database, room, maxHlc)
  }

  /** What is unread, and how much of it is late. */
  unread(room: RoomId, request: UnreadRequest): UnreadCounts {
    return countUnread(this.#database, room, request)
  }

  /** The first unread text that is not late. */
  firstUnread(room: RoomId, request: UnreadRequest): PlacedId | undefined {
    return firstUnread(this.#database, room, request)
  }

  /** The first late text, or the first below a place. */
  nextLate(
    room: RoomId,
    request: UnreadRequest & { readonly from?: Placed | undefined },
  ): PlacedId | undefined {
    return nextLate(this.#database, room, request)
  }

  /** Of each log that has late texts beyond its mark: where they are. */
  lateBeyondMarks(
    room: RoomId,
    request: UnreadRequest & { readonly upTo: Seqs },
  ): ReadonlyMap<LogKey, SeqRange> {
    return lateBeyondMarks(this.#database, room, request)
  }

  /** Messages of others that may name somebody: candidates. */
  mentions(room: RoomId, request: MentionsRequest): Iterable<TimelineRow> {
    return readMentions(this.#database, room, request)
  }

  /** Log → highest seq applied that is not held. */
  dueSeqs(room: RoomId, maxHlc: bigint): Seqs {
    return dueSeqs(this.#database, room, maxHlc)
  }

  /** Log → highest seq above a place. */
  seqsBefore(room: RoomId, place: Placed): Seqs {
    return seqsBefore(this.#database, room, place)
  }

  /** Where the newest text stands that is not held. */
  newestText(room: RoomId, maxHlc: bigint): Placed | undefined {
    return newestText(this.#database, room, maxHlc)
  }

  /** A message of the room as it is shown now; undefined when the room shows none of that id. */
  message(room: RoomId, id: EntryId, scope: EffectScope): TimelineRow | undefined {
    return findMessage(this.#database, room, { id, scope })
  }

  /** The nick that somebody has in a room now, null without one. */
  nickOf(room: RoomId, author: MemberId, maxHlc: bigint): string | null {
    return readNick(this.#database, room, { author, maxHlc })
  }

  /** The nicks of all who have one in a room now. */
  nicks(room: RoomId, maxHlc: bigint): ReadonlyMap<MemberId, string> {
    return readNicks(this.#database, room, maxHlc)
  }

  /** With which record somebody came to a room first; undefined for who never did. */
  firstJoin(room: RoomId, author: MemberId): EntryId | undefined {
    return readFirstJoin(this.#database, room, author)
  }

  /** A record by its id, in whatever room, also when it is held. */
  findRecord(id: EntryId): FoundRecord | undefined {
    return findRecord(this.#database, id)
  }

  /** The records of a log with `fromSeq` ≤ seq < `toSeq`. */
  recordsOf(
    room: RoomId,
    range: { readonly log: LogKey; readonly fromSeq: number; readonly toSeq: number },
  ): readonly StoredRow[] {
    return readRecords(this.#database, room, range)
  }

  /** Messages that hold all words of the query, the last one possibly only begun; newest first. Never throws for a query. */
  search(request: SearchRequest): readonly SearchRow[] {
    return readHits(this.#database, request)
  }

  /** The canonical hash of the room. */
  hash(room: RoomId, scope: Scope): RoomHash {
    const members = this.members(room, scope)
    const hash = hashRoom(this.rows(room, scope), members, this.roomName(room, scope))
    return { hash, records: this.counts(room, scope.maxHlc).records, members: members.length }
  }

  /** Forgets a room. */
  clearRoom(room: RoomId): void {
    clearOneRoom(this.#database, room)
  }

  /** Forgets everything, to be built again. */
  clearAll(): void {
    clearEverything(this.#database)
  }

  protected override open(): void {
    const { database, rebuilt } = openIndex(this.#path)
    this.own(() => this.#shut(database))
    this.#opened = database
    this.#rebuilt = rebuilt
  }

  get #database(): Database {
    if (this.#opened === undefined) throw new HocketError('CLOSED', 'The index is not open.')
    return this.#opened
  }

  /** A file found to be damaged while it was open is put aside now, so that the next start builds a new one. */
  #shut(database: Database): void {
    this.#opened = undefined
    database.close()
    if (database.damaged) putAside(this.#path)
  }
}
