/** What is remembered of each log: the state of its validator, head hashes on the way, how far it is held. */

import type { ChainState } from '../protocol/chain.js'
import { idBytes, type LogKey, type RoomId, toId } from '../protocol/ids.js'
import { readChainState } from './chain-blob.js'
import type { Database } from './database.js'
import { roomNumber } from './rows.js'
import type { Checkpoint } from './writer.js'

export interface StoredLog {
  readonly log: LogKey
  readonly state: ChainState
  /** Number of blocks that another member is known to hold. */
  readonly heldLength: number
}

/** Every log of a room, ascending. */
export function readLogs(database: Database, room: RoomId): readonly StoredLog[] {
  const sql = `select key, state, held_length from logs where room = ${roomNumber} order by key`
  return database
    .all<{ key: Uint8Array; state: Uint8Array; held_length: bigint }>(sql, { room: idBytes(room) })
    .map((row) => ({
      log: toId(row.key),
      state: readChainState(row.state),
      heldLength: Number(row.held_length),
    }))
}

/** The nearest known head at or below a length. */
export function readHead(
  database: Database,
  room: RoomId,
  log: LogKey,
  length: number,
): Checkpoint | undefined {
  const sql = `
    select c.length, c.head from logs l join checkpoints c on c.log = l.log
    where l.room = ${roomNumber} and l.key = :log and c.length <= :length
    order by c.length desc limit 1`
  const values = { room: idBytes(room), log: idBytes(log), length }
  const row = database.get<{ length: bigint; head: Uint8Array }>(sql, values)
  return row === undefined ? undefined : { length: Number(row.length), head: row.head }
}

/** Remembers how much of a log another member holds; nothing for a log that is not here. */
export function writeHeldLength(database: Database, room: RoomId, log: LogKey, length: number): void {
  const sql = `update logs set held_length = :length where room = ${roomNumber} and key = :log`
  database.run(sql, { room: idBytes(room), log: idBytes(log), length })
}
