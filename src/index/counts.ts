/**
 * Numbers about a room: how many messages, records and held ones. A log without held records answers from its
 * running totals; only the others are counted, so the cost follows the number of logs and not the history.
 */
import { idBytes, type RoomId } from '../protocol/ids.js'
import { dueMs } from '../timeline/clock.js'
import { rowTypes } from '../timeline/row.js'
import type { Database } from './database.js'
import { roomNumber } from './rows.js'

export interface RoomCounts {
  /** Texts that are not held. */
  readonly messages: number
  /** Records of every type that are not held. */
  readonly records: number
  readonly held: number
  /** When the first of the held records is shown, in milliseconds since 1970. */
  readonly nextHeldMs: number | undefined
}

const countDue = `
  select total(records) as records, total(texts) as texts from (
    select records, texts from logs where room = ${roomNumber} and last_hlc <= :maxHlc
    union all
    select count(*), count(*) filter (where r.type = ${rowTypes.text})
    from logs l join records r on r.log = l.log
    where l.room = ${roomNumber} and l.last_hlc > :maxHlc and r.hlc <= :maxHlc)`
const countAll = `select total(records) as records from logs where room = ${roomNumber}`
const firstHeld = `select hlc from records where room = ${roomNumber} and hlc > :maxHlc order by hlc limit 1`
const lastDue = `select hlc from records where room = ${roomNumber} and hlc <= :maxHlc order by hlc desc limit 1`

export function readCounts(database: Database, room: RoomId, maxHlc: bigint): RoomCounts {
  const id = idBytes(room)
  const due = database.get<{ records: number; texts: number }>(countDue, { room: id, maxHlc })
  const all = database.get<{ records: number }>(countAll, { room: id })
  const next = database.get<{ hlc: bigint }>(firstHeld, { room: id, maxHlc })
  const records = due?.records ?? 0
  return {
    messages: due?.texts ?? 0,
    records,
    held: (all?.records ?? 0) - records,
    nextHeldMs: next === undefined ? undefined : dueMs(next.hlc),
  }
}

/** The highest hybrid time that is not held, 0 without any. */
export function readClampedHlc(database: Database, room: RoomId, maxHlc: bigint): bigint {
  return database.get<{ hlc: bigint }>(lastDue, { room: idBytes(room), maxHlc })?.hlc ?? 0n
}
