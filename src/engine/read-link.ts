/** What joining by a link would mean, told while it is typed. Changes nothing and asks nobody. */
import type { LinkedRoomView, LinkView } from '../api/link-view.js'
import { isHocketError } from '../errors.js'
import { linkBeginning } from '../protocol/link-beginning.js'
import { viewLeftRoom } from './left-rooms.js'
import type { HandlerParts } from './parts.js'
import type { MeantRoom } from './room-book.js'
import { viewRoom } from './room-view.js'

type Sources = Pick<HandlerParts, 'book' | 'hub' | 'index' | 'clock'>

/** Throws BAD_LINK as joining would, unless `link` may still become one. */
export function readLink(sources: Sources, link: string): LinkView {
  try {
    const meant = sources.book.find(link)
    const { secrets, known } = meant
    return {
      state: 'whole',
      kind: secrets === known ? null : secrets.access,
      room: viewMeant(meant, sources),
    }
  } catch (error) {
    const begun = isHocketError(error, 'BAD_LINK') ? linkBeginning(link) : undefined
    if (begun === undefined) throw error
    return { state: 'begun', ...begun }
  }
}

function viewMeant(
  { handle, known, open }: MeantRoom,
  { hub, index, clock }: Sources,
): LinkedRoomView | null {
  if (known === undefined) return null
  const view = open === undefined ? viewLeftRoom(known, { index, nowMs: clock.now() }) : viewRoom(open, hub)
  const { number, name, access } = view
  return { handle, number, name, access, state: open === undefined ? 'left' : 'here' }
}
