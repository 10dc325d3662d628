/**
 * What records about a message do to it (PROTOCOL.md §6): its newest edit, its removal, reactions. Pure, and blind to the
 * order in which the records are given (I1). A removal stands above everything: nothing undoes it.
 */
import b4a from 'b4a'
import type { EntryId, MemberId } from '../protocol/ids.js'
import { limits } from '../protocol/limits.js'
import { roleOf } from './members.js'
import { compareRecords } from './order.js'
import type { Effects, Reaction, StoredRow } from './row.js'

/** The role that may remove what others wrote. */
const removingRole = 3

/** A row about which nothing was said. What a row says about another one is shown there, not here. */
export function unaffected(row: StoredRow): Effects {
  const { text, format, mentions } =
    targetOf(row) === null ? row : { text: '', format: 0 as const, mentions: [] }
  return { text, format, mentions, edited: null, removed: null, reactions: [] }
}

/** True iff `author` may remove a message of `owner`. */
export function mayRemove(
  author: MemberId,
  { owner, creator }: { owner: MemberId; creator: MemberId },
): boolean {
  return author === owner || roleOf(author, creator) >= removingRole
}

/** What `message` is now. `about`: rows that name it, all of them, or at least those that decide. */
export function effectsOn(message: StoredRow, about: readonly StoredRow[], creator: MemberId): Effects {
  const rows = about.toSorted(compareRecords)
  const removal = rows.find(
    (row) => row.type === 'redact' && mayRemove(row.author, { owner: message.author, creator }),
  )
  if (removal !== undefined) return removed(removal)
  const edit = rows.findLast((row) => row.type === 'edit' && row.author === message.author)
  const { text, format, mentions } = edit ?? message
  return { text, format, mentions, edited: edit?.id ?? null, removed: null, reactions: foldReactions(rows) }
}

function removed({ author, text: reason }: StoredRow): Effects {
  return { text: '', format: 0, mentions: [], edited: null, removed: { author, reason }, reactions: [] }
}

/** The reactions that stand, the one that was given first in front. */
function foldReactions(rowsInOrder: readonly StoredRow[]): readonly Reaction[] {
  const newest = new Map<string, StoredRow>()
  for (const row of rowsInOrder) if (row.type === 'react') newest.set(pairOf(row), row)
  const counted = [...newest]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, limits.reactionsPerMessage)
    .map(([, row]) => row)
  const standing = counted.filter(isAdded).toSorted(compareRecords)
  const byEmoji = new Map<string, MemberId[]>()
  for (const { text: emoji, author } of standing) byEmoji.set(emoji, [...(byEmoji.get(emoji) ?? []), author])
  return [...byEmoji].map(([emoji, authors]) => ({ emoji, authors: authors.toSorted() }))
}

/** Sorts like the bytes of the identity and the emoji. */
function pairOf({ author, text }: StoredRow): string {
  return author + b4a.toString(b4a.from(text), 'hex')
}

function isAdded({ format }: StoredRow): boolean {
  return format === 1
}

/** The message that a row changes; null for rows that change none. */
export function targetOf({ type, target }: StoredRow): EntryId | null {
  return type === 'edit' || type === 'redact' || type === 'react' ? target : null
}
