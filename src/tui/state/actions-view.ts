/** Named actions that go to certain messages, and that fold and unfold. Pure. */
import type { Seek } from '../../api/views.js'
import { safe } from '../../text/sanitize.js'
import type { Action } from './action.js'
import { type KeyAction, keyFor } from './key-action.js'
import { selectRoom, selectScreen } from './selectors.js'
import type { State } from './state.js'

const group = 'messages'

export const viewActions: readonly KeyAction[] = [
  {
    name: 'oldest',
    group,
    help: safe`to the first message of all`,
    pair: { name: 'newest', does: safe`first, newest message` },
    run: (state) => seek(state, 'start', null),
  },
  { name: 'unread', group, help: safe`unread line, then late arrivals`, run: toUnread },
  {
    name: 'mention-next',
    group,
    help: safe`next mention of you`,
    pair: { name: 'mention-previous', does: safe`next, previous mention` },
    run: (state) => seek(state, 'mention-after', standingAt(state)),
  },
  {
    name: 'mention-previous',
    group,
    help: safe`previous mention of you`,
    run: (state) => seek(state, 'mention-before', standingAt(state)),
  },
  keyFor({ name: 'unfold', group, help: safe`long text whole, or cut` }, { type: 'foldToggled', id: null }),
  keyFor({ name: 'show-all', group, help: safe`folded joins, on and off` }, { type: 'showAllToggled' }),
]

/** To the unread line; from there on to one late arrival after the other. */
function toUnread(state: State): readonly Action[] {
  const { firstUnread, visited, late, window } = selectScreen(state)
  const isOnTheWay = visited !== null && (visited === firstUnread || late.has(visited))
  if (firstUnread !== null && !isOnTheWay) return [{ type: 'wentTo', id: firstUnread }]
  const seen = window?.messages.find((message) => late.has(message.id))?.id
  if (seen !== undefined && !isOnTheWay && (selectRoom(state)?.late ?? 0) === 0)
    return [{ type: 'wentTo', id: seen }] // all were seen
  const nothing = late.size === 0 && (selectRoom(state)?.late ?? 0) === 0
  if (nothing && state.current !== null)
    return [{ type: 'seekAnswered', handle: state.current, target: 'unread', id: null }]
  return seek(state, 'late', visited !== null && late.has(visited) ? visited : null)
}

/** The message from which "next" and "previous" are meant; null at the newest. */
function standingAt(state: State): string | null {
  const { visited, anchor } = selectScreen(state)
  return visited ?? anchor?.id ?? null
}

function seek(state: State, target: Seek, from: string | null): readonly Action[] {
  const { current } = state
  if (current === null) return []
  // nothing comes after the newest
  if (target === 'mention-after' && from === null)
    return [{ type: 'seekAnswered', handle: current, target, id: null }]
  return [{ type: 'sought', handle: current, target, from }]
}
