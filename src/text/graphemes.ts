/**
 * The user-perceived characters of a text. The segmenter sees only what may hang together: it is slow, and making it loads
 * tables that most texts do without. Knows nothing of width.
 */
import { isPlainText, splitRuns } from './plain.js'

let segmenter: Intl.Segmenter | undefined

/** The user-perceived characters of `text`; joined they are `text` again. */
export function graphemes(text: string): string[] {
  if (isPlainText(text)) return text.split('')
  const parts: string[] = []
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  for (const run of splitRuns(text)) {
    if (run.length === 1) parts.push(run)
    else for (const { segment } of segmenter.segment(run)) parts.push(segment)
  }
  return parts
}
