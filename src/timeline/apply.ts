/**
 * What is kept of a record: exactly one row for each, whatever its type. Pure, and a function of the record alone, so
 * the rows of a set of records are a set too (I1).
 * Types without effect in this version become `unknown` rows: they keep their place and change nothing else.
 */
import type { Entry, TextFormat, VerifiedRecord } from '../protocol/entry.js'
import type { RowType, StoredRow } from './row.js'

type Content = Pick<StoredRow, 'type' | 'text' | 'format'>

/** The row of a record. */
export function applyRecord({ id, log, seq, author, device, hlc, entry }: VerifiedRecord): StoredRow {
  return { id, log, seq, author, device, hlc, ...contentOf(entry) }
}

function contentOf(entry: Entry): Content {
  switch (entry.kind) {
    case 'join':
      return content('join', '')
    case 'text':
      return content('text', entry.text, entry.format)
    case 'profile':
      return content('profile', entry.nick)
    case 'roomState':
      return entry.key === 'name' ? content('name', entry.value) : content('unknown', '')
    case 'edit':
    case 'redact':
    case 'react':
    case 'file':
    case 'hide':
    case 'equiv':
    case 'unknown':
      return content('unknown', '')
  }
}

function content(type: RowType, text: string, format: TextFormat = 0): Content {
  return { type, text, format }
}
