/** Standing at a certain message: at once when the window holds it, else as soon as a page does. Pure. */
import { timelineOf } from '../timeline/of-state.js'
import { scrolledAnchor } from '../timeline/timeline-view.js'
import type { RoomScreen, State } from './state.js'

/** The screen with the view at message `id`. */
export function goTo(state: State, screen: RoomScreen, id: string): RoomScreen {
  const isHere = screen.window?.messages.some((message) => message.id === id) === true
  if (!isHere) return { ...screen, jumpTo: id }
  return centred(state, { ...screen, anchor: { id, hidden: 0 }, jumpTo: null })
}

/** A message that was jumped to stands in the middle, so that one sees what was said around it. */
export function centred(state: State, screen: RoomScreen): RoomScreen {
  const timeline = timelineOf(state, screen)
  return { ...screen, anchor: scrolledAnchor(timeline, Math.floor(timeline.rows / 2)) }
}
