/** What faces see of one line of a timeline. Text is raw here; faces sanitise it. */
import type { MessageType, MessageView } from '../api/views.js'
import type { TimelineRow } from '../index/rows.js'
import { hlcOf, msOf } from '../protocol/hlc.js'
import type { ReadyRoom, Room } from '../room/room.js'
import { isAboveLine, isRead } from '../timeline/read-state.js'
import type { RowType } from '../timeline/row.js'
import { contentViewer } from './content-view.js'
import { mentionViewer } from './mentions.js'
import { tagOf } from './tag-of.js'

/** Turns rows of one room into lines; what they share is looked up once. */
export function messageViewer(room: Room, state: ReadyRoom): (row: TimelineRow) => MessageView {
  const { facts, logs } = state
  const content = contentViewer(room, state)
  const read = room.reading.state
  const isMention = mentionViewer(room)
  const { identity } = room.context.device
  const { index } = room.context
  const { creator } = facts.scope
  const typeOf = ({ type, author, id }: TimelineRow): MessageType =>
    type === 'join' && author === creator && id === index.firstJoin(facts.roomId, creator)
      ? 'created'
      : lineType(type)
  const joinedHlc = hlcOf(room.memory.secrets().joinedMs, 0)
  return (row) => {
    const mine = row.author === identity
    const unread = !mine && row.type === 'text' && row.hlc >= joinedHlc && !isRead(read, row)
    const tag = tagOf(row.author)
    return {
      id: row.id,
      room: facts.roomId,
      author: row.author,
      nick: row.nick ?? tag,
      tag,
      device: row.device,
      log: row.log,
      seq: row.seq,
      hlc: row.hlc.toString(16).padStart(16, '0'),
      timeMs: msOf(row.hlc),
      arrivedMs: row.arrivedMs,
      type: typeOf(row),
      text: row.text,
      former: row.type === 'profile' ? index.nickOf(facts.roomId, row.author, row.hlc - 1n) : null,
      format: row.format,
      mine,
      unread,
      mention: isMention(row),
      late: unread && isAboveLine(read, row),
      delivery: mine ? ((logs.roster.get(row.log)?.heldLength ?? 0) > row.seq ? 'held' : 'stored') : null,
      ...content(row),
    }
  }
}

/** Of rows that are lines; others are never on a page. */
function lineType(type: RowType): MessageType {
  return type === 'edit' || type === 'redact' || type === 'react' ? 'unknown' : type
}
