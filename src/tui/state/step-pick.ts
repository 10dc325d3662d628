/** Moves the message cursor, and the view with it. Pure. */
import { itemsOf } from '../timeline/items.js'
import { timelineOf } from '../timeline/of-state.js'
import { revealed } from '../timeline/reveal.js'
import { changeScreen } from './change.js'
import type { MessageModel } from './models.js'
import { isPickable, leavePick, lowestMessage } from './picked.js'
import { selectScreen } from './selectors.js'
import type { State } from './state.js'

/** Picks the next message in a direction, and moves the view so that it is seen. */
export function stepPick(state: State, by: 1 | -1): State {
  const next = nextPick(state, by)
  if (next === undefined) return by === 1 ? leavePick(state) : state
  const { anchor } = selectScreen(state)
  const seen = revealed(timelineOf(state), next.id)
  const moved = seen === undefined ? anchor : seen.anchor
  return changeScreen(state, state.current, (screen) => ({ ...screen, picked: next.id, anchor: moved }))
}

function nextPick(state: State, by: 1 | -1): MessageModel | undefined {
  const { picked } = selectScreen(state)
  if (picked === null) return by === -1 ? lowestMessage(state) : undefined
  const messages = pickable(state)
  const at = messages.findIndex((message) => message.id === picked)
  return at < 0 ? lowestMessage(state) : messages[at + by]
}

/** In the order in which they stand; what the timeline leaves out cannot be picked. */
function pickable(state: State): readonly MessageModel[] {
  return itemsOf(timelineOf(state).source)
    .flatMap((item) => item.messages)
    .filter(isPickable)
}
