/** One message with who holds it, among those who are connected now. */
import b4a from 'b4a'
import type { MessageInfoView } from '../api/views.js'
import { HocketError } from '../errors.js'
import { type EntryId, type MemberId, parseId } from '../protocol/ids.js'
import type { Room } from '../room/room.js'
import type { Hub } from '../sync/hub.js'
import { listMembers, readPage } from './room-answers.js'

export async function readMessageInfo(
  room: Room,
  { hub, id }: { readonly hub: Hub; readonly id: string },
): Promise<MessageInfoView> {
  const entry = parseId<EntryId>(id)
  const page = readPage(room, { anchor: id, before: 0, after: 0 })
  const message = page.messages.find((candidate) => candidate.id === entry)
  const row = entry === undefined ? undefined : room.context.index.findRecord(entry)
  if (message === undefined || row === undefined) throw unknownMessage()
  const log = await room.openLog(row.log)
  const attached = new Map(
    log.remoteLengths().map(({ remotePublicKey, length }) => [b4a.toString(remotePublicKey, 'hex'), length]),
  )
  const holders = new Set<MemberId>()
  for (const { session, remotePublicKey } of hub.peersOf(room)) {
    const identity = session.identity?.identity
    const key = b4a.toString(remotePublicKey, 'hex')
    const length = Math.max(session.exchange.lengthOf(row.log), attached.get(key) ?? 0)
    if (identity !== undefined && length > row.seq) holders.add(identity)
  }
  holders.delete(room.context.device.identity)
  return {
    ...message,
    holders: listMembers(room, hub)
      .filter(({ author }) => holders.has(author as MemberId))
      .map(({ author, nick, tag }) => ({ author, nick: nick ?? tag })),
    clockAheadMs: Math.max(0, message.timeMs - message.arrivedMs),
  }
}

export function unknownMessage(): HocketError {
  return new HocketError('UNKNOWN_MESSAGE', 'There is no message with this id in the room.')
}
