/**
 * Numbers about a room: how many messages, records, held ones, unread ones. A log without held records answers from its
 * running totals; only the others are counted, so the cost follows the number of logs and not the history.
 */
import { hlcOf } from '../protocol/hlc.js'
import { idBytes, type LogKey, type MemberId, type RoomId, toId } from '../protocol/ids.js'
import { dueMs } from '../timeline/clock.js'
import type { ReadMarks } from '../timeline/read-state.js'
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

export interface UnreadRequest {
  readonly marks: ReadMarks
  readonly me: MemberId
  readonly maxHlc: bigint
  /** Texts dated earlier are history, not news: when the room was joined, in milliseconds since 1970. */
  readonly sinceMs?: number
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
const logsOfOthers = `
  select log, key, last_seq from logs where room = ${roomNumber} and author <> :me and texts > 0`
const countUnread = `
  select count(*) as texts from records
  where log = ? and seq > ? and type = ${rowTypes.text} and hlc between ? and ?`

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

/** Texts of others beyond the marks. */
export function readUnread(database: Database, room: RoomId, request: UnreadRequest): number {
  const { marks, me, maxHlc, sinceMs = 0 } = request
  const since = hlcOf(sinceMs, 0)
  const logs = database.all<{ log: bigint; key: Uint8Array; last_seq: bigint }>(logsOfOthers, {
    room: idBytes(room),
    me: idBytes(me),
  })
  let unread = 0
  for (const { log, key, last_seq } of logs) {
    const mark = marks.get(toId<LogKey>(key)) ?? -1
    if (mark >= last_seq) continue
    unread += Number(database.get<{ texts: bigint }>(countUnread, [log, mark, since, maxHlc])?.texts)
  }
  return unread
}
