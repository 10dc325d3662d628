/**
 * An editor as rows of safe text and the cell of the cursor. Breaks at the cell, not at the word, so that typing never
 * moves what stands above. Each grapheme is made safe by itself: offsets of the text stay offsets of the rows.
 */

import { graphemes } from '../../text/graphemes.js'
import { isPlainLine } from '../../text/plain.js'
import { joinSafe, type SafeText, safe, sanitize } from '../../text/sanitize.js'
import { textWidth, truncate } from '../../text/width.js'
import type { Editor } from './editor.js'

type Shown = Pick<Editor, 'text' | 'cursor'>

export interface EditorView {
  /** At least one; never more than asked for. */
  readonly rows: readonly SafeText[]
  readonly cursor: { readonly x: number; readonly y: number }
  /** Rows above the first one shown, and below the last. */
  readonly above: number
  readonly below: number
}

/** All rows of a text, and where the cursor is. */
interface Broken {
  readonly rows: readonly SafeText[]
  /** The offset in the text at which each row begins. */
  readonly starts: readonly number[]
  readonly cursor: { readonly x: number; readonly y: number }
}

/** One text is asked for by every pane of a frame. */
const remembered = new WeakMap<Shown, { readonly cols: number; readonly broken: Broken }>()

/** The part of the text around the cursor that fits `cols` × `maxRows` cells. */
export function viewEditor(editor: Shown, cols: number, maxRows: number): EditorView {
  const { rows, cursor } = brokenOf(editor, cols)
  const top = topRow(cursor.y, rows.length, maxRows)
  const shown = rows.slice(top, top + maxRows)
  return {
    rows: shown,
    cursor: { x: cursor.x, y: cursor.y - top },
    above: top,
    below: rows.length - top - shown.length,
  }
}

/** The cell of an offset of the text, in the part that `viewEditor` shows. */
export function cellOf(editor: Shown, offset: number, cols: number, maxRows: number): EditorView['cursor'] {
  const { rows, cursor } = brokenOf(editor, cols)
  const cell = breakRows({ text: editor.text, cursor: offset }, cols).cursor
  return { x: cell.x, y: cell.y - topRow(cursor.y, rows.length, maxRows) }
}

/** The cursor has rows above and below it where there are any, so that one sees where one goes. */
function topRow(cursorRow: number, rows: number, maxRows: number): number {
  return Math.max(0, Math.min(cursorRow - Math.floor(maxRows / 2), rows - maxRows))
}

/** The rows as they are seen; what is asked for twice is computed once. */
export function brokenOf(editor: Shown, cols: number): Broken {
  const known = remembered.get(editor)
  if (known?.cols === cols) return known.broken
  const broken = breakRows(editor, cols)
  remembered.set(editor, { cols, broken })
  return broken
}

function breakRows({ text, cursor: at }: Shown, cols: number): Broken {
  const rows: SafeText[] = []
  const starts: number[] = []
  let cursor = { x: 0, y: 0 }
  let offset = 0
  for (const line of text.split('\n')) {
    const inLine = at >= offset && at <= offset + line.length ? at - offset : undefined
    const broken = isPlainLine(line) ? breakPlain(line, cols, inLine) : breakLine(line, cols, inLine)
    if (broken.cursor !== undefined) cursor = { x: broken.cursor.x, y: rows.length + broken.cursor.y }
    for (const row of broken.rows) rows.push(row) // no spread: a text may have very many rows
    for (const start of broken.starts) starts.push(offset + start)
    offset += line.length + 1
  }
  return { rows, starts, cursor }
}

interface BrokenLine {
  readonly rows: readonly SafeText[]
  readonly starts: readonly number[]
  readonly cursor: EditorView['cursor'] | undefined
}

/** A line of one-cell characters; a full last row is followed by an empty one, where the cursor has its place. */
function breakPlain(line: string, cols: number, cursor: number | undefined): BrokenLine {
  const rows = Array.from({ length: Math.floor(line.length / cols) + 1 }, (_, row) =>
    sanitize(line.slice(row * cols, (row + 1) * cols)),
  )
  return {
    rows,
    starts: rows.map((_, row) => row * cols),
    cursor: cursor === undefined ? undefined : { x: cursor % cols, y: Math.floor(cursor / cols) },
  }
}

function breakLine(line: string, cols: number, at: number | undefined): BrokenLine {
  const rows: SafeText[][] = [[]]
  const starts = [0]
  let cursor: EditorView['cursor'] | undefined
  let width = 0
  let offset = 0
  for (const grapheme of graphemes(line)) {
    const shown = shownGrapheme(grapheme, cols)
    const cells = textWidth(shown)
    if (width + Math.max(1, cells) > cols) startRow()
    if (offset === at) cursor = { x: width, y: rows.length - 1 }
    rows.at(-1)?.push(shown)
    width += cells
    offset += grapheme.length
  }
  if (width >= cols) startRow()
  if (offset === at) cursor = { x: width, y: rows.length - 1 }
  return { rows: rows.map((row) => joinSafe(row, safe``)), starts, cursor }

  function startRow() {
    rows.push([])
    starts.push(offset)
    width = 0
  }
}

/** A grapheme of the text as it stands in a row. */
export function shownGrapheme(grapheme: string, cols: number): SafeText {
  return truncate(sanitize(grapheme), cols)
}

/** The part of a one-line editor that fits `cols` cells: scrolled sideways just so far that the cursor is in it. */
export function viewEditorLine(editor: Shown, cols: number): { readonly text: SafeText; readonly x: number } {
  const room = Math.max(1, cols - 1) // the last cell is the cursor's, behind the end
  const shown = graphemes(editor.text).map((grapheme) =>
    grapheme === '\n' ? safe` ` : truncate(sanitize(grapheme), room),
  )
  const before = graphemes(editor.text.slice(0, editor.cursor)).length
  let start = before
  let x = 0
  while (start > 0 && x + textWidth(shown[start - 1] ?? safe``) <= room) {
    start--
    x += textWidth(shown[start] ?? safe``)
  }
  return { text: truncate(joinSafe(shown.slice(start), safe``), cols), x }
}
