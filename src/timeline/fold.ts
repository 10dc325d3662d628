/**
 * A whole room from its records, in memory: the shortest statement of what a room is. Pure, and blind to order and
 * repetition (I1). It is the reference that the index must agree with, byte for byte; nothing else decides what is shown.
 */
import type { VerifiedRecord } from '../protocol/entry.js'
import type { EntryId, MemberId } from '../protocol/ids.js'
import { applyRecord } from './apply.js'
import { effectsOn, targetOf, unaffected } from './effects.js'
import { foldMembers, foldName, foldNicks, type Member, mayName } from './members.js'
import { compareRecords } from './order.js'
import type { PlacedRow, Scope, StoredRow } from './row.js'
import { TimelineHash } from './timeline-hash.js'

export interface Room {
  /** Every row that is not held, in order, the ones not shown among them. */
  readonly rows: readonly PlacedRow[]
  readonly members: readonly Member[]
  readonly name: string
  /** Number of records too far ahead of the clock. */
  readonly held: number
  readonly hash: string
}

/** The room that `records` make. */
export function foldRoom(records: Iterable<VerifiedRecord>, scope: Scope): Room {
  const all = [...new Map([...records].map((record) => [record.id, applyRecord(record)])).values()]
  const due = all.filter((row) => row.hlc <= scope.maxHlc).toSorted(compareRecords)
  const nicks = foldNicks(due)
  const changes = nickChanges(due)
  const about = rowsAbout(due)
  const rows = due.map((row) => ({
    ...row,
    ...(row.type === 'text' ? effectsOn(row, about.get(row.id) ?? [], scope.creator) : unaffected(row)),
    shown: isShown(row, scope, changes),
    nick: nicks.get(row.author) ?? null,
  }))
  const members = foldMembers(due, scope.creator)
  const name = foldName(due, scope)
  return { rows, members, name, held: all.length - due.length, hash: hashRoom(rows, members, name) }
}

/** What changes messages, by the message. */
function rowsAbout(rows: readonly StoredRow[]): ReadonlyMap<EntryId, readonly StoredRow[]> {
  const about = new Map<EntryId, StoredRow[]>()
  for (const row of rows) {
    const target = targetOf(row)
    if (target === null) continue
    const others = about.get(target)
    if (others === undefined) about.set(target, [row])
    else others.push(row)
  }
  return about
}

/** The profile rows that gave their author another nick than the one before. */
function nickChanges(rowsInOrder: readonly StoredRow[]): ReadonlySet<StoredRow> {
  const changes = new Set<StoredRow>()
  const current = new Map<MemberId, string>()
  for (const row of rowsInOrder) {
    if (row.type !== 'profile') continue
    const before = current.get(row.author)
    if (before !== undefined && before !== row.text) changes.add(row)
    current.set(row.author, row.text)
  }
  return changes
}

function isShown(row: StoredRow, scope: Scope, changes: ReadonlySet<StoredRow>): boolean {
  if (targetOf(row) !== null) return false
  if (row.type === 'profile') return changes.has(row)
  if (row.type === 'name') return mayName(row.author, scope)
  return true
}

/** The canonical hash of rows in order, members ascending and the name. */
export function hashRoom(rows: Iterable<PlacedRow>, members: Iterable<Member>, name: string): string {
  const hash = new TimelineHash()
  for (const row of rows) hash.row(row)
  for (const member of members) hash.member(member)
  return hash.finish(name)
}
