/**
 * The canonical hash of a room: rows in order, then members ascending, then the name. A row goes in as it is shown now: the
 * newest text, removals and reactions with the message; an edit, removal or reaction itself by its id and target only. Two programs with the same records
 * at the same limit of time get the same 64 hex digits (I1, I5). Pure, and fed one piece at a time: each piece is hashed
 * together with the hash of what came before. What depends on this machine (arrival, delivery, read marks) has no part in it.
 */
import { putMentions } from '../protocol/entry-codec.js'
import { hash } from '../protocol/hash.js'
import { type AnyId, idBytes, toId } from '../protocol/ids.js'
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
    putEffects(writer, row)
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

/** What it answers, whom it names, and what was made of it since. */
function putEffects(writer: Writer, { target, mentions, edited, removed, reactions }: PlacedRow): void {
  putMentions(putId(putId(writer, target), edited).u8(mentions.length), mentions)
  putId(writer, removed?.author ?? null).str16(removed?.reason ?? '')
  writer.u16(reactions.length)
  for (const { emoji, authors } of reactions) {
    writer.str8(emoji).u16(authors.length)
    for (const author of authors) writer.raw(idBytes(author))
  }
}

function putId(writer: Writer, id: AnyId | null): Writer {
  return id === null ? writer.u8(0) : writer.u8(1).raw(idBytes(id))
}

function piece(kind: number): Writer {
  return new Writer().u8(kind)
}
