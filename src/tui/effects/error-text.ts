/** An error as a sentence for the screen. Errors may hold words of others, so they are sanitised too. */
import { isHocketError } from '../../errors.js'
import { type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'

const longestSentence = 240

export function errorText(error: unknown): SafeText {
  if (isHocketError(error)) return sanitizeLine(error.message, longestSentence)
  const words = error instanceof Error ? error.message : String(error)
  return safe`Something unexpected happened: ${sanitizeLine(words, longestSentence)}`
}
