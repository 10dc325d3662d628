/** Says above the line what will be answered, or that a message is being edited. Pure. */
import { type SafeText, safe } from '../../text/sanitize.js'
import { textWidth } from '../../text/width.js'
import type { Answer } from '../state/answer.js'
import { cutLine, span } from '../style/line.js'
import type { Look } from '../style/look.js'
import type { Line } from '../style/theme.js'

const cancel: SafeText = safe`   Esc cancels`

export function answerLine({ kind, nick, text }: Answer, { glyphs }: Look, cols: number): Line {
  const head = kind === 'reply' ? safe`replying to ${nick} ` : safe`editing `
  const room = Math.max(0, cols - textWidth(cancel))
  const quote = cutLine([span(head, 'accent'), span(safe`${glyphs.gutter} ${text}`, 'dim')], room)
  return cutLine([...quote, span(cancel, 'dim')], cols)
}
