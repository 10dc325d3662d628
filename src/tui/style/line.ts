/** Building lines out of spans: the arithmetic of cells, so that no line is wider than its pane. Pure. */
import { type SafeText, safe } from '../../text/sanitize.js'
import { padEnd, textWidth, truncate } from '../../text/width.js'
import type { Line, Role, Span } from './theme.js'

export const emptyLine: Line = []

export function span(text: SafeText, role: Role = 'text'): Span {
  return { text, role }
}

/** Cells that a line takes. */
export function lineWidth(line: Line): number {
  return line.reduce((cells, part) => cells + textWidth(part.text), 0)
}

/** The line cut to `cells`. */
export function cutLine(line: Line, cells: number): Line {
  const kept: Span[] = []
  let left = cells
  for (const part of line) {
    if (left <= 0) break
    const width = textWidth(part.text)
    kept.push(width <= left ? part : { ...part, text: truncate(part.text, left) })
    left -= width
  }
  return kept
}

/** The line cut or filled with spaces to exactly `cells`. */
export function fitLine(line: Line, cells: number, role: Role = 'text'): Line {
  const cut = cutLine(line, cells)
  const missing = cells - lineWidth(cut)
  return missing <= 0 ? cut : [...cut, span(spaces(missing), role)]
}

/** `left` and `right` at the two ends of `cells`; when both do not fit, the right one goes first. */
export function spread(left: Line, right: Line, cells: number, role: Role = 'text'): Line {
  const room = cells - lineWidth(left) - lineWidth(right)
  return room < 1 ? fitLine(left, cells, role) : [...left, span(spaces(room), role), ...right]
}

/** `label` in the middle of a rule of `cells`. */
export function ruleLine(label: SafeText, cells: number, rule: SafeText, role: Role): Line {
  const text = truncate(label === '' ? label : safe` ${label} `, cells)
  const room = Math.max(0, cells - textWidth(text))
  const before = Math.floor(room / 2)
  return [span(repeat(rule, before), role), span(text, role), span(repeat(rule, room - before), role)]
}

/** `label` in the middle of `cells`. */
export function centerLine(line: Line, cells: number): Line {
  const room = Math.max(0, cells - lineWidth(line))
  return [span(spaces(Math.floor(room / 2))), ...cutLine(line, cells)]
}

export function spaces(cells: number): SafeText {
  return padEnd(safe``, cells)
}

export function repeat(text: SafeText, times: number): SafeText {
  let repeated = safe``
  for (let index = 0; index < times; index += 1) repeated = safe`${repeated}${text}`
  return repeated
}
