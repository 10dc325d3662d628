/** Prints lines of a timeline: as text for people, as one object a line for programs. */
import type { MessageView } from '../api/views.js'
import { safe } from '../text/sanitize.js'
import { formatSaid, messageFact } from './format-message.js'
import { formatTime } from './formats.js'
import type { Output } from './output.js'

/** `late`: it belongs before lines that were printed already. */
export function printMessage(out: Output, message: MessageView, options?: { readonly late: boolean }): void {
  const late = options?.late === true
  if (out.json) out.fact({ ...messageFact(message), ...(late ? { late } : {}) })
  else
    out.line(
      safe`${out.dim(formatTime(message.timeMs))} ${late ? out.dim(safe`(late) `) : safe``}${formatSaid(message)}`,
    )
}
