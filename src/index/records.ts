/** Single records by id or by place in their log, held ones among them. */
import { type EntryId, idBytes, type LogKey, type MemberId, type RoomId, toId } from '../protocol/ids.js'
import { rowTypes, type StoredRow } from '../timeline/row.js'
import type { Database } from './database.js'
import type { EffectScope } from './effects.js'
import { type RecordRow, recordColumns, toStoredRow } from './record-row.js'
import { type PlacedRecordRow, placedColumns, placer, roomNumber, type TimelineRow } from './rows.js'

export interface FoundRecord extends StoredRow {
  readonly room: RoomId
  readonly arrivedMs: number
}

const byId = `
  select ${recordColumns}, o.id as room
  from records r join logs l on l.log = r.log join rooms o on o.room = r.room
  where r.id = ?`

// the signs keep SQLite from searching by room, which is a long way to one id
const messageById = `
  select ${placedColumns}, 1 as shown
  from records r join logs l on l.log = r.log
  where r.id = :id and +r.room = ${roomNumber} and r.type = ${rowTypes.text} and +r.hlc <= :maxHlc`

const firstJoin = `
  select lower(hex(r.id)) as id
  from records r join logs l on l.log = r.log
  where r.room = ${roomNumber} and r.type = ${rowTypes.join} and l.author = :author
  order by r.hlc, r.key limit 1`

const byPlace = `
  select ${recordColumns} from logs l join records r on r.log = l.log
  where l.room = ${roomNumber} and l.key = :log and r.seq >= :from and r.seq < :to
  order by r.seq`

/** The record with this id, in whatever room. */
export function findRecord(database: Database, id: EntryId): FoundRecord | undefined {
  const row = database.get<RecordRow & { readonly room: Uint8Array }>(byId, [idBytes(id)])
  return row && { ...toStoredRow(row), room: toId(row.room), arrivedMs: Number(row.arrived_ms) }
}

/** The message with this id as the room shows it now; undefined for what is no message, held, or of another room. */
export function findMessage(
  database: Database,
  room: RoomId,
  { id, scope }: { readonly id: EntryId; readonly scope: EffectScope },
): TimelineRow | undefined {
  const values = { id: idBytes(id), room: idBytes(room), maxHlc: scope.maxHlc }
  const row = database.get<PlacedRecordRow>(messageById, values)
  return row && placer(database, scope)(row)
}

/** The oldest join of somebody in a room. */
export function readFirstJoin(database: Database, room: RoomId, author: MemberId): EntryId | undefined {
  return database.get<{ id: EntryId }>(firstJoin, { room: idBytes(room), author: idBytes(author) })?.id
}

/** The records of a log from `fromSeq` up to, not including, `toSeq`. */
export function readRecords(
  database: Database,
  room: RoomId,
  range: { readonly log: LogKey; readonly fromSeq: number; readonly toSeq: number },
): readonly StoredRow[] {
  const values = { room: idBytes(room), log: idBytes(range.log), from: range.fromSeq, to: range.toSeq }
  return database.all<RecordRow>(byPlace, values).map(toStoredRow)
}
