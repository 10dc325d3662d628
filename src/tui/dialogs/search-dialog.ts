/** Searching the messages: what to look for, where, and what was found, newest first. Says what it could not search. Pure. */
import { type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'
import { amount } from '../../words/span-words.js'
import type { HitModel } from '../state/models.js'
import { selectRoom } from '../state/selectors.js'
import type { OverlayOf, State } from '../state/state.js'
import { cutLine, span, spread } from '../style/line.js'
import type { Line } from '../style/theme.js'
import { clockTime, shortDay } from '../timeline/times.js'
import { choiceLines } from './choice-line.js'
import { blank, type Dialog, field, hint, type Inside } from './dialog.js'

/** Lines of the dialog that are no hits. */
const otherRows = 6
const mostHitRows = 16
const longestWords = 30

export function searchDialog(overlay: OverlayOf<'search'>, state: State, inside: Inside): Dialog {
  if (overlay.looking) return lookingDialog(overlay, inside)
  const { line, x } = field(safe`${state.look.glyphs.prompt} `, overlay.editor, inside.cols)
  const rows = Math.max(1, Math.min(mostHitRows, inside.rows - otherRows))
  const { selected } = overlay
  const hits = choiceLines(overlay.hits.map(hitLine), { selected, rows, cols: inside.cols })
  const keys = safe`↑↓ select  Enter ${overlay.answered === null ? safe`search` : safe`look there`}  Ctrl-S older  Tab where  Esc close`
  return {
    title: safe`Search ${selectRoom(state)?.label ?? safe``}`,
    lines: [
      spread(line, [span(scopeOf(overlay, state), 'dim')], inside.cols),
      blank,
      ...hits,
      ...Array.from({ length: rows - hits.length }, () => blank),
      blank,
      cutLine(hint(summary(overlay)), inside.cols),
      cutLine(hint(keys), inside.cols),
    ],
    cursor: { x, y: 0 },
  }
}

/** One line at the foot, while the timeline shows the hit in its place. */
function lookingDialog({ editor, hits, selected }: OverlayOf<'search'>, { cols }: Inside): Dialog {
  const words = sanitizeLine(editor.text, longestWords)
  return {
    title: safe`Hit ${selected + 1} of ${hits.length} for ${words}`,
    lines: [cutLine(hint(safe`n older  N newer  Enter stay  Ctrl-S list  Esc back`), cols)],
    cursor: null,
  }
}

function scopeOf({ everywhere }: OverlayOf<'search'>, { look }: State): SafeText {
  const on = look.glyphs.blocks ? safe`•` : safe`*`
  return everywhere ? safe`( ) this room  (${on}) all rooms` : safe`(${on}) this room  ( ) all rooms`
}

function hitLine(hit: HitModel): Line {
  return [
    span(safe`${shortDay(hit.timeMs)} ${clockTime(hit.timeMs)}  `, 'dim'),
    span(safe`${hit.room}  `, 'dim'),
    span(hit.person.nick, hit.person.role),
    span(safe`  ${hit.text}`),
  ]
}

function summary({ answered, hits, selected, incompleteRooms, problem }: OverlayOf<'search'>): SafeText {
  if (problem !== null) return safe`Not searched: ${problem}`
  if (answered === null) return safe`Words, or the beginning of the last one.`
  const found = hits.length === 0 ? safe`Nothing found` : safe`${selected + 1} of ${hits.length}`
  if (incompleteRooms === 0) return found
  const rooms = amount(incompleteRooms, safe`room`)
  return safe`${found} · local history only (${rooms} not fully synced)`
}
