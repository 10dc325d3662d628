/**
 * What is unread in a room, and where it stands. Only texts of others, dated since the room was joined and not held,
 * can be unread. Every question goes log by log over what lies beyond the marks, so its cost follows what is unread.
 */
import { hlcOf } from '../protocol/hlc.js'
import { type EntryId, idBytes, type LogKey, type MemberId, type RoomId, toId } from '../protocol/ids.js'
import { compareRecords, type Placed } from '../timeline/order.js'
import type { ReadState, Seqs } from '../timeline/read-state.js'
import { rowTypes } from '../timeline/row.js'
import type { SeqRange } from '../timeline/seq-ranges.js'
import type { Database } from './database.js'
import { roomNumber } from './rows.js'

export interface UnreadRequest {
  readonly read: ReadState
  readonly me: MemberId
  readonly maxHlc: bigint
  /** Texts dated earlier are history, not news: when the room was joined, in milliseconds since 1970. */
  readonly sinceMs?: number
}

export interface UnreadCounts {
  readonly texts: number
  /** Of these: above the read line. */
  readonly late: number
}

/** A record and where it stands. */
export interface PlacedId extends Placed {
  readonly id: EntryId
}

interface LogRow {
  readonly log: bigint
  readonly key: LogKey
  readonly lastSeq: number
}

/** What may be unread of one log, and below which hybrid time it is late. */
interface Stretch extends SeqRange {
  readonly log: bigint
  readonly key: LogKey
  /** Highest hybrid time of this log that stands above the read line. */
  readonly lateHlc: bigint
}

const logsOfOthers = `
  select log, key, last_seq from logs where room = ${roomNumber} and author <> :me and texts > 0`
const unreadOf = `
  from records where log = :log and seq between :from and :to and type = ${rowTypes.text} and hlc between :since and :until`
const countTexts = `select count(*) as texts, count(*) filter (where hlc <= :late) as late ${unreadOf}`
const edgesOf = `select min(seq) as first, max(seq) as last ${unreadOf}`
const firstOf = `select id, hlc ${unreadOf} order by seq limit 1`
const dueLogs = `
  select l.key, case when l.last_hlc <= :maxHlc then l.last_seq else (
    select r.seq from records r where r.log = l.log and r.hlc <= :maxHlc order by r.seq desc limit 1) end as seq
  from logs l where l.room = ${roomNumber} and l.last_seq >= 0`
const seqsAbove = `
  select l.key, coalesce((select r.seq from records r
    where r.log = l.log and (r.hlc, r.key) < (:hlc, :key) order by r.seq desc limit 1), -1) as seq
  from logs l where l.room = ${roomNumber} and l.last_seq >= 0`
const newestDueText = `
  select hlc, key from records
  where room = ${roomNumber} and hlc <= :maxHlc and type = ${rowTypes.text}
  order by hlc desc, key desc limit 1`

/** How many texts are unread. */
export function countUnread(database: Database, room: RoomId, request: UnreadRequest): UnreadCounts {
  let [texts, late] = [0, 0]
  for (const stretch of stretchesOf(database, room, request)) {
    const values = { ...valuesOf(stretch, request), late: stretch.lateHlc }
    const row = database.get<{ texts: bigint; late: bigint }>(countTexts, values)
    texts += Number(row?.texts)
    late += Number(row?.late)
  }
  return { texts, late }
}

/** The first unread text that is not late. */
export function firstUnread(database: Database, room: RoomId, request: UnreadRequest): PlacedId | undefined {
  return firstAmong(database, stretchesOf(database, room, request), (stretch) => ({
    ...valuesOf(stretch, request),
    since: highest(sinceOf(request), stretch.lateHlc + 1n),
  }))
}

/** The first late text below `from`; without it the first of all. */
export function nextLate(
  database: Database,
  room: RoomId,
  request: UnreadRequest & { readonly from?: Placed | undefined },
): PlacedId | undefined {
  const { from } = request
  return firstAmong(database, stretchesOf(database, room, request), (stretch) => ({
    ...valuesOf(stretch, request),
    since: from === undefined ? sinceOf(request) : highest(sinceOf(request), lowestBelow(from, stretch.key)),
    until: lowest(request.maxHlc, stretch.lateHlc),
  }))
}

/** For every log with late texts beyond its mark, up to `upTo`: from the first of them to the last. */
export function lateBeyondMarks(
  database: Database,
  room: RoomId,
  request: UnreadRequest & { readonly upTo: Seqs },
): ReadonlyMap<LogKey, SeqRange> {
  const found = new Map<LogKey, SeqRange>()
  const beyond = { ...request, read: { ...request.read, unread: new Map() } }
  for (const stretch of stretchesOf(database, room, beyond)) {
    const row = database.get<{ first: bigint | null; last: bigint | null }>(edgesOf, {
      ...valuesOf(stretch, request),
      to: Math.min(stretch.toSeq, request.upTo.get(stretch.key) ?? -1),
      until: lowest(request.maxHlc, stretch.lateHlc),
    })
    if (row?.first == null || row.last == null) continue
    found.set(stretch.key, { fromSeq: Number(row.first), toSeq: Number(row.last) })
  }
  return found
}

/** Log → highest seq applied that is not held. */
export function dueSeqs(database: Database, room: RoomId, maxHlc: bigint): Seqs {
  return seqsOf(database.all(dueLogs, { room: idBytes(room), maxHlc }))
}

/** Log → highest seq that stands above a place, −1 when all of the log stands below. */
export function seqsBefore(database: Database, room: RoomId, { hlc, log }: Placed): Seqs {
  return seqsOf(database.all(seqsAbove, { room: idBytes(room), hlc, key: idBytes(log) }))
}

/** Where the newest text stands that is not held. */
export function newestText(database: Database, room: RoomId, maxHlc: bigint): Placed | undefined {
  const row = database.get<{ hlc: bigint; key: Uint8Array }>(newestDueText, { room: idBytes(room), maxHlc })
  return row && { hlc: row.hlc, log: toId(row.key) }
}

function seqsOf(rows: readonly { readonly key: Uint8Array; readonly seq: bigint | null }[]): Seqs {
  return new Map(
    rows.flatMap(({ key, seq }) => (seq === null ? [] : [[toId<LogKey>(key), Number(seq)] as const])),
  )
}

function stretchesOf(
  database: Database,
  room: RoomId,
  { read, me }: Pick<UnreadRequest, 'read' | 'me'>,
): readonly Stretch[] {
  return logsOf(database, room, me).flatMap(({ log, key, lastSeq }) => {
    const lateHlc = read.line === null ? -1n : highestAbove(read.line, key)
    const mark = read.marks.get(key) ?? -1
    const beyond = mark < lastSeq ? [{ fromSeq: mark + 1, toSeq: lastSeq }] : []
    return [...(read.unread.get(key) ?? []), ...beyond].map((range) => ({ ...range, log, key, lateHlc }))
  })
}

function logsOf(database: Database, room: RoomId, me: MemberId): readonly LogRow[] {
  return database
    .all<{ log: bigint; key: Uint8Array; last_seq: bigint }>(logsOfOthers, {
      room: idBytes(room),
      me: idBytes(me),
    })
    .map(({ log, key, last_seq }) => ({ log, key: toId<LogKey>(key), lastSeq: Number(last_seq) }))
}

type StretchValues = Record<'log' | 'from' | 'to' | 'since' | 'until', bigint | number>

function valuesOf({ log, fromSeq, toSeq }: Stretch, request: UnreadRequest): StretchValues {
  return { log, from: fromSeq, to: toSeq, since: sinceOf(request), until: request.maxHlc }
}

function firstAmong(
  database: Database,
  stretches: readonly Stretch[],
  valuesFor: (stretch: Stretch) => StretchValues,
): PlacedId | undefined {
  let first: PlacedId | undefined
  for (const stretch of stretches) {
    const values = valuesFor(stretch)
    if (values.since > values.until) continue
    const row = database.get<{ id: Uint8Array; hlc: bigint }>(firstOf, values)
    if (row === undefined) continue
    const found = { id: toId<EntryId>(row.id), hlc: row.hlc, log: stretch.key }
    if (first === undefined || compareRecords(found, first) < 0) first = found
  }
  return first
}

/** The highest hybrid time that a record of `log` can have and stand above `place`. */
function highestAbove({ hlc, log }: Placed, own: LogKey): bigint {
  return own < log ? hlc : hlc - 1n
}

/** The lowest that it can have and stand below `place`. */
function lowestBelow({ hlc, log }: Placed, own: LogKey): bigint {
  return own > log ? hlc : hlc + 1n
}

function sinceOf({ sinceMs = 0 }: UnreadRequest): bigint {
  return hlcOf(sinceMs, 0)
}

function highest(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}

function lowest(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}
