/** What a message answers, whom it names and what was made of it since, with the nicks that people have now. */
import type { MentionView, MessageView, ReplyView } from '../api/views.js'
import type { TimelineRow } from '../index/rows.js'
import type { EntryId, MemberId } from '../protocol/ids.js'
import type { ReadyRoom, Room } from '../room/room.js'
import { fromByteMentions } from './byte-mentions.js'
import { scopeOf } from './room-view.js'
import { tagOf } from './tag-of.js'

export type ContentView = Pick<MessageView, 'mentions' | 'reply' | 'edited' | 'removed' | 'reactions'>

/** For rows of one page: people and answered messages are looked up once. */
export function contentViewer(room: Room, state: ReadyRoom): (row: TimelineRow) => ContentView {
  const { index, device } = room.context
  const { roomId } = state.facts
  const scope = scopeOf(state, room)
  const nickOf = remembered((author: MemberId) => index.nickOf(roomId, author, scope.maxHlc) ?? tagOf(author))
  const replyTo = remembered((id: EntryId): ReplyView => {
    const answered = index.message(roomId, id, scope)
    if (answered === undefined) return { id, author: null, nick: null, text: null }
    return { id, author: answered.author, nick: nickOf(answered.author), text: answered.text }
  })
  const viewMentions = ({ text, mentions }: TimelineRow): readonly MentionView[] =>
    fromByteMentions(text, mentions).map(({ identity, start, end }) => ({
      author: identity,
      nick: nickOf(identity),
      start,
      end,
    }))
  return (row) => ({
    mentions: viewMentions(row),
    reply: row.target === null || row.removed !== null ? null : replyTo(row.target),
    edited: row.edited !== null,
    removed: row.removed && { ...row.removed, nick: nickOf(row.removed.author) },
    reactions: row.reactions.map(({ emoji, authors }) => ({
      emoji,
      count: authors.length,
      mine: authors.includes(device.identity),
    })),
  })
}

function remembered<Id, Found>(find: (id: Id) => Found): (id: Id) => Found {
  const known = new Map<Id, Found>()
  return (id) => {
    const found = known.get(id) ?? find(id)
    known.set(id, found)
    return found
  }
}
