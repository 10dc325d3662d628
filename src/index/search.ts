/**
 * Full-text search in some rooms, newest first. Whatever was typed is data: nothing in it can raise an error.
 * Edits have words of their own: a hit counts where it is what its message says now, and the message was not removed.
 */
import { idBytes, type RoomId } from '../protocol/ids.js'
import { compareRecords } from '../timeline/order.js'
import { rowTypes } from '../timeline/row.js'
import type { Database } from './database.js'
import { type EffectScope, isRemoved, saidBy } from './effects.js'
import { findRoomNumber, type PlacedRecordRow, placedColumns, placer, type TimelineRow } from './rows.js'
import { searchTable } from './schema.js'
import { searchExpression } from './search-words.js'

export interface SearchedRoom extends EffectScope {
  readonly room: RoomId
}

export interface SearchRequest {
  readonly rooms: readonly SearchedRoom[]
  readonly query: string
  readonly limit: number
}

export interface SearchRow extends TimelineRow {
  readonly room: RoomId
}

/** The newest messages that hold all words of the query. */
export function readHits(database: Database, { rooms, query, limit }: SearchRequest): readonly SearchRow[] {
  const expression = searchExpression(query)
  if (expression === undefined) return []
  return rooms
    .flatMap((scope) => {
      const { room, maxHlc } = scope
      const number = findRoomNumber(database, room)
      if (number === undefined) return []
      const values = { expression, maxHlc, creator: idBytes(scope.creator), limit }
      const rows = database.all<PlacedRecordRow>(findHits(number), values)
      return rows.map(placer(database, scope)).map((row) => ({ ...row, room }))
    })
    .toSorted((a, b) => compareRecords(b, a))
    .slice(0, limit)
}

// Positions lie at or below the hybrid time, so the limit of time may be given to the search itself; within one instant
// they may lie in another order, which counts at the edge of the limit only: there the newest words win, also those of
// edits. "cross" keeps the search outside. `h` is the record with the words, `r` the message that they belong to.
function findHits(room: bigint): string {
  return `
    select ${placedColumns}, 1 as shown
    from ${searchTable(room)} s cross join records h on h.pos = s.rowid
      cross join records r on r.pos = case h.type when ${rowTypes.text} then h.pos
        else (select t.pos from records t where t.id = h.target and t.room = ${room}) end
      cross join logs l on l.log = r.log
    where s.words match :expression and s.rowid <= :maxHlc and h.hlc <= :maxHlc
      and r.type = ${rowTypes.text} and r.hlc <= :maxHlc and ${saidBy} = h.pos and not ${isRemoved}
    order by s.rowid desc limit :limit`
}
