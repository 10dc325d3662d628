/** The timeline pane as painted lines, without React: what is seen of the room, or what there is to do when it is empty. Pure. */
import { type SafeText, safe } from '../../text/sanitize.js'
import { selectRoom, selectScreen } from '../state/selectors.js'
import type { State } from '../state/state.js'
import { centerLine, cutLine, emptyLine, span } from '../style/line.js'
import { type Line, paintLine } from '../style/theme.js'
import { timelineOf } from './of-state.js'
import { type Timeline, timelineLines } from './timeline-view.js'

/** One string per row of the pane. */
export function drawTimeline(state: State): string[] {
  const timeline = timelineOf(state)
  const empty = emptyWords(state)
  const lines = empty === undefined ? timelineLines(timeline) : centred(empty, timeline)
  return lines.map((line) => paintLine(line, state.look.theme))
}

/** What stands in the middle when there is nothing else to show. */
function emptyWords(state: State): readonly SafeText[] | undefined {
  const room = selectRoom(state)
  if (room === undefined) {
    if (state.rooms === null) return [safe`One moment…`]
    return [
      safe`You are in no room yet.`,
      safe``,
      safe`/create NAME   begins one`,
      safe`/join LINK     enters one`,
    ]
  }
  const { window, drafts } = selectScreen(state)
  if (window === null) return [safe`One moment…`]
  if (window.messages.length > 0 || drafts.length > 0 || !window.atStart) return undefined
  if (room.state === 'waiting') {
    return [
      safe`${room.label} waits for its first member.`,
      safe``,
      safe`As soon as one who has the room is online, its name`,
      safe`and its history arrive.${room.access === 'write' ? safe` What you write is kept until then.` : safe``}`,
    ]
  }
  return [safe`${room.label} is quiet.`, safe``, safe`/link shows how others get in.`]
}

function centred(words: readonly SafeText[], { rows, cols }: Timeline): Line[] {
  const lines = words.map((text) => cutLine(centerLine([span(text, 'dim')], cols), cols)).slice(0, rows)
  const above = Math.floor((rows - lines.length) / 2)
  return Array.from({ length: rows }, (_, row) => lines[row - above] ?? emptyLine)
}
