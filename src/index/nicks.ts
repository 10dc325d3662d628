/** The nick that an identity has in a room: that of its newest profile that is not held. */
import b4a from 'b4a'
import { idBytes, type MemberId, type RoomId, toId } from '../protocol/ids.js'
import type { Database } from './database.js'

/** The nick, or null, of the identity that the SQL expression `author` gives, in the room that `room` gives. Needs `:maxHlc`. */
export function nickOf(room: string, author: string): string {
  return `(select n.nick from profiles n
    where n.room = ${room} and n.author = ${author} and n.hlc <= :maxHlc
    order by n.hlc desc, n.key desc limit 1)`
}

const oneNick = `select ${nickOf('(select room from rooms where id = :room)', ':author')} as nick`

/** The nick of one identity; null without one, and for who is not here. */
export function readNick(
  database: Database,
  room: RoomId,
  { author, maxHlc }: { readonly author: MemberId; readonly maxHlc: bigint },
): string | null {
  const values = { room: idBytes(room), author: idBytes(author), maxHlc }
  const found = database.get<{ nick: Uint8Array | null }>(oneNick, values)?.nick ?? null
  return found === null ? null : b4a.toString(found, 'utf8')
}

const allNicks = `
  select a.author, ${nickOf('a.room', 'a.author')} as nick
  from (select distinct room, author from logs
    where room = (select room from rooms where id = :room) and author is not null) a`

/** The nicks of all who have one. */
export function readNicks(database: Database, room: RoomId, maxHlc: bigint): ReadonlyMap<MemberId, string> {
  const rows = database.all<{ author: Uint8Array; nick: Uint8Array | null }>(allNicks, {
    room: idBytes(room),
    maxHlc,
  })
  return new Map(
    rows.flatMap(({ author, nick }) =>
      nick === null ? [] : [[toId<MemberId>(author), b4a.toString(nick, 'utf8')] as const],
    ),
  )
}
