/**
 * Reading rows: the columns of a record, what decides whether it is shown, and all rows of a room in order.
 * Everything that depends on other records is asked here and now, never stored (I1).
 */
import b4a from 'b4a'
import { idBytes, type RoomId } from '../protocol/ids.js'
import { unaffected } from '../timeline/effects.js'
import { type PlacedRow, rowTypes, type Scope } from '../timeline/row.js'
import type { Database, Value } from './database.js'
import { type EffectScope, isTouched, readEffects } from './effects.js'
import { nickOf } from './nicks.js'
import { type RecordRow, recordColumns, toStoredRow } from './record-row.js'

/** A row of a timeline with what only this machine knows of it. */
export interface TimelineRow extends PlacedRow {
  /** When it arrived here, in milliseconds since 1970. */
  readonly arrivedMs: number
}

/** What SQLite gives for `placedColumns` and `shown`. */
export interface PlacedRecordRow extends RecordRow {
  readonly nick: Uint8Array | null
  readonly shown: bigint
  readonly touched: bigint
  readonly room_number: bigint
}

/** Of `records r` joined with `logs l`. The nick is the one that the author has now. Needs `:maxHlc`. */
export const placedColumns = `${recordColumns},
  ${nickOf('r.room', 'l.author')} as nick, ${isTouched} as touched, r.room as room_number`

/** The row number of the room named by `:room`; null, and thus no rows, for a room that is not here. */
export const roomNumber = '(select room from rooms where id = :room)'

/** The same number; undefined for a room that is not here. */
export function findRoomNumber(database: Database, room: RoomId): bigint | undefined {
  return database.get<{ room: bigint }>('select room from rooms where id = ?', [idBytes(room)])?.room
}

/** 1 for rows that take a place in the timeline. Needs `:creator` and `:nameRole`. */
export const shown = `case r.type
  when ${rowTypes.edit} then 0
  when ${rowTypes.redact} then 0
  when ${rowTypes.react} then 0
  when ${rowTypes.profile} then coalesce((
    select p.nick <> r.text from profiles p
    where p.room = r.room and p.author = l.author and (p.hlc, p.key) < (r.hlc, r.key)
    order by p.hlc desc, p.key desc limit 1), 0)
  when ${rowTypes.name} then case l.author when :creator then 5 else 2 end >= :nameRole
  else 1 end`

const batchRows = 500
/** All rows of a room that are not held, in order, also those that are not shown. Reads in batches: memory stays flat. */
export function* readRows(database: Database, room: RoomId, scope: Scope): Generator<TimelineRow> {
  const values = { room: idBytes(room), maxHlc: scope.maxHlc, limit: batchRows, ...shownValues(scope) }
  const place = placer(database, scope)
  let after: Record<string, Value> = { hlc: -1n, key: b4a.alloc(0) }
  for (;;) {
    const batch = database.all<PlacedRecordRow>(nextRows, { ...values, ...after })
    for (const row of batch) yield place(row)
    const last = batch.at(-1)
    if (last === undefined) return
    after = { hlc: last.hlc, key: idBytes(last.log) }
  }
}

const nextRows = `
  select ${placedColumns}, ${shown} as shown
  from records r join logs l on l.log = r.log
  where r.room = ${roomNumber} and (r.hlc, r.key) > (:hlc, :key) and r.hlc <= :maxHlc
  order by r.hlc, r.key limit :limit`

/** The values that `shown` needs. */
export function shownValues({ creator, nameRole }: Scope): { creator: Uint8Array; nameRole: number } {
  return { creator: idBytes(creator), nameRole }
}

/** Makes rows with what belongs to their place in the room, and what was said about them. */
export function placer(database: Database, scope: EffectScope): (row: PlacedRecordRow) => TimelineRow {
  return (row) => {
    const stored = toStoredRow(row)
    const message = { room: row.room_number, message: stored, scope }
    const effects = row.touched === 1n ? readEffects(database, message) : unaffected(stored)
    const nick = row.nick === null ? null : b4a.toString(row.nick, 'utf8')
    return { ...stored, ...effects, shown: row.shown === 1n, nick, arrivedMs: Number(row.arrived_ms) }
  }
}
