/** Choosing an emoji to react with: those that are used in the room, or what fits the name that is typed. Pure. */
import { safe } from '../../text/sanitize.js'
import { choicesOf } from '../state/picked-dialogs.js'
import type { OverlayOf, State } from '../state/state.js'
import { cutLine, span } from '../style/line.js'
import { choiceLines } from './choice-line.js'
import { blank, type Dialog, field, hint, type Inside, paragraph } from './dialog.js'

const mostRows = 6
const otherRows = 3

export function reactDialog(overlay: OverlayOf<'react'>, state: State, inside: Inside): Dialog {
  const { line, x } = field(safe`${state.look.glyphs.prompt} `, overlay.editor, inside.cols)
  const rows = Math.max(1, Math.min(mostRows, inside.rows - otherRows))
  const choices = choicesOf(overlay)
  const lines = choices.map(({ emoji, label }) => [
    span(safe` ${label}`),
    span(overlay.mine.includes(emoji) ? safe`  yours: take it back` : safe``, 'dim'),
  ])
  const { selected } = overlay
  const shown =
    lines.length === 0
      ? paragraph(safe`No emoji has that name.`, inside.cols, 'dim')
      : choiceLines(lines, { selected, rows, cols: inside.cols })
  return {
    title: safe`React`,
    lines: [
      line,
      ...shown,
      ...Array.from({ length: rows - shown.length }, () => blank),
      blank,
      cutLine(hint(safe`An emoji or its name   ↑↓ choose   Enter react   Esc cancel`), inside.cols),
    ],
    cursor: { x, y: 0 },
  }
}
