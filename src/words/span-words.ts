/** Spans of time in words, as precise as people speak of them. Pure. */
import { type SafeText, safe } from '../text/sanitize.js'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** "20 seconds", "3 minutes", "2 hours", "5 days". */
export function formatSpan(spanMs: number): SafeText {
  if (spanMs < minuteMs) return amount(Math.round(spanMs / 1000), safe`second`)
  if (spanMs < hourMs) return amount(Math.round(spanMs / minuteMs), safe`minute`)
  if (spanMs < dayMs) return amount(Math.round(spanMs / hourMs), safe`hour`)
  return amount(Math.round(spanMs / dayMs), safe`day`)
}

/** "1 peer", "2 peers". */
export function amount(count: number, word: SafeText): SafeText {
  return count === 1 ? safe`1 ${word}` : safe`${count} ${word}s`
}
