/** Searching the messages: what to look for, where, and what was found, newest first. Says what it could not search. Pure. */
import { type SafeText, safe } from '../../text/sanitize.js'
import type { HitModel } from '../state/models.js'
import { selectRoom } from '../state/selectors.js'
import type { OverlayOf, State } from '../state/state.js'
import { cutLine, fitLine, span } from '../style/line.js'
import type { Line } from '../style/theme.js'
import { clockTime, shortDay } from '../timeline/times.js'
import { blank, type Dialog, field, hint, type Inside } from './dialog.js'

/** Lines of the dialog that are no hits. */
const otherRows = 6
const mostHitRows = 16

export function searchDialog(overlay: OverlayOf<'search'>, state: State, inside: Inside): Dialog {
  const { line, x } = field(safe`${state.look.glyphs.prompt} `, overlay.editor, inside.cols)
  const scope = overlay.everywhere
    ? safe`in all rooms`
    : safe`in ${selectRoom(state)?.label ?? safe`this room`}`
  const rows = Math.max(1, Math.min(mostHitRows, inside.rows - otherRows))
  const top = Math.max(0, Math.min(overlay.selected - rows + 1, overlay.hits.length - rows))
  const hits = overlay.hits
    .slice(top, top + rows)
    .map((hit, index) => hitLine(hit, top + index === overlay.selected, inside.cols))
  return {
    title: safe`Search`,
    lines: [
      line,
      hint(safe`${scope}   (Tab: ${overlay.everywhere ? safe`this room only` : safe`all rooms`})`),
      ...hits,
      ...Array.from({ length: rows - hits.length }, () => blank),
      blank,
      cutLine(hint(summary(overlay)), inside.cols),
      cutLine(hint(safe`Enter search, then go there   Up Down choose   Esc close`), inside.cols),
    ],
    cursor: { x, y: 0 },
  }
}

function hitLine(hit: HitModel, selected: boolean, cols: number): Line {
  const line: Line = [
    span(safe`${shortDay(hit.timeMs)} ${clockTime(hit.timeMs)}  `, 'dim'),
    span(safe`${hit.room}  `, 'dim'),
    span(hit.person.nick, hit.person.role),
    span(safe`  ${hit.text}`),
  ]
  if (!selected) return cutLine(line, cols)
  return fitLine(line, cols).map((part) => ({ ...part, role: 'selection' }))
}

function summary({ answered, hits, incompleteRooms }: OverlayOf<'search'>): SafeText {
  if (answered === null) return safe`Words, or the beginning of the last one.`
  const found = hits.length === 0 ? safe`Nothing found` : safe`${hits.length} found`
  if (incompleteRooms === 0) return found
  const rooms = incompleteRooms === 1 ? safe`one room` : safe`${incompleteRooms} rooms`
  return safe`${found}; the history of ${rooms} is not complete here yet`
}
