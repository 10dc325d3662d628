/** Single records by id or by place in their log, held ones among them. */
import { type EntryId, idBytes, type LogKey, type RoomId, toId } from '../protocol/ids.js'
import type { StoredRow } from '../timeline/row.js'
import type { Database } from './database.js'
import { type RecordRow, recordColumns, roomNumber, toStoredRow } from './rows.js'

export interface FoundRecord extends StoredRow {
  readonly room: RoomId
  readonly arrivedMs: number
}

const byId = `
  select ${recordColumns}, o.id as room
  from records r join logs l on l.log = r.log join rooms o on o.room = r.room
  where r.id = ?`

const byPlace = `
  select ${recordColumns} from logs l join records r on r.log = l.log
  where l.room = ${roomNumber} and l.key = :log and r.seq >= :from and r.seq < :to
  order by r.seq`

/** The record with this id, in whatever room. */
export function findRecord(database: Database, id: EntryId): FoundRecord | undefined {
  const row = database.get<RecordRow & { readonly room: Uint8Array }>(byId, [idBytes(id)])
  return row && { ...toStoredRow(row), room: toId(row.room), arrivedMs: Number(row.arrived_ms) }
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
