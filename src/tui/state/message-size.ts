/** How much of a message's room a text takes, so that it can be said before it is sent. Pure. */
import { bounds } from '../../api/bounds.js'
import { type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'

const encoder = new TextEncoder()

export function messageBytes(text: string): number {
  return encoder.encode(text).length
}

/** What to say of a text that does not fit into a message; undefined when it does. */
export function tooLong(text: string): SafeText | undefined {
  const bytes = messageBytes(text)
  if (bytes <= bounds.textBytes) return undefined
  return safe`This is too long for one message: ${formatCount(bytes)} of ${formatCount(bounds.textBytes)} bytes. It stays here: send it in parts.`
}

/** "16,384". */
export function formatCount(count: number): SafeText {
  return sanitizeLine(count.toLocaleString('en'))
}
