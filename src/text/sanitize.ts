/**
 * The one sanitiser and the only maker of SafeText (I8): every string that somebody else wrote passes here once, when it
 * is made ready for a screen, a pipe or a notification. What is stored stays raw. Must never let pass a character that
 * drives a terminal, is invisible, or reorders or covers its surroundings; sanitising twice is sanitising once.
 */
import { vouching } from './characters.js'
import { clean } from './clean.js'
import { graphemes } from './graphemes.js'
import { isPlainText } from './plain.js'
import type { SafeText } from './safe-text.js'
import { truncate } from './width.js'

export type { SafeText } from './safe-text.js'

/** More than any text an entry may hold; bounds what other strings, such as errors, can fill. */
const shownUnits = 16_384
const nickCells = 32
const vouchingSigns = new RegExp(vouching, 'gu')

/** `raw` as text of several lines; at most 16,384 UTF-16 units, the last of them `…` when there was more. */
export function sanitize(raw: string): SafeText {
  return settle(raw, cut)
}

/** `raw` as one line without outer or repeated spaces, at most `maxCells` cells wide; `·` when nothing is left. */
export function sanitizeLine(raw: string, maxCells = Number.POSITIVE_INFINITY): SafeText {
  return settle(raw, (text) => {
    const line = text.replace(/[\n\p{Zs}]+/gu, ' ').replace(/^ | $/g, '')
    return truncate(line === '' ? '·' : line, Math.max(1, maxCells))
  })
}

/** `raw` as a nick: one line of at most 32 cells without signs by which programs vouch for somebody. */
export function sanitizeNick(raw: string): SafeText {
  return sanitizeLine(raw.replace(vouchingSigns, ''), nickCells)
}

/** Template tag: own words with SafeText and numbers between them. */
export function safe(words: TemplateStringsArray, ...values: readonly (SafeText | number)[]): SafeText {
  return String.raw({ raw: words }, ...values) as SafeText
}

/** `parts` with `separator` between them. */
export function joinSafe(parts: readonly SafeText[], separator: SafeText): SafeText {
  return parts.join(separator) as SafeText
}

/** The part of `text` between two offsets, which must lie between graphemes, as those of `wrap` do. */
export function sliceSafe(text: SafeText, start: number, end?: number): SafeText {
  return text.slice(start, end) as SafeText
}

/** Cleans and shapes until neither changes anything. Every round but the first can only shorten, so it ends. */
function settle(raw: string, shape: (text: string) => string): SafeText {
  let text = cut(raw)
  for (;;) {
    const next = shape(isPlainText(text) ? text : clean(text))
    if (next === text) return text as SafeText
    text = next
  }
}

function cut(text: string): string {
  if (text.length <= shownUnits) return text
  return `${graphemes(text.slice(0, shownUnits)).slice(0, -1).join('')}…`
}
