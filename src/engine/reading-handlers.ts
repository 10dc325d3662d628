/** The methods about reading: what was read, what names us, where to go next, what a room may tell. */
import type { MethodName, Params, Result } from '../api/methods.js'
import { HocketError } from '../errors.js'
import { type EntryId, parseId } from '../protocol/ids.js'
import type { HandlerParts } from './parts.js'
import { readPage } from './room-answers.js'

type ReadingMethod =
  | 'me.words'
  | 'rooms.markRead'
  | 'room.message'
  | 'room.markRead'
  | 'room.markSeen'
  | 'room.markUnread'
  | 'room.seek'
  | 'room.level'

export type ReadingHandlers = {
  readonly [M in ReadingMethod & MethodName]: (params: Params<M>) => Promise<Result<M>> | Result<M>
}

export function readingHandlers({ book }: HandlerParts): ReadingHandlers {
  return {
    'me.words': () => ({ words: [] }),
    'rooms.markRead': async () => {
      for (const { room } of book.all()) await room.markRead()
      return null
    },
    'room.message': ({ handle, id }) => {
      const page = readPage(book.get(handle).room, { anchor: id, before: 0, after: 0 })
      const message = page.messages.find((candidate) => candidate.id === parseId<EntryId>(id))
      if (message === undefined)
        throw new HocketError('UNKNOWN_MESSAGE', 'There is no message with this id in the room.')
      return { ...message, holders: [], clockAheadMs: Math.max(0, message.timeMs - message.arrivedMs) }
    },
    'room.markRead': async ({ handle }) => {
      await book.get(handle).room.markRead()
      return null
    },
    'room.markSeen': () => null,
    'room.markUnread': () => null,
    'room.seek': () => ({ id: null }),
    'room.level': async ({ handle, level }) => {
      const { room } = book.get(handle)
      await room.memory.saveLevel(level)
      room.touch()
      return null
    },
  }
}
