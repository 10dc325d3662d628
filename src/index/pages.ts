/**
 * Pages of a timeline by message id, in both directions. Only shown rows; what is held or hidden takes no place.
 * A page costs what it holds, wherever in the history it lies.
 */
import b4a from 'b4a'
import { type EntryId, idBytes, type RoomId } from '../protocol/ids.js'
import type { Scope } from '../timeline/row.js'
import type { Database, Value } from './database.js'
import {
  type PlacedRecordRow,
  placedColumns,
  placer,
  roomNumber,
  shown,
  shownValues,
  type TimelineRow,
} from './rows.js'

export interface PageRequest extends Scope {
  /** Without one, or when it is not here: the newest rows. */
  readonly anchor?: EntryId | undefined
  /** How many rows at most before and after the anchor. Without an anchor only `before` counts. */
  readonly before: number
  readonly after: number
}

export interface Page {
  /** Ascending; the anchor among them when it is shown. */
  readonly rows: readonly TimelineRow[]
  /** Nothing shown lies before the first, or after the last. */
  readonly atStart: boolean
  readonly atEnd: boolean
}

/** The place of a row in the order. */
type Place = { readonly hlc: bigint; readonly key: Uint8Array }

const selectRows = `
  select ${placedColumns}, 1 as shown
  from records r join logs l on l.log = r.log
  where r.room = ${roomNumber} and ${shown}`

const rowsBefore = `${selectRows} and (r.hlc, r.key) < (:hlc, :key) order by r.hlc desc, r.key desc limit :limit`

const rowsFrom = `${selectRows} and (r.hlc, r.key) >= (:hlc, :key) and r.hlc <= :maxHlc order by r.hlc, r.key limit :limit`

// the signs keep SQLite from searching by room and time, which is a long way to one id
const placeOf = `
  select hlc, key from records
  where id = :anchor and +room = ${roomNumber} and +hlc <= :maxHlc`

/** The rows around an anchor, or the newest. */
export function readPage(database: Database, room: RoomId, request: PageRequest): Page {
  const { anchor, before, after, maxHlc } = request
  const read = (sql: string, values: Record<string, Value>) =>
    database
      .all<PlacedRecordRow>(sql, { room: idBytes(room), maxHlc, ...shownValues(request), ...values })
      .map(placer(database, request))
  const found = anchor === undefined ? undefined : findPlace(database, room, anchor, maxHlc)
  const earlier = read(rowsBefore, { ...(found ?? endOf(maxHlc)), limit: before + 1 })
  const atStart = earlier.length <= before
  const rows = earlier.slice(0, before).toReversed()
  if (found === undefined) return { rows, atStart, atEnd: true }
  const later = read(rowsFrom, { ...found, limit: after + 2 })
  const size = later[0]?.id === anchor ? after + 1 : after // the anchor itself may be a row that is not shown
  return { rows: [...rows, ...later.slice(0, size)], atStart, atEnd: later.length <= size }
}

function findPlace(database: Database, room: RoomId, anchor: EntryId, maxHlc: bigint): Place | undefined {
  return database.get<Place>(placeOf, { room: idBytes(room), anchor: idBytes(anchor), maxHlc })
}

/** Just behind the last row that is not held: the key is longer than any. */
function endOf(maxHlc: bigint): Place {
  return { hlc: maxHlc, key: b4a.alloc(33, 0xff) }
}
