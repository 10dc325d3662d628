/**
 * How many terminal cells text takes, and cutting and padding by cells. The measure is string-width per grapheme, the one
 * Ink uses, so that layout and drawing agree. Never splits a grapheme. Knows nothing of what is safe: shortening and
 * padding keep SafeText safe, and only therefore their overloads say so.
 */
import stringWidth from 'string-width'
import { graphemes } from './graphemes.js'
import { isNarrowLine } from './plain.js'
import type { SafeText } from './safe-text.js'

const widths = new Map<string, number>()
/** Bounds the memory a peer can make us spend on graphemes that were seen once. */
const cachedWidths = 4096

/** Cells of one grapheme. */
export function graphemeWidth(grapheme: string): number {
  const known = widths.get(grapheme)
  if (known !== undefined) return known
  const width = stringWidth(grapheme)
  if (widths.size >= cachedWidths) widths.clear()
  widths.set(grapheme, width)
  return width
}

/** Cells of `text` written on one line; a line feed counts nothing. */
export function textWidth(text: string): number {
  if (isNarrowLine(text)) return text.length
  return graphemes(text).reduce((width, grapheme) => width + graphemeWidth(grapheme), 0)
}

/** `text`, or as much of its start as leaves room for an `…`, in at most `cells` cells. */
export function truncate(text: SafeText, cells: number): SafeText
export function truncate(text: string, cells: number): string
export function truncate(text: string, cells: number): string {
  if (textWidth(text) <= cells) return text
  let kept = ''
  let width = 1
  for (const grapheme of graphemes(text)) {
    width += graphemeWidth(grapheme)
    if (width > cells) break
    kept += grapheme
  }
  return cells < 1 ? '' : `${kept}…`
}

/** `text` followed by as many spaces as make it `cells` cells wide; wider text stays as it is. */
export function padEnd(text: SafeText, cells: number): SafeText
export function padEnd(text: string, cells: number): string
export function padEnd(text: string, cells: number): string {
  return text + padding(text, cells)
}

/** `text` after as many spaces as make it `cells` cells wide; wider text stays as it is. */
export function padStart(text: SafeText, cells: number): SafeText
export function padStart(text: string, cells: number): string
export function padStart(text: string, cells: number): string {
  return padding(text, cells) + text
}

function padding(text: string, cells: number): string {
  return ' '.repeat(Math.max(0, cells - textWidth(text)))
}
