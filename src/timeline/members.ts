/**
 * Who is in a room, what they call themselves, and what the room is called. Pure folds over rows in any order (I1).
 * An identity is a member once a record of it is there: nothing passes verification without the card of a valid log.
 * Roles are those of version 1: creator 5, others 2.
 */
import type { LogKey, MemberId } from '../protocol/ids.js'
import { compareRecords } from './order.js'
import type { Scope, StoredRow } from './row.js'

export type Role = 2 | 5

export interface Member {
  readonly author: MemberId
  readonly role: Role
  /** The newest nick by order key, null without one. */
  readonly nick: string | null
  /** Logs of this identity (devices, new starts), ascending. */
  readonly logs: readonly LogKey[]
}

/** The role of an identity in version 1. */
export function roleOf(identity: MemberId, creator: MemberId): Role {
  return identity === creator ? 5 : 2
}

/** True iff the author of a name row may name the room. */
export function mayName(
  author: MemberId,
  { creator, nameRole }: Pick<Scope, 'creator' | 'nameRole'>,
): boolean {
  return roleOf(author, creator) >= nameRole
}

/** The members of a room, ascending by identity. */
export function foldMembers(rows: readonly StoredRow[], creator: MemberId): readonly Member[] {
  const logs = new Map<MemberId, Set<LogKey>>()
  for (const { author, log } of rows) logs.set(author, (logs.get(author) ?? new Set()).add(log))
  const nicks = foldNicks(rows)
  return [...logs]
    .map(([author, own]) => ({
      author,
      role: roleOf(author, creator),
      nick: nicks.get(author) ?? null,
      logs: [...own].toSorted(),
    }))
    .toSorted((a, b) => (a.author < b.author ? -1 : 1))
}

/** The nick that each identity has now. */
export function foldNicks(rows: readonly StoredRow[]): ReadonlyMap<MemberId, string> {
  const profiles = rows.filter((row) => row.type === 'profile').toSorted(compareRecords)
  return new Map(profiles.map((row) => [row.author, row.text]))
}

/** The name of a room: the newest that somebody entitled gave it, else that of the genesis. */
export function foldName(rows: readonly StoredRow[], scope: Omit<Scope, 'maxHlc'>): string {
  const names = rows
    .filter((row) => row.type === 'name' && mayName(row.author, scope))
    .toSorted(compareRecords)
  return names.at(-1)?.text ?? scope.genesisName
}
