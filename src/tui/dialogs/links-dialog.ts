/** The links of a message, each with the host that it leads to, before one is opened. Pure. */
import { hostOf } from '../../text/links.js'
import { safe, sanitizeLine } from '../../text/sanitize.js'
import type { OverlayOf } from '../state/state.js'
import { cutLine, span } from '../style/line.js'
import { choiceLines } from './choice-line.js'
import { blank, type Dialog, hint, type Inside, paragraph } from './dialog.js'

const otherRows = 6

export function linksDialog({ links, selected }: OverlayOf<'links'>, inside: Inside): Dialog {
  const { cols } = inside
  const rows = Math.max(1, Math.min(links.length, inside.rows - otherRows))
  const lines = links.map((link) => [
    span(safe` ${sanitizeLine(hostOf(link) ?? '?')}`, 'heading'),
    span(safe`  ${link}`, 'dim'),
  ])
  const chosen = links[selected] ?? safe``
  return {
    title: links.length === 1 ? safe`Open this link?` : safe`Open which link?`,
    lines: [
      ...choiceLines(lines, { selected, rows, cols }),
      blank,
      ...paragraph(chosen, cols).slice(0, Math.max(1, inside.rows - rows - 3)),
      blank,
      cutLine(hint(safe`Enter open in your browser   ↑↓ choose   Esc close`), cols),
    ],
    cursor: null,
  }
}
