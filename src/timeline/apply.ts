/**
 * What is kept of a record: exactly one row for each, whatever its type. Pure, and a function of the record alone, so
 * the rows of a set of records are a set too (I1).
 * Types without effect in this version become `unknown` rows: they keep their place and change nothing else.
 */
import type { Entry, VerifiedRecord } from '../protocol/entry.js'
import type { RowType, StoredRow } from './row.js'

type Content = Pick<StoredRow, 'type' | 'text' | 'format' | 'target' | 'mentions'>

/** The row of a record. */
export function applyRecord({ id, log, seq, author, device, hlc, entry }: VerifiedRecord): StoredRow {
  return { id, log, seq, author, device, hlc, ...contentOf(entry) }
}

function contentOf(entry: Entry): Content {
  switch (entry.kind) {
    case 'join':
      return content('join')
    case 'text': {
      const { text, format, reply: target = null, mentions = [] } = entry
      return content('text', { text, format, target, mentions })
    }
    case 'edit': {
      const { text, format, target, mentions = [] } = entry
      return content('edit', { text, format, target, mentions })
    }
    case 'redact':
      return content('redact', { text: entry.reason, target: entry.target })
    case 'react':
      return content('react', { text: entry.emoji, format: entry.op === 'add' ? 1 : 0, target: entry.target })
    case 'profile':
      return content('profile', { text: entry.nick })
    case 'roomState':
      return entry.key === 'name' ? content('name', { text: entry.value }) : content('unknown')
    case 'file':
    case 'hide':
    case 'equiv':
    case 'unknown':
      return content('unknown')
  }
}

function content(type: RowType, some: Partial<Content> = {}): Content {
  return { type, text: '', format: 0, target: null, mentions: [], ...some }
}
