/**
 * What of a room is said to exist, is not here, and is held by nobody who is connected: it waits for a peer that has it.
 * Known from the lengths that peers told since the engine started; nothing of it is stored, or part of any hash.
 */
import type { UnservedView } from '../api/unserved-view.js'
import type { MemberId } from '../protocol/ids.js'
import type { Hub } from '../sync/hub.js'
import type { BookedRoom } from './room-book.js'
import { tagOf } from './tag-of.js'

/** Those of whom most is missing first. Nothing while it is not known yet what everybody who is connected holds. */
export function viewUnserved(
  { room }: Pick<BookedRoom, 'room'>,
  hub: Pick<Hub, 'peersOf'>,
): readonly UnservedView[] {
  const { state } = room
  if (state === undefined || !room.peersAreCalm || state.logs.roster.sync().missingBlocks === 0) return []
  const peers = hub.peersOf(room)
  const missing = new Map<MemberId, number>()
  for (const { author, log, claimedLength, forked, state: chain } of state.logs.roster.all()) {
    if (forked || chain.ended !== undefined || claimedLength <= chain.nextSeq) continue // or nothing of it is fetched
    const served = Math.max(chain.nextSeq, ...peers.map(({ session }) => session.exchange.lengthOf(log)))
    if (claimedLength > served) missing.set(author, (missing.get(author) ?? 0) + claimedLength - served)
  }
  if (missing.size === 0) return []
  const nicks = room.context.index.nicks(state.facts.roomId, room.maxHlc())
  return [...missing]
    .map(([author, blocks]) => ({
      author,
      nick: nicks.get(author) ?? tagOf(author),
      blocks,
    }))
    .toSorted((a, b) => b.blocks - a.blocks)
}
