/** What a dialog consists of, before it is framed: lines, and the cell of the cursor when there is a line to edit. Pure. */
import { type SafeText, safe, sliceSafe } from '../../text/sanitize.js'
import { padEnd, textWidth } from '../../text/width.js'
import { wrap } from '../../text/wrap.js'
import type { Editor } from '../state/editor.js'
import { viewEditorLine } from '../state/editor-view.js'
import type { Size } from '../state/state.js'
import { cutLine, span } from '../style/line.js'
import type { Line, Role } from '../style/theme.js'

export interface Dialog {
  readonly title: SafeText
  readonly lines: readonly Line[]
  /** Inside the frame, from its first line. */
  readonly cursor: { readonly x: number; readonly y: number } | null
  /** Of a dialog that scrolls: the first line shown when its last one is. */
  readonly lastTop?: number
}

/** Border and inner margin of the frame. */
export const frameCols = 4
export const frameRows = 2

/** The space inside the frame that a dialog may use. */
export type Inside = Size

/** A sentence over as many lines as it needs. */
export function paragraph(text: SafeText, cols: number, role: Role = 'text'): Line[] {
  return wrap(text, Math.max(1, cols)).map(({ start, end }) => [span(sliceSafe(text, start, end), role)])
}

/** A text as a paragraph, with its label beside the first line. */
export function labelled(
  label: SafeText,
  text: SafeText,
  { labelCells, cols }: { readonly labelCells: number; readonly cols: number },
): Line[] {
  return paragraph(text, cols - labelCells).map((line, index) => [
    span(padEnd(index === 0 ? label : safe``, labelCells), 'dim'),
    ...line,
  ])
}

/** A line to edit behind its label, and the column of the cursor in it. */
export function field(
  label: SafeText,
  editor: Editor,
  cols: number,
): { readonly line: Line; readonly x: number } {
  const labelCells = textWidth(label)
  const shown = viewEditorLine(editor, cols - labelCells)
  return { line: cutLine([span(label, 'accent'), span(shown.text)], cols), x: labelCells + shown.x }
}

/** The part of `lines` from `top` on that fits, and whether something is above or below it. */
export function scrollLines(lines: readonly Line[], top: number, rows: number): readonly Line[] {
  const start = Math.min(top, lastTopOf(lines, rows))
  return lines.slice(start, start + rows)
}

export function lastTopOf(lines: readonly Line[], rows: number): number {
  return Math.max(0, lines.length - rows)
}

export function hint(text: SafeText): Line {
  return [span(text, 'dim')]
}

export const blank: Line = [span(safe``)]
