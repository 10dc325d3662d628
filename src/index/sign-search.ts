/**
 * Texts that hold a word made of signs alone, as ":)" or "->": the search knows no such words, so the texts themselves are read.
 * Never more than a number of records that is fixed here, the nearest in the direction asked for: what it costs does not
 * grow with the history.
 */
import b4a from 'b4a'
import { rowTypes } from '../timeline/row.js'
import type { Database, Value } from './database.js'
import { isSearchable } from './search-words.js'

export interface SignRange {
  /** Hybrid times, both included. */
  readonly low: bigint
  readonly high: bigint
  readonly towards: 'older' | 'newer'
}

/** Records that are read at most, whatever their type. */
export const mostRead = 5_000

/** Where the texts lie, in no order; those of ourselves too. A word is found as it was written, composed or not. */
export function findSigns(
  database: Database,
  room: bigint,
  words: readonly string[],
  { low, high, towards }: SignRange,
): readonly bigint[] {
  const signs = words.map((word) => word.trim()).filter((word) => word !== '' && !isSearchable(word))
  const forms = [...new Set(signs.flatMap((word) => [word.normalize('NFC'), word.normalize('NFD')]))]
  if (forms.length === 0) return []
  const values: Record<string, Value> = { room, low, high, most: mostRead }
  for (const [index, form] of forms.entries()) values[`sign${index}`] = b4a.from(form)
  const holds = forms.map((_, index) => `instr(text, :sign${index}) > 0`).join(' or ')
  const sql = `
    select pos from (
      select pos, type, text from records where room = :room and hlc between :low and :high
      order by hlc ${towards === 'older' ? 'desc' : 'asc'} limit :most)
    where type = ${rowTypes.text} and (${holds})`
  return database.all<{ pos: bigint }>(sql, values).map(({ pos }) => pos)
}
