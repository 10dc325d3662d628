/** The methods about reading: what was read, what names us, where to go next, what a room may tell. */
import type { MethodName, Params, Result } from '../api/methods.js'
import type { Seek } from '../api/views.js'
import type { TimelineRow } from '../index/rows.js'
import { type EntryId, parseId } from '../protocol/ids.js'
import type { Room } from '../room/room.js'
import type { Placed } from '../timeline/order.js'
import { checkWords } from './mention-words.js'
import { nextMention } from './mentions.js'
import { readMessageInfo, unknownMessage } from './message-info.js'
import type { HandlerParts } from './parts.js'
import { scopeOf } from './room-view.js'

type ReadingMethod =
  | 'me.words'
  | 'rooms.markRead'
  | 'room.message'
  | 'room.markRead'
  | 'room.markSeen'
  | 'room.markUnread'
  | 'room.seek'
  | 'room.level'
  | 'room.words'

export type ReadingHandlers = {
  readonly [M in ReadingMethod & MethodName]: (params: Params<M>) => Promise<Result<M>> | Result<M>
}

export function readingHandlers({ book, hub, words }: HandlerParts): ReadingHandlers {
  return {
    'me.words': async ({ words: wanted }) => {
      if (wanted !== undefined) {
        await words.set(wanted)
        for (const { room } of book.all()) room.touch()
      }
      return { words: words.all }
    },
    'rooms.markRead': async () => {
      for (const { room } of book.all()) await room.reading.readAll({ late: 'read' })
      return null
    },
    'room.message': ({ handle, id }) => readMessageInfo(book.get(handle).room, { hub, id }),
    'room.markRead': async ({ handle }) => {
      await book.get(handle).room.reading.readAll({ late: 'keep' })
      return null
    },
    'room.markSeen': async ({ handle, ids }) => {
      const known = ids.map((id) => parseId<EntryId>(id)).filter((id) => id !== undefined)
      await book.get(handle).room.reading.readLate(known)
      return null
    },
    'room.markUnread': async ({ handle, id }) => {
      const entry = parseId<EntryId>(id)
      if (entry === undefined || !(await book.get(handle).room.reading.unreadFrom(entry)))
        throw unknownMessage()
      return null
    },
    'room.seek': ({ handle, target, from }) => ({ id: seek(book.get(handle).room, target, from) ?? null }),
    'room.level': async ({ handle, level }) => {
      const { room } = book.get(handle)
      await room.memory.saveLevel(level)
      room.touch()
      return null
    },
    'room.words': async ({ handle, words: wanted }) => {
      const { room } = book.get(handle)
      if (wanted !== undefined) {
        await room.memory.saveWords(checkWords(wanted))
        room.touch()
      }
      return { words: room.memory.words() }
    },
  }
}

function seek(room: Room, target: Seek, from: string | undefined): EntryId | undefined {
  const { state, reading } = room
  if (state === undefined) return undefined
  const { index } = room.context
  const { roomId } = state.facts
  switch (target) {
    case 'start':
      return firstShown(index.rows(roomId, scopeOf(state, room)))
    case 'unread':
      return index.firstUnread(roomId, reading.request)?.id
    case 'late':
      return index.nextLate(roomId, { ...reading.request, from: placeOf(room, from) })?.id
    case 'mention-before':
      return nextMention(room, state, { towards: 'older', from: placeOf(room, from) })
    case 'mention-after':
      return nextMention(room, state, { towards: 'newer', from: placeOf(room, from) })
  }
}

function firstShown(rows: Iterable<TimelineRow>): EntryId | undefined {
  for (const { id, shown } of rows) if (shown) return id
  return undefined
}

/** Where a message stands; undefined when it is not here. */
function placeOf(room: Room, id: string | undefined): Placed | undefined {
  const entry = id === undefined ? undefined : parseId<EntryId>(id)
  const row = entry === undefined ? undefined : room.context.index.findRecord(entry)
  return row === undefined || row.room !== room.state?.facts.roomId ? undefined : row
}
