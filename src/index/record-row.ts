/** The columns of a record, and the row that was kept of it. */
import b4a from 'b4a'
import type { TextFormat } from '../protocol/entry.js'
import { type DeviceId, type EntryId, type LogKey, type MemberId, toId } from '../protocol/ids.js'
import { type RowType, rowTypes, type StoredRow } from '../timeline/row.js'
import { readMentions } from './mentions-blob.js'

/** What SQLite gives for `recordColumns`. */
export interface RecordRow {
  readonly id: EntryId
  readonly log: LogKey
  readonly seq: bigint
  readonly author: MemberId
  readonly device: DeviceId
  readonly hlc: bigint
  readonly type: bigint
  readonly format: bigint
  readonly text: Uint8Array
  readonly target: Uint8Array | null
  readonly mentions: Uint8Array | null
  readonly arrived_ms: bigint
}

/** Of `records r` joined with `logs l`. Ids as text: making many small buffers is what a page would wait for. */
export const recordColumns = `
  lower(hex(r.id)) as id, lower(hex(l.key)) as log, r.seq, lower(hex(l.author)) as author,
  lower(hex(l.device)) as device, r.hlc, r.type, r.format, r.text, r.target, r.mentions, r.arrived_ms`

const types = new Map<number, RowType>(
  Object.entries(rowTypes).map(([type, number]) => [number, type as RowType]),
)

/** What was kept of a record. */
export function toStoredRow(row: RecordRow): StoredRow {
  const { id, log, author, device, hlc } = row
  return {
    id,
    log,
    seq: Number(row.seq),
    author,
    device,
    hlc,
    type: types.get(Number(row.type)) ?? 'unknown',
    text: b4a.toString(row.text, 'utf8'),
    format: Number(row.format) as TextFormat,
    target: row.target === null ? null : toId<EntryId>(row.target),
    mentions: readMentions(row.mentions),
  }
}
