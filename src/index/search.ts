/** Full-text search in one room or all, newest first. Whatever was typed is data: nothing in it can raise an error. */
import { idBytes, type RoomId, toId } from '../protocol/ids.js'
import { compareRecords } from '../timeline/order.js'
import type { Database } from './database.js'
import { nick, type PlacedRecordRow, recordColumns, type TimelineRow, toTimelineRow } from './rows.js'
import { searchTable } from './schema.js'
import { searchExpression } from './search-words.js'

export interface SearchRequest {
  /** Every room without one. */
  readonly room?: RoomId | undefined
  readonly query: string
  readonly limit: number
  readonly maxHlc: bigint
}

export interface SearchRow extends TimelineRow {
  readonly room: RoomId
}

interface RoomRow {
  readonly room: bigint
  readonly id: Uint8Array
}

const everyRoom = 'select room, id from rooms'
const oneRoom = `${everyRoom} where id = ?`

/** The newest messages that hold all words of the query. */
export function readHits(
  database: Database,
  { room, query, limit, maxHlc }: SearchRequest,
): readonly SearchRow[] {
  const expression = searchExpression(query)
  if (expression === undefined) return []
  const rooms =
    room === undefined
      ? database.all<RoomRow>(everyRoom, [])
      : database.all<RoomRow>(oneRoom, [idBytes(room)])
  return rooms
    .flatMap(({ room, id }) =>
      database
        .all<PlacedRecordRow>(findHits(room), { expression, maxHlc, limit })
        .map((row) => ({ ...toTimelineRow(row), room: toId<RoomId>(id) })),
    )
    .toSorted((a, b) => compareRecords(b, a))
    .slice(0, limit)
}

// Positions lie at or below the hybrid time, so the limit of time may be given to the search itself; within one instant
// they may lie in another order, which counts at the edge of the limit only. "cross" keeps the search outside.
function findHits(room: bigint): string {
  return `
    select ${recordColumns}, ${nick} as nick, 1 as shown
    from ${searchTable(room)} s cross join records r on r.pos = s.rowid join logs l on l.log = r.log
    where s.words match :expression and s.rowid <= :maxHlc and r.hlc <= :maxHlc
    order by s.rowid desc limit :limit`
}
