/**
 * What was said about a message, read from the index. The table keeps a line for each such record, in the order in which
 * the questions need them, and no answer: which of them count is decided here and now by timeline/effects (I1). However
 * often somebody edits, removes or reacts, a question reads only the lines that can decide.
 */
import b4a from 'b4a'
import { idBytes, type MemberId } from '../protocol/ids.js'
import { limits } from '../protocol/limits.js'
import { effectsOn, unaffected } from '../timeline/effects.js'
import { type Effects, rowTypes, type Scope, type StoredRow } from '../timeline/row.js'
import type { Database, Value } from './database.js'
import { type RecordRow, recordColumns, toStoredRow } from './record-row.js'

/** What effects depend on, besides the records. */
export type EffectScope = Pick<Scope, 'creator' | 'maxHlc'>

/** 1 for messages about which anything was said. Of `records r`. */
export const isTouched = `(r.type = ${rowTypes.text} and exists (
  select 1 from effects e where e.room = r.room and e.target = r.id))`

/** The `pos` of the record that says what the message `r` of log `l` says now; a removal does not count. Needs `:maxHlc`. */
export const saidBy = `coalesce((
  select e.pos from effects e
  where e.room = r.room and e.target = r.id and e.type = ${rowTypes.edit} and e.author = l.author
    and e.emoji = x'' and e.hlc <= :maxHlc
  order by e.hlc desc, e.key desc limit 1), r.pos)`

/** True when the message `r` of log `l` was removed. Needs `:maxHlc` and `:creator`. */
export const isRemoved = `exists (
  select 1 from effects e
  where e.room = r.room and e.target = r.id and e.type = ${rowTypes.redact} and e.author in (l.author, :creator)
    and e.emoji = x'' and e.hlc <= :maxHlc)`

const ofAuthor = `
  select ${recordColumns}
  from effects e join records r on r.pos = e.pos join logs l on l.log = r.log
  where e.room = :room and e.target = :target and e.type = :type and e.author = :author
    and e.emoji = :emoji and e.hlc <= :maxHlc`

const firstOf = `${ofAuthor} order by e.hlc, e.key limit 1`
const newestOf = `${ofAuthor} order by e.hlc desc, e.key desc limit 1`

// identity and emoji, one pair after the other: however often a pair was changed, it costs one step
const nextPair = `
  select author, emoji from effects
  where room = :room and target = :target and type = ${rowTypes.react} and (author, emoji) > (:author, :emoji)
    and hlc <= :maxHlc
  order by author, emoji limit 1`

type Pair = { readonly author: Uint8Array; readonly emoji: Uint8Array }

/** The effects on a message of the room with the number `room`. */
export function readEffects(
  database: Database,
  { room, message, scope }: { room: bigint; message: StoredRow; scope: EffectScope },
): Effects {
  const at: Record<string, Value> = { room, target: idBytes(message.id), maxHlc: scope.maxHlc }
  const read = (sql: string, type: number, { author, emoji }: Pair): readonly StoredRow[] =>
    database.all<RecordRow>(sql, { ...at, type, author, emoji }).map(toStoredRow)
  const owner = plain(message.author)
  const removals = [owner, plain(scope.creator)].flatMap((pair) => read(firstOf, rowTypes.redact, pair))
  if (removals.length > 0) return effectsOn(message, removals, scope.creator)
  const about = [...read(newestOf, rowTypes.edit, owner)]
  for (const pair of pairs(database, at)) about.push(...read(newestOf, rowTypes.react, pair))
  return about.length === 0 ? unaffected(message) : effectsOn(message, about, scope.creator)
}

function* pairs(database: Database, at: Record<string, Value>): Generator<Pair> {
  let after: Pair = { author: b4a.alloc(0), emoji: b4a.alloc(0) }
  for (let count = 0; count < limits.reactionsPerMessage; count++) {
    const next = database.get<Pair>(nextPair, { ...at, ...after })
    if (next === undefined) return
    yield next
    after = next
  }
}

/** Records without an emoji. */
function plain(author: MemberId): Pair {
  return { author: idBytes(author), emoji: b4a.alloc(0) }
}
