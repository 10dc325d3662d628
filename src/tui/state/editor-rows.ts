/**
 * Up and down in a text by the rows that are seen, also those that a long line was broken into. A run of such steps keeps to
 * the column where it began. Pure.
 */
import { graphemes } from '../../text/graphemes.js'
import { textWidth } from '../../text/width.js'
import type { Editor } from './editor.js'
import { brokenOf, shownGrapheme } from './editor-view.js'

/** The cursor one row up (-1) or down (1) in rows of `cols` cells; the same editor when there is no such row. */
export function stepRow(editor: Editor, by: 1 | -1, cols: number): Editor {
  const { cursor, starts } = brokenOf(editor, cols)
  const row = cursor.y + by
  const start = starts[row]
  if (start === undefined) return editor
  const goal = editor.goal ?? cursor.x
  const end = lastPlace(editor.text, start, starts[row + 1])
  return {
    ...editor,
    cursor: placeAt(editor.text.slice(start, end), { start, goal, cols }),
    run: 'moving',
    goal,
  }
}

/** Where the cursor can stand last in a row: its end, or before its last grapheme where the end is the start of the next row. */
function lastPlace(text: string, start: number, nextStart: number | undefined): number {
  if (nextStart === undefined) return text.length
  if (text[nextStart - 1] === '\n') return nextStart - 1
  const row = text.slice(start, nextStart)
  return nextStart - (graphemes(row).at(-1)?.length ?? 0)
}

/** The offset nearest to the goal column, from the left. */
function placeAt(
  row: string,
  { start, goal, cols }: { readonly start: number; readonly goal: number; readonly cols: number },
): number {
  let reached = start
  let cells = 0
  for (const grapheme of graphemes(row)) {
    cells += textWidth(shownGrapheme(grapheme, cols))
    if (cells > goal) break
    reached += grapheme.length
  }
  return reached
}
