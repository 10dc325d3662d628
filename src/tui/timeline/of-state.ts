/** The timeline of the current room as the state has it: what the layout and the scrolling work on. Pure. */
import type { Settings } from '../../config/settings.js'
import { safe } from '../../text/sanitize.js'
import { keyOf } from '../state/key-help.js'
import { layoutOf } from '../state/layout.js'
import { selectRoom, selectScreen } from '../state/selectors.js'
import type { RoomScreen, State } from '../state/state.js'
import type { Source } from './items.js'
import type { Joins } from './silence.js'
import { seenMessages, type Timeline } from './timeline-view.js'
import { dayStart, isSameDay } from './times.js'

const minuteMs = 60_000
/** Who joined this shortly before the room was entered is still news. */
const newsMs = 30 * minuteMs

export function timelineOf(state: State, screen = selectScreen(state)): Timeline {
  const { timeline } = layoutOf(state)
  return {
    source: sourceOf(screen, state.settings, state.showAll ? 'all' : state.settings.joins),
    anchor: screen.anchor,
    highlight: screen.picked ?? screen.found,
    timeFormat: state.settings.time_format,
    bare: state.bare,
    unfolded: screen.unfolded,
    unfoldKey: keyOf(state.settings, 'unfold') ?? safe`no key`,
    today: isSameDay(screen.sinceMs, state.nowMs) ? null : dayStart(state.nowMs),
    waiting: selectRoom(state)?.waiting ?? null,
    cols: timeline.width,
    rows: timeline.height,
    look: state.look,
  }
}

/** The messages of the current room of which a line is in the view. */
export function seenInView(state: State): readonly string[] {
  return seenMessages(timelineOf(state))
}

interface Remembered {
  readonly settings: Settings
  readonly joins: Joins
  readonly source: Source
}

const remembered = new WeakMap<RoomScreen, Remembered>()

/** The same object for the same screen, so that what is made from it is made once. */
function sourceOf(screen: RoomScreen, settings: Settings, joins: Joins): Source {
  const known = remembered.get(screen)
  if (known !== undefined && known.settings === settings && known.joins === joins) return known.source
  const messages = screen.window?.messages ?? []
  const clearedAt = screen.anchor !== null ? -1 : messages.findIndex(({ id }) => id === screen.cleared)
  const source: Source = {
    messages: clearedAt < 0 ? messages : messages.slice(clearedAt + 1),
    drafts: screen.drafts,
    atStart: clearedAt >= 0 || (screen.window?.atStart ?? false),
    atEnd: screen.window?.atEnd ?? false,
    firstUnread: screen.firstUnread,
    late: screen.late,
    joins,
    sinceMs: screen.sinceMs - newsMs,
    groupMs: settings.group_minutes * minuteMs,
  }
  remembered.set(screen, { settings, joins, source })
  return source
}
