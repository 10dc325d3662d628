/** Prints lines of a timeline: as text for people, as one object a line for programs. */
import type { MessageView } from '../api/views.js'
import { safe } from '../text/sanitize.js'
import { formatSaid, messageFact } from './format-message.js'
import { formatTime } from './formats.js'
import type { Output } from './output.js'
import { showEmoji } from './show-emoji.js'

/** `late`: it belongs before lines that were printed already. */
export async function printMessage(
  out: Output,
  message: MessageView,
  options?: { readonly late: boolean },
): Promise<void> {
  const late = options?.late === true
  if (out.json) out.fact({ ...messageFact(message), ...(late ? { late } : {}) })
  else {
    const said = formatSaid(await showEmoji(out, message))
    out.line(safe`${out.dim(formatTime(message.timeMs))} ${late ? out.dim(safe`(late) `) : safe``}${said}`)
  }
}
