/** What names us in a room: our key, our nick of now, or one of our own words for it or for all rooms. Backfill of before the joining never does. */

import type { MentionsRequest } from '../index/mentions.js'
import type { TimelineRow } from '../index/rows.js'
import type { UnreadCounts } from '../index/unread.js'
import { hlcOf, msOf } from '../protocol/hlc.js'
import type { EntryId } from '../protocol/ids.js'
import type { ReadyRoom, Room } from '../room/room.js'
import { mentionOf } from '../timeline/mention.js'
import { isRead } from '../timeline/read-state.js'

/** Tells whether a row of the room is a text of somebody else that names us. */
export function mentionViewer(room: Room): (row: TimelineRow) => boolean {
  const { context, memory } = room
  const { identity } = context.device
  const names = mentionOf(identity, wordsOf(room))
  const joinedHlc = hlcOf(memory.secrets().joinedMs, 0)
  return (row) => row.type === 'text' && row.author !== identity && row.hlc >= joinedHlc && names(row)
}

/** How many unread texts name us. Looks at no more messages with our words in them than the index gives. */
export function countUnreadMentions(room: Room, state: ReadyRoom, unread: UnreadCounts): number {
  const { index } = room.context
  const { request } = room.reading
  const { roomId } = state.facts
  const oldest = unread.late > 0 ? index.nextLate(roomId, request) : index.firstUnread(roomId, request)
  if (oldest === undefined) return 0
  const isMention = mentionViewer(room)
  let count = 0
  for (const row of candidates(room, state, { towards: 'older', sinceMs: msOf(oldest.hlc) })) {
    if (!isRead(request.read, row) && isMention(row)) count++
  }
  return count
}

/** The next message that names us, from a place on or from the end. */
export function nextMention(
  room: Room,
  state: ReadyRoom,
  way: Pick<MentionsRequest, 'towards' | 'from'>,
): EntryId | undefined {
  const isMention = mentionViewer(room)
  for (const row of candidates(room, state, way)) if (isMention(row)) return row.id
  return undefined
}

function candidates(
  room: Room,
  state: ReadyRoom,
  way: Pick<MentionsRequest, 'towards' | 'from'> & { readonly sinceMs?: number },
): Iterable<TimelineRow> {
  const { index, device } = room.context
  return index.mentions(state.facts.roomId, {
    ...state.facts.scope,
    maxHlc: room.maxHlc(),
    me: device.identity,
    words: wordsOf(room),
    sinceMs: room.memory.secrets().joinedMs,
    ...way,
  })
}

function wordsOf({ context, memory }: Room): readonly string[] {
  const nick = context.nick()
  return [...(nick === undefined ? [] : [nick]), ...context.words(), ...memory.words()]
}
