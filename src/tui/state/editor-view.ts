/**
 * An editor as rows of safe text and the cell of the cursor. Breaks at the cell, not at the word, so that typing never
 * moves what stands above. Each grapheme is made safe by itself: offsets of the text stay offsets of the rows.
 */
import { joinSafe, type SafeText, safe, sanitize } from '../../text/sanitize.js'
import { graphemes, textWidth, truncate } from '../../text/width.js'
import type { Editor } from './editor.js'

export interface EditorView {
  /** At least one; never more than asked for. */
  readonly rows: readonly SafeText[]
  readonly cursor: { readonly x: number; readonly y: number }
}

/** The part of the text around the cursor that fits `cols` × `maxRows` cells. */
export function viewEditor(editor: Editor, cols: number, maxRows: number): EditorView {
  const rows: SafeText[] = [safe``]
  let cursor = { x: 0, y: 0 }
  let width = 0
  let offset = 0
  for (const grapheme of graphemes(editor.text)) {
    const shown = grapheme === '\n' ? safe`` : truncate(sanitize(grapheme), cols)
    const cells = textWidth(shown)
    if (width + Math.max(1, cells) > cols) startRow()
    if (offset === editor.cursor) cursor = { x: width, y: rows.length - 1 }
    if (grapheme === '\n') startRow()
    else rows[rows.length - 1] = safe`${rows[rows.length - 1] ?? safe``}${shown}`
    width += cells
    offset += grapheme.length
  }
  if (width >= cols) startRow()
  if (offset === editor.cursor) cursor = { x: width, y: rows.length - 1 }
  const top = Math.max(0, cursor.y - maxRows + 1)
  return { rows: rows.slice(top, top + maxRows), cursor: { x: cursor.x, y: cursor.y - top } }

  function startRow() {
    rows.push(safe``)
    width = 0
  }
}

/** The part of a one-line editor that fits `cols` cells: scrolled sideways just so far that the cursor is in it. */
export function viewEditorLine(
  editor: Editor,
  cols: number,
): { readonly text: SafeText; readonly x: number } {
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
