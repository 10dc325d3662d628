/**
 * What faces say becomes entries here: texts, and edits, removals and reactions of messages that are in the room. Whether
 * the person may do that to the message is decided before anything is written; nothing is shown but by the log (I2).
 */
import type { Params, Result } from '../api/methods.js'
import { HocketError } from '../errors.js'
import type { TimelineRow } from '../index/rows.js'
import { type EntryId, parseId } from '../protocol/ids.js'
import type { ReadyRoom, Room } from '../room/room.js'
import { mayRemove } from '../timeline/effects.js'
import { toByteMentions } from './byte-mentions.js'
import { checkEmoji, checkMessage, checkReason } from './check-text.js'
import { readyRoom } from './ready-room.js'
import { scopeOf } from './room-view.js'

export function sendText(room: Room, params: Params<'room.send'>): Promise<Result<'room.send'>> {
  const { format = 0, reply, mentions = [] } = params
  const text = checkMessage(params.text)
  const named = toByteMentions(text, mentions)
  const target = reply === undefined ? undefined : messageIn(room, readyRoom(room), reply).id
  const entry = {
    kind: 'text',
    format,
    text,
    ...(target !== undefined && { reply: target }),
    ...(named.length > 0 && { mentions: named }),
  } as const
  return room.outgoing.say(entry, params.sendId)
}

export async function editText(room: Room, params: Params<'room.edit'>): Promise<Result<'room.edit'>> {
  const { id, mentions = [] } = params
  const text = checkMessage(params.text)
  const named = toByteMentions(text, mentions)
  const message = messageIn(room, readyRoom(room), id)
  if (message.author !== room.context.device.identity)
    throw new HocketError('NOT_ALLOWED', 'Only its author can change a message. Nothing was changed.')
  const entry = {
    kind: 'edit',
    target: message.id,
    format: message.format,
    text,
    ...(named.length > 0 && { mentions: named }),
  } as const
  return room.outgoing.say(entry, params.sendId)
}

export async function redact(room: Room, params: Params<'room.redact'>): Promise<Result<'room.redact'>> {
  const { id, reason = '' } = params
  const state = readyRoom(room)
  const message = messageIn(room, state, id)
  const me = room.context.device.identity
  if (!mayRemove(me, { owner: message.author, creator: state.facts.scope.creator })) {
    throw new HocketError(
      'NOT_ALLOWED',
      'Only its author and the creator of the room can remove a message. Nothing was removed.',
    )
  }
  return {
    id: await room.outgoing.record({ kind: 'redact', target: message.id, reason: checkReason(reason) }),
  }
}

export async function react(room: Room, params: Params<'room.react'>): Promise<Result<'room.react'>> {
  const { id, emoji, on } = params
  const target = messageIn(room, readyRoom(room), id).id
  const op = on ? 'add' : 'remove'
  return { id: await room.outgoing.record({ kind: 'react', target, op, emoji: checkEmoji(emoji) }) }
}

/** The message with this id, if the room shows one that was not removed. */
function messageIn(room: Room, state: ReadyRoom, id: string): TimelineRow {
  const entry = parseId<EntryId>(id)
  const { index } = room.context
  const found = entry && index.message(state.facts.roomId, entry, scopeOf(state, room))
  if (found === undefined) {
    throw new HocketError(
      'UNKNOWN_MESSAGE',
      'There is no message of that id in this room. "hocket tail --json" shows the ids.',
    )
  }
  if (found.removed !== null)
    throw new HocketError(
      'NOT_ALLOWED',
      'That message was removed, so nothing can be said about it any more.',
    )
  return found
}
