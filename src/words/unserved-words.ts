/** What waits for a peer that has it, in one sentence. The nicks are sanitised here (I8). Pure. */
import type { UnservedView } from '../api/unserved-view.js'
import { joinSafe, type SafeText, safe, sanitizeNick } from '../text/sanitize.js'
import { amount } from './span-words.js'

const mostNames = 3

/** null when there is nothing. "Up to", because some of it may be no message. */
export function unservedWords(unserved: readonly UnservedView[]): SafeText | null {
  if (unserved.length === 0) return null
  const named = unserved.slice(0, mostNames)
  const parts = named.map(
    ({ nick, blocks }) => safe`up to ${amount(blocks, safe`message`)} of ${sanitizeNick(nick)}`,
  )
  const others = unserved.length - named.length
  const all = others === 0 ? parts : [...parts, safe`and of ${others} more`]
  return safe`${joinSafe(all, safe`, `)}: waiting for a peer that has them`
}
