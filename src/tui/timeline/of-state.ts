/** The timeline of the current room as the state has it: what the layout and the scrolling work on. Pure. */
import { layoutOf } from '../state/layout.js'
import { selectScreen } from '../state/selectors.js'
import type { State } from '../state/state.js'
import type { Timeline } from './timeline-view.js'

export function timelineOf(state: State, screen = selectScreen(state)): Timeline {
  const { timeline } = layoutOf(state)
  return {
    source: {
      messages: screen.window?.messages ?? [],
      drafts: screen.drafts,
      atStart: screen.window?.atStart ?? false,
      atEnd: screen.window?.atEnd ?? false,
      firstUnread: screen.firstUnread,
    },
    anchor: screen.anchor,
    highlight: screen.found,
    cols: timeline.width,
    rows: timeline.height,
    look: state.look,
  }
}
