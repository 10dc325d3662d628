/** The members of a room and its name, as the folds in timeline/members define them; both are small questions here. */
import b4a from 'b4a'
import { msOf } from '../protocol/hlc.js'
import { idBytes, type LogKey, type MemberId, type RoomId, toId } from '../protocol/ids.js'
import { type Member, roleOf } from '../timeline/members.js'
import { rowTypes, type Scope } from '../timeline/row.js'
import type { Database } from './database.js'
import { readNicks } from './nicks.js'
import { roomNumber, shown, shownValues } from './rows.js'

export interface MemberRow extends Member {
  /** Texts that are not held. */
  readonly messages: number
  /** Time of the newest record that is not held, in milliseconds since 1970. */
  readonly lastMs: number
}

interface LogRow {
  readonly log: bigint
  readonly key: Uint8Array
  readonly author: Uint8Array
  readonly texts: bigint
  /** −1 when all of the log is held. */
  readonly last_hlc: bigint
}

interface FirstRow {
  readonly author: Uint8Array
  readonly hlc: bigint
}

const logsOf = `
  select log, key, author, texts, last_hlc from logs
  where room = ${roomNumber} and records > 0 order by author, key`

const countDue = `
  select count(*) filter (where type = ${rowTypes.text}) as texts, coalesce(max(hlc), -1) as last_hlc
  from records where log = :log and hlc <= :maxHlc`

const newestName = `
  select r.text from records r join logs l on l.log = r.log
  where r.room = ${roomNumber} and r.type = ${rowTypes.name} and r.hlc <= :maxHlc and ${shown}
  order by r.hlc desc, r.key desc limit 1`

const firstOf = `
  select l.author, (select hlc from records where log = l.log order by seq limit 1) as hlc
  from logs l where l.room = ${roomNumber} and l.records > 0`

/** The members, ascending by identity. */
export function readMembers(
  database: Database,
  room: RoomId,
  { creator, maxHlc }: Pick<Scope, 'creator' | 'maxHlc'>,
): readonly MemberRow[] {
  const nicks = readNicks(database, room, maxHlc)
  const members = new Map<MemberId, MemberRow>()
  for (const { key, author, texts, last_hlc } of readDueLogs(database, room, maxHlc)) {
    const identity = toId<MemberId>(author)
    const known = members.get(identity)
    members.set(identity, {
      author: identity,
      role: roleOf(identity, creator),
      nick: nicks.get(identity) ?? null,
      logs: [...(known?.logs ?? []), toId<LogKey>(key)],
      messages: (known?.messages ?? 0) + Number(texts),
      lastMs: Math.max(known?.lastMs ?? 0, msOf(last_hlc)),
    })
  }
  return [...members.values()]
}

/** Since when each member is here: the date of their first record as they wrote it, in milliseconds since 1970. */
export function readSinceMs(database: Database, room: RoomId): ReadonlyMap<MemberId, number> {
  const since = new Map<MemberId, number>()
  for (const { author, hlc } of database.all<FirstRow>(firstOf, { room: idBytes(room) })) {
    const identity = toId<MemberId>(author)
    since.set(identity, Math.min(since.get(identity) ?? Infinity, msOf(hlc)))
  }
  return since
}

/** The name of a room. */
export function readRoomName(database: Database, room: RoomId, scope: Scope): string {
  const values = { room: idBytes(room), maxHlc: scope.maxHlc, ...shownValues(scope) }
  const row = database.get<{ text: Uint8Array }>(newestName, values)
  return row === undefined ? scope.genesisName : b4a.toString(row.text, 'utf8')
}

/** The logs with anything that is not held, and what of them is not. */
function readDueLogs(database: Database, room: RoomId, maxHlc: bigint): readonly LogRow[] {
  return database
    .all<LogRow>(logsOf, { room: idBytes(room) })
    .map((row) =>
      row.last_hlc <= maxHlc ? row : { ...row, ...database.get<LogRow>(countDue, { log: row.log, maxHlc }) },
    )
    .filter((row) => row.last_hlc >= 0n)
}
