/** Asks before a message is removed for good, and why it is. Pure. */
import { safe } from '../../text/sanitize.js'
import type { OverlayOf, State } from '../state/state.js'
import { cutLine, span } from '../style/line.js'
import { blank, type Dialog, field, hint, type Inside, paragraph } from './dialog.js'

export function removeDialog(overlay: OverlayOf<'remove'>, state: State, inside: Inside): Dialog {
  const { glyphs } = state.look
  const { line, x } = field(safe`Reason (may be empty) ${glyphs.prompt} `, overlay.editor, inside.cols)
  const quoted = cutLine([span(overlay.nick, 'accent'), span(safe`: ${overlay.text}`)], inside.cols)
  const warning = paragraph(
    safe`Nothing brings it back. Everybody sees that it was removed, by whom, and why if you say it; copies on the disks of others are not erased.`,
    inside.cols,
    'dim',
  )
  return {
    title: safe`Delete this message?`,
    lines: [quoted, blank, ...warning, blank, line, blank, hint(safe`Enter delete   Esc keep it`)],
    cursor: { x, y: 3 + warning.length },
  }
}
