/**
 * Writing: one batch of one log in one transaction, so that a row is never there without the state of its log, or the
 * other way round. Repeating a batch changes nothing (I1).
 */
import b4a from 'b4a'
import type { ChainState } from '../protocol/chain.js'
import type { VerifiedRecord } from '../protocol/entry.js'
import { idBytes, type LogKey, type RoomId } from '../protocol/ids.js'
import { applyRecord } from '../timeline/apply.js'
import { targetOf } from '../timeline/effects.js'
import { rowTypes, type StoredRow } from '../timeline/row.js'
import { encodeChainState } from './chain-blob.js'
import type { Database } from './database.js'
import { encodeMentions } from './mentions-blob.js'
import { positions } from './position.js'
import { searchSchema, searchTable } from './schema.js'
import { searchWords } from './search-words.js'

/** The head hash of a log at a length. */
export interface Checkpoint {
  readonly length: number
  readonly head: Uint8Array
}

/** What became known of one log. */
export interface CommitBatch {
  readonly log: LogKey
  /** After the batch. */
  readonly state: ChainState
  /** In order of seq. */
  readonly records: readonly VerifiedRecord[]
  readonly heads: readonly Checkpoint[]
  /** When the batch arrived here, in milliseconds since 1970. */
  readonly arrivedMs: number
}

interface Place {
  readonly room: bigint
  readonly log: bigint
  readonly key: Uint8Array
  /** Beyond it nothing is there yet. */
  readonly last_seq: bigint
}

const addRoom = 'insert into rooms (id) values (?) on conflict do nothing returning room'
const addLog = `
  insert into logs (room, key, author, device, state)
  values ((select room from rooms where id = :room), :key, :author, :device, :state)
  on conflict (room, key) do update set
    state = excluded.state, author = coalesce(author, excluded.author), device = coalesce(device, excluded.device)
  returning room, log, last_seq`
const addHead = 'insert or replace into checkpoints (log, length, head) values (?, ?, ?)'
const isThere = 'select 1 from records where log = ? and seq = ?'
const addRecord = `
  insert into records (pos, room, hlc, key, id, log, seq, type, format, text, target, mentions, arrived_ms)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict (pos) do nothing`
const addEffect = `
  insert into effects (room, target, type, author, emoji, hlc, key, pos) values (?, ?, ?, ?, ?, ?, ?, ?)`
const addNamed = 'insert or ignore into named (room, author, pos) values (?, ?, ?)'
const addProfile = 'insert into profiles (room, author, hlc, key, nick) values (?, ?, ?, ?, ?)'
const addTotals = `
  update logs set records = records + :records, texts = texts + :texts,
    last_seq = max(last_seq, :seq), last_hlc = max(last_hlc, :hlc)
  where log = :log`

/** Stores a batch: all of it, or nothing. */
export function writeBatch(database: Database, room: RoomId, batch: CommitBatch): void {
  database.transaction(() => {
    const place = openLog(database, room, batch)
    for (const { length, head } of batch.heads) database.run(addHead, [place.log, length, head])
    const fresh: StoredRow[] = []
    for (const row of batch.records.map(applyRecord)) {
      if (writeRow(database, place, row, batch.arrivedMs)) fresh.push(row)
    }
    const last = fresh.at(-1)
    if (last === undefined) return
    const texts = fresh.filter((row) => row.type === 'text').length
    database.run(addTotals, { log: place.log, records: fresh.length, texts, seq: last.seq, hlc: last.hlc })
  })
}

function openLog(database: Database, room: RoomId, { log, state, records }: CommitBatch): Place {
  const owner = records[0] ?? state
  const added = database.get<{ room: bigint }>(addRoom, [idBytes(room)])
  if (added !== undefined) database.exec(searchSchema(added.room))
  const key = idBytes(log)
  const row = database.get<Omit<Place, 'key'>>(addLog, {
    room: idBytes(room),
    key,
    author: owner.author === undefined ? null : idBytes(owner.author),
    device: owner.device === undefined ? null : idBytes(owner.device),
    state: encodeChainState(state),
  })
  if (row === undefined) throw new Error('SQLite gave no row for the log that it has just stored')
  return { ...row, key }
}

/** True when the row was not there yet. */
function writeRow(database: Database, place: Place, row: StoredRow, arrivedMs: number): boolean {
  const { room, log, key, last_seq } = place
  const { id, hlc, seq, type, format, text, target, mentions } = row
  if (seq <= last_seq && database.get(isThere, [log, seq]) !== undefined) return false
  const bytes = b4a.from(text)
  const about = target === null ? null : idBytes(target)
  const content = [rowTypes[type], format, bytes, about, encodeMentions(mentions)]
  const values = [room, hlc, key, idBytes(id), log, seq, ...content, arrivedMs]
  for (const position of positions(hlc, id)) {
    if (database.run(addRecord, [position, ...values]) === 0) continue
    derive(database, place, { row, position })
    break
  }
  return true
}

/** Keys for what will be asked about the record. */
function derive(
  database: Database,
  { room, key }: Place,
  { row, position }: { readonly row: StoredRow; readonly position: bigint },
): void {
  const { type, text, hlc, mentions } = row
  const [author, target] = [idBytes(row.author), targetOf(row)]
  if (type === 'text' || type === 'edit') database.run(addWords(room), [position, searchWords(text)])
  if (type === 'text')
    for (const { identity } of mentions) database.run(addNamed, [room, idBytes(identity), position])
  if (type === 'profile') database.run(addProfile, [room, author, hlc, key, b4a.from(text)])
  if (target === null) return
  const emoji = b4a.from(type === 'react' ? text : '')
  database.run(addEffect, [room, idBytes(target), rowTypes[type], author, emoji, hlc, key, position])
}

function addWords(room: bigint): string {
  return `insert into ${searchTable(room)} (rowid, words) values (?, ?)`
}
