/**
 * Messages of others that may name somebody, from the newest or from the oldest on: those whose text holds one of some
 * words, and those that name a key. Candidates only: what a whole word is decides timeline/mention. Words of signs alone
 * are looked for in a bounded number of records, and an edit makes no message one that names somebody.
 */
import { hlcOf } from '../protocol/hlc.js'
import { idBytes, type MemberId, type RoomId } from '../protocol/ids.js'
import { compareRecords, type Placed } from '../timeline/order.js'
import { rowTypes } from '../timeline/row.js'
import type { Database, Value } from './database.js'
import type { EffectScope } from './effects.js'
import { findRoomNumber, type PlacedRecordRow, placedColumns, placer, type TimelineRow } from './rows.js'
import { searchTable } from './schema.js'
import { phrasesExpression } from './search-words.js'
import { findSigns } from './sign-search.js'

export interface MentionsRequest extends EffectScope {
  readonly me: MemberId
  readonly words: readonly string[]
  /** Messages dated earlier name nobody: when the room was joined, in milliseconds since 1970. */
  readonly sinceMs: number
  readonly towards: 'older' | 'newer'
  /** Without it: from the end. The record that stands there is not among the answers. */
  readonly from?: Placed | undefined
}

interface Candidate extends PlacedRecordRow {
  readonly pos: bigint
  /** 1 for a message of somebody else that is not held. */
  readonly fits: bigint
}

const batchRows = 100
/** After so many candidates the answer ends: only somebody who fills a room with our words gets there. */
const mostCandidates = 2_000
/** Positions lie at or a little below the hybrid time; this is further below than they ever are. */
const positionSlack = hlcOf(1, 0)

/** In order of time, in the direction asked for. */
export function* readMentions(
  database: Database,
  room: RoomId,
  request: MentionsRequest,
): Generator<TimelineRow> {
  const number = findRoomNumber(database, room)
  if (number === undefined) return
  const place = placer(database, request)
  const sql = candidates(number, request)
  let { low, high } = boundsOf(request)
  const signs = findSigns(database, number, request.words, { low, high, towards: request.towards })
  const fixed = { ...valuesOf(request), signs: `[${signs.join(',')}]` }
  for (let seen = 0; seen < mostCandidates; ) {
    const values = { ...fixed, low, high, limit: batchRows }
    const batch = database.all<Candidate>(sql, values)
    for (const row of batch.filter(({ fits }) => fits === 1n).map(place))
      if (isBeyond(row, request)) yield row
    const last = batch.at(-1)
    if (last === undefined) return
    seen += batch.length
    if (request.towards === 'older') high = last.pos - 1n
    else low = last.pos + 1n
  }
}

function valuesOf(request: MentionsRequest): Record<string, Value> {
  const { maxHlc, me, words } = request
  const expression = phrasesExpression(words)
  return { maxHlc, me: idBytes(me), ...(expression !== undefined && { expression }) }
}

function boundsOf({ from, sinceMs, towards, maxHlc }: MentionsRequest): { low: bigint; high: bigint } {
  const since = hlcOf(sinceMs, 0) - positionSlack
  if (from === undefined) return { low: since, high: maxHlc }
  if (towards === 'older') return { low: since, high: from.hlc }
  return { low: from.hlc - positionSlack > since ? from.hlc - positionSlack : since, high: maxHlc }
}

function isBeyond(row: TimelineRow, { from, sinceMs, towards }: MentionsRequest): boolean {
  if (row.hlc < hlcOf(sinceMs, 0) || row.removed !== null) return false
  if (from === undefined) return true
  return towards === 'older' ? compareRecords(row, from) < 0 : compareRecords(row, from) > 0
}

function candidates(room: bigint, { words, towards }: MentionsRequest): string {
  const direction = towards === 'older' ? 'desc' : 'asc'
  const byKey = `select pos from named
    where room = ${room} and author = :me and pos between :low and :high
    order by pos ${direction} limit :limit`
  // by its own name: only then the search gives its rows in order, without sorting all of them
  const byWord = `select rowid as pos from ${searchTable(room)}
    where words match :expression and rowid between :low and :high
    order by rowid ${direction} limit :limit`
  const bySign = `select value as pos from json_each(:signs) where value between :low and :high
    order by value ${direction} limit :limit`
  const firstOf = (sql: string) => `select pos from (${sql})`
  const both = phrasesExpression(words) === undefined ? [byKey, bySign] : [byKey, bySign, byWord]
  return `
    select ${placedColumns}, 1 as shown, r.pos,
      r.type = ${rowTypes.text} and r.hlc <= :maxHlc and l.author <> :me as fits
    from (${both.map(firstOf).join(' union ')} order by pos ${direction} limit :limit) c
      cross join records r on r.pos = c.pos cross join logs l on l.log = r.log
    order by r.pos ${direction}`
}
