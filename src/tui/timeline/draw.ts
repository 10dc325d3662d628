/** The timeline pane as painted lines, without React: what is seen of the room, and what there is to do while it is empty. Pure. */
import type { SafeText } from '../../text/sanitize.js'
import { selectScreen } from '../state/selectors.js'
import type { State } from '../state/state.js'
import { centerLine, cutLine, emptyLine, span } from '../style/line.js'
import { type Line, paintLine } from '../style/theme.js'
import { emptyWords } from './empty-words.js'
import { timelineOf } from './of-state.js'
import { type Timeline, timelineLines } from './timeline-view.js'

/** One string per row of the pane. */
export function drawTimeline(state: State): string[] {
  const timeline = timelineOf(state)
  const empty = emptyWords(state, timeline.cols)
  const lines = timelineLines(timeline)
  const above = selectScreen(state).window === null ? [] : written(lines)
  const shown = empty === undefined ? lines : [...above, ...centred(empty, timeline, above)]
  return shown.slice(0, timeline.rows).map((line) => paintLine(line, state.look.theme))
}

/** What there is, without the free rows above it. */
function written(lines: readonly Line[]): readonly Line[] {
  const first = lines.findIndex((line) => line.length > 0)
  return first < 0 ? [] : lines.slice(first)
}

/** In the middle of what is left below `above`. */
function centred(words: readonly SafeText[], { rows, cols }: Timeline, above: readonly Line[]): Line[] {
  const left = Math.max(0, rows - above.length)
  const lines = words.map((text) => cutLine(centerLine([span(text, 'dim')], cols), cols)).slice(0, left)
  const free = Math.floor((left - lines.length) / 2)
  return Array.from({ length: left }, (_, row) => lines[row - free] ?? emptyLine)
}
