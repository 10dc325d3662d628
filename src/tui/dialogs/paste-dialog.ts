/** Asks what to do with a long paste, and shows how it begins. Pure. */
import { safe, sanitizeLine } from '../../text/sanitize.js'
import { amount } from '../../words/span-words.js'
import { formatCount, messageBytes, tooLong } from '../state/message-size.js'
import { linesOf } from '../state/paste.js'
import type { OverlayOf } from '../state/state.js'
import { cutLine, span } from '../style/line.js'
import { blank, type Dialog, hint, type Inside, paragraph } from './dialog.js'

const mostLinesShown = 4
/** Below the lines: how many more there are, and an empty one. */
const otherRows = 2

export function pasteDialog({ text }: OverlayOf<'paste'>, inside: Inside): Dialog {
  const count = linesOf(text)
  const problem = tooLong(text)
  const foot = [
    ...(problem === undefined ? [] : paragraph(problem, inside.cols, 'warn')),
    ...paragraph(
      problem === undefined
        ? safe`Enter as one message · c as code block · Esc to edit`
        : safe`Esc to edit · Ctrl-C to drop it`,
      inside.cols,
      'dim',
    ),
  ]
  const linesShown = Math.max(0, Math.min(mostLinesShown, inside.rows - foot.length - otherRows))
  const shown = text.split('\n', linesShown).map((line) => line.slice(0, 4 * inside.cols))
  const more = count - shown.length
  return {
    title: count > 1 ? safe`Paste ${count} lines?` : safe`Paste ${formatCount(messageBytes(text))} bytes?`,
    lines: [
      ...shown.map((line) => cutLine([span(line.trim() === '' ? safe`` : sanitizeLine(line))], inside.cols)),
      ...(more > 0 && linesShown > 0 ? [hint(safe`… ${amount(more, safe`more line`)}`)] : []),
      ...(linesShown > 0 ? [blank] : []),
      ...foot,
    ],
    cursor: null,
  }
}
