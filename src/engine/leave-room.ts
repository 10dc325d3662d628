/** Leaving a room on this machine: refused while something exists only here, unless that is wanted. Erases nothing. */
import type { RoomView } from '../api/views.js'
import { HocketError } from '../errors.js'
import { safe } from '../text/sanitize.js'
import { amount } from '../words/span-words.js'
import type { HandlerParts } from './parts.js'
import { viewRoom } from './room-view.js'

/** The room as it was. Throws ONLY_HERE. */
export async function leaveRoom(
  { book, hub, changes }: Pick<HandlerParts, 'book' | 'hub' | 'changes'>,
  { handle, now }: { readonly handle: string; readonly now: boolean },
): Promise<RoomView> {
  const entry = book.get(handle)
  await entry.room.settled() // what was written a moment ago counts too
  const view = viewRoom(entry, hub)
  const onlyHere = view.onlyHere + view.drafts
  if (onlyHere > 0 && !now) throw existsOnlyHere(onlyHere)
  await book.leave(handle)
  changes.forget(handle)
  changes.mark(null)
  return view
}

function existsOnlyHere(count: number): HocketError {
  const what = `${amount(count, safe`message`)} ${count === 1 ? 'exists' : 'exist'}`
  return new HocketError(
    'ONLY_HERE',
    `${what} only here, so you are still in the room. They are sent when a member is online; "/leave now" ("hocket leave --now") leaves anyway and keeps them on this disk.`,
  )
}
