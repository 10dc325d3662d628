/**
 * Reading rows: the columns of a record, what decides whether it is shown, and all rows of a room in order.
 * Everything that depends on other records is asked here and now, never stored (I1).
 */
import b4a from 'b4a'
import type { TextFormat } from '../protocol/entry.js'
import {
  type DeviceId,
  type EntryId,
  idBytes,
  type LogKey,
  type MemberId,
  type RoomId,
} from '../protocol/ids.js'
import { type PlacedRow, type RowType, rowTypes, type Scope, type StoredRow } from '../timeline/row.js'
import type { Database, Value } from './database.js'
import { nickOf } from './nicks.js'

/** A row of a timeline with what only this machine knows of it. */
export interface TimelineRow extends PlacedRow {
  /** When it arrived here, in milliseconds since 1970. */
  readonly arrivedMs: number
}

/** What SQLite gives for `recordColumns`. */
export interface RecordRow {
  readonly id: EntryId
  readonly log: LogKey
  readonly seq: bigint
  readonly author: MemberId
  readonly device: DeviceId
  readonly hlc: bigint
  readonly type: bigint
  readonly format: bigint
  readonly text: Uint8Array
  readonly arrived_ms: bigint
}

/** What SQLite gives for `recordColumns`, `nick` and `shown`. */
export interface PlacedRecordRow extends RecordRow {
  readonly nick: Uint8Array | null
  readonly shown: bigint
}

/** Of `records r` joined with `logs l`. Ids as text: making many small buffers is what a page would wait for. */
export const recordColumns = `
  lower(hex(r.id)) as id, lower(hex(l.key)) as log, r.seq, lower(hex(l.author)) as author,
  lower(hex(l.device)) as device, r.hlc, r.type, r.format, r.text, r.arrived_ms`

/** The nick that the author has now. Needs `:maxHlc`. */
export const nick = nickOf('r.room', 'l.author')

/** The row number of the room named by `:room`; null, and thus no rows, for a room that is not here. */
export const roomNumber = '(select room from rooms where id = :room)'

/** 1 for rows that take a place in the timeline. Needs `:creator` and `:nameRole`. */
export const shown = `case r.type
  when ${rowTypes.profile} then coalesce((
    select p.nick <> r.text from profiles p
    where p.room = r.room and p.author = l.author and (p.hlc, p.key) < (r.hlc, r.key)
    order by p.hlc desc, p.key desc limit 1), 0)
  when ${rowTypes.name} then case l.author when :creator then 5 else 2 end >= :nameRole
  else 1 end`

const batchRows = 500
const types = new Map<number, RowType>(
  Object.entries(rowTypes).map(([type, number]) => [number, type as RowType]),
)

/** All rows of a room that are not held, in order, also those that are not shown. Reads in batches: memory stays flat. */
export function* readRows(database: Database, room: RoomId, scope: Scope): Generator<TimelineRow> {
  const values = { room: idBytes(room), maxHlc: scope.maxHlc, limit: batchRows, ...shownValues(scope) }
  let after: Record<string, Value> = { hlc: -1n, key: b4a.alloc(0) }
  for (;;) {
    const batch = database.all<PlacedRecordRow>(nextRows, { ...values, ...after })
    for (const row of batch) yield toTimelineRow(row)
    const last = batch.at(-1)
    if (last === undefined) return
    after = { hlc: last.hlc, key: idBytes(last.log) }
  }
}

const nextRows = `
  select ${recordColumns}, ${nick} as nick, ${shown} as shown
  from records r join logs l on l.log = r.log
  where r.room = ${roomNumber} and (r.hlc, r.key) > (:hlc, :key) and r.hlc <= :maxHlc
  order by r.hlc, r.key limit :limit`

/** The values that `shown` needs. */
export function shownValues({ creator, nameRole }: Scope): { creator: Uint8Array; nameRole: number } {
  return { creator: idBytes(creator), nameRole }
}

/** A row with what belongs to its place in the room. */
export function toTimelineRow(row: PlacedRecordRow): TimelineRow {
  const nick = row.nick === null ? null : b4a.toString(row.nick, 'utf8')
  return { ...toStoredRow(row), shown: row.shown === 1n, nick, arrivedMs: Number(row.arrived_ms) }
}

/** What was kept of a record. */
export function toStoredRow(row: RecordRow): StoredRow {
  const { id, log, author, device, hlc } = row
  return {
    id,
    log,
    seq: Number(row.seq),
    author,
    device,
    hlc,
    type: types.get(Number(row.type)) ?? 'unknown',
    text: b4a.toString(row.text, 'utf8'),
    format: Number(row.format) as TextFormat,
  }
}
