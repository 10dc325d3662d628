/**
 * Where a record lies in the file: a unique number at or just below its hybrid time. Only logs that use the same hybrid
 * time compete for a number. The steps down grow and come from the id of the record, which nobody can choose freely: a
 * peer that fills a stretch of time cannot make others walk over it. Never above: the highest hybrid time is the highest
 * number that SQLite has. Pure.
 */
import { type EntryId, idBytes } from '../protocol/ids.js'

/** The numbers that a record may have, best first; a handful of them always holds a free one. */
export function* positions(hlc: bigint, id: EntryId): Generator<bigint, never> {
  yield hlc
  const bytes = idBytes(id)
  const random = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0)
  for (let bits = 4n; ; bits += 4n) yield hlc - 1n - (random & ((1n << bits) - 1n))
}
