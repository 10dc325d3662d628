/**
 * The canonical hash of a room: rows in order, then members ascending, then the name. Two programs with the same records
 * at the same limit of time get the same 64 hex digits (I1, I5). Pure, and fed one piece at a time: each piece is hashed
 * together with the hash of what came before. What depends on this machine (arrival, delivery, read marks) has no part in it.
 */
import { hash } from '../protocol/hash.js'
import { idBytes, toId } from '../protocol/ids.js'
import { Writer } from '../protocol/writer.js'
import type { Member } from './members.js'
import { type PlacedRow, rowTypes } from './row.js'

const pieces = { row: 1, member: 2, name: 3 } as const

/** Feed `row`s in order, then `member`s ascending, then `finish`. */
export class TimelineHash {
  #state: Uint8Array = new Uint8Array(32)

  row(row: PlacedRow): void {
    const writer = piece(pieces.row)
      .u64big(row.hlc)
      .raw(idBytes(row.log))
      .raw(idBytes(row.id))
      .u8(rowTypes[row.type])
    writer
      .u8(row.shown ? 1 : 0)
      .u8(row.format)
      .raw(idBytes(row.author))
      .str16(row.text)
    this.#add(writer)
  }

  member({ author, role, nick, logs }: Member): void {
    const writer = piece(pieces.member).raw(idBytes(author)).u8(role)
    writer
      .u8(nick === null ? 0 : 1)
      .str16(nick ?? '')
      .u32(logs.length)
    for (const log of logs) writer.raw(idBytes(log))
    this.#add(writer)
  }

  /** Adds the room's name and gives the hash of everything fed. */
  finish(roomName: string): string {
    this.#add(piece(pieces.name).str16(roomName))
    return toId(this.#state)
  }

  #add(writer: Writer): void {
    this.#state = hash('INDEX', this.#state, writer.finish())
  }
}

function piece(kind: number): Writer {
  return new Writer().u8(kind)
}
