/** Everything that can be done with the picked message, each with its key. Pure. */
import { safe } from '../../text/sanitize.js'
import { padEnd } from '../../text/width.js'
import { keyOf } from '../state/key-help.js'
import type { OverlayOf, State } from '../state/state.js'
import { cutLine, span } from '../style/line.js'
import { choiceLines } from './choice-line.js'
import { blank, type Dialog, hint, type Inside } from './dialog.js'

const keyCells = 8
const otherRows = 2

export function menuDialog({ entries, selected }: OverlayOf<'menu'>, state: State, inside: Inside): Dialog {
  const { cols } = inside
  const lines = entries.map(({ name, does }) => {
    const key = keyOf(state.settings, name) ?? safe``
    return [span(safe` ${padEnd(key, keyCells)}`, 'accent'), span(does)]
  })
  const rows = Math.max(1, Math.min(entries.length, inside.rows - otherRows))
  return {
    title: safe`This message`,
    lines: [
      ...choiceLines(lines, { selected, rows, cols }),
      blank,
      cutLine(hint(safe`Enter, or the key   ↑↓ choose   Esc close`), cols),
    ],
    cursor: null,
  }
}
