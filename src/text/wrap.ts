/**
 * Where lines break: offsets only, styles are laid over them by whoever paints. Breaks at spaces and beside wide
 * characters, else inside the word; never inside a grapheme. Spaces at which a line was broken belong to no line.
 * A line may begin with a sign that some terminals draw over the cell before it, so that cell must be the writer's own.
 */

import { graphemes } from './graphemes.js'
import { isPlainLine } from './plain.js'
import { graphemeWidth } from './width.js'

/** One line of wrapped text: `text.slice(start, end)`. */
export type Line = { readonly start: number; readonly end: number }

/** A paragraph as a row of units that no line may split. */
interface Paragraph {
  readonly length: number
  /** Offset in the paragraph at which the unit starts. */
  offset(unit: number): number
  isSpace(unit: number): boolean
  /** Whether a line may break before the unit although no space stands there. */
  breaksBefore(unit: number): boolean
  /** The first unit that a line from `start` has no room for; at least `start + 1`. */
  limit(start: number, cols: number): number
}

/** What may not begin a line, and what may not end one. */
const closing = /^[\p{Pe}\p{Pf}、。，．！？：；・ー…]/u
const opening = /^[\p{Ps}\p{Pi}]/u

/** The lines of `text` at `cols` cells (at least 1); one line at least. Only a grapheme wider than `cols` exceeds it. */
export function wrap(text: string, cols: number): Line[] {
  const lines: Line[] = []
  let start = 0
  for (const paragraph of text.split('\n')) {
    for (const line of breakLines(measure(paragraph), cols)) {
      lines.push({ start: start + line.start, end: start + line.end })
    }
    start += paragraph.length + 1
  }
  return lines
}

function breakLines(paragraph: Paragraph, cols: number): Line[] {
  const lines: Line[] = []
  let start = 0
  do {
    const limit = paragraph.limit(start, cols)
    const cut = limit === paragraph.length ? limit : lastBreak(paragraph, start, limit)
    const end = cut === paragraph.length ? cut : trimmed(paragraph, start, cut)
    lines.push({ start: paragraph.offset(start), end: paragraph.offset(end) })
    start = cut
    while (start < paragraph.length && paragraph.isSpace(start)) start += 1
  } while (start < paragraph.length)
  return lines
}

/** The last place up to `limit` at which a line from `start` may end and shows something; `limit` when there is none. */
function lastBreak(paragraph: Paragraph, start: number, limit: number): number {
  for (let unit = limit; unit > start; unit -= 1) {
    const isBreak = paragraph.isSpace(unit) || paragraph.breaksBefore(unit)
    if (isBreak && trimmed(paragraph, start, unit) > start) return unit
  }
  return limit
}

function trimmed(paragraph: Paragraph, start: number, end: number): number {
  let last = end
  while (last > start && paragraph.isSpace(last - 1)) last -= 1
  return last
}

function measure(paragraph: string): Paragraph {
  return isPlainLine(paragraph) ? plainParagraph(paragraph) : measuredParagraph(graphemes(paragraph))
}

function plainParagraph(text: string): Paragraph {
  return {
    length: text.length,
    offset: (unit) => unit,
    isSpace: (unit) => text[unit] === ' ',
    breaksBefore: () => false,
    limit: (start, cols) => Math.min(text.length, start + Math.max(1, cols)),
  }
}

function measuredParagraph(units: readonly string[]): Paragraph {
  const offsets: number[] = []
  const cells: number[] = []
  const breaks: boolean[] = []
  let offset = 0
  let cell = 0
  let previous = ''
  for (const unit of units) {
    offsets.push(offset)
    cells.push(cell)
    breaks.push(breaksBetween(previous, unit))
    offset += unit.length
    cell += graphemeWidth(unit)
    previous = unit
  }
  const cellsBefore = (unit: number): number => cells[unit] ?? cell
  return {
    length: units.length,
    offset: (unit) => offsets[unit] ?? offset,
    isSpace: (unit) => units[unit] === ' ',
    breaksBefore: (unit) => breaks[unit] === true,
    limit(start, cols) {
      const room = cellsBefore(start) + cols
      let unit = start + 1
      while (unit < units.length && cellsBefore(unit + 1) <= room) unit += 1
      return unit
    },
  }
}

function breaksBetween(before: string, after: string): boolean {
  const isWide = graphemeWidth(before) > 1 || graphemeWidth(after) > 1
  return isWide && !opening.test(before) && !closing.test(after)
}
