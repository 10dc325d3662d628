/**
 * The text a person is typing, as a pure reducer: `edit(state, op)`. The cursor always stands between graphemes, so that
 * no key can split an emoji or a letter with its marks. Knows nothing of rows and colours: editor-view does.
 */
import { graphemes } from '../../text/width.js'

export interface Editor {
  readonly text: string
  /** Offset in UTF-16 units, on a grapheme boundary. */
  readonly cursor: number
  /** What was killed last, for yank. */
  readonly killed: string
}

export type EditOp =
  | { readonly op: 'insert'; readonly text: string }
  | { readonly op: 'set'; readonly text: string }
  | { readonly op: Motion }
  | { readonly op: Deletion }
  | { readonly op: 'yank' | 'clear' }

export type Motion =
  | 'left'
  | 'right'
  | 'wordLeft'
  | 'wordRight'
  | 'lineStart'
  | 'lineEnd'
  | 'lineUp'
  | 'lineDown'
export type Deletion =
  | 'backspace'
  | 'delete'
  | 'killWordBack'
  | 'killWordLeft'
  | 'killWordRight'
  | 'killToStart'
  | 'killToEnd'

export const emptyEditor: Editor = { text: '', cursor: 0, killed: '' }

/** Longest text an editor holds, in UTF-16 units; more is refused by dropping the end of what is inserted. */
const longestText = 32_768
const letter = /^[\p{L}\p{N}\p{M}_]/u
/** What Ctrl-W of the shells takes for a word. */
const notBlank = /^\S/u

/** The editor after one operation; the same object when nothing changed. */
export function edit(editor: Editor, op: EditOp): Editor {
  switch (op.op) {
    case 'insert':
      return insert(editor, typeable(op.text))
    case 'set':
      return { ...editor, text: typeable(op.text), cursor: typeable(op.text).length }
    case 'yank':
      return insert(editor, editor.killed)
    case 'clear':
      return editor.text === '' ? editor : { text: '', cursor: 0, killed: editor.text }
    case 'backspace':
      return remove(editor, previous(editor.text, editor.cursor), editor.cursor)
    case 'delete':
      return remove(editor, editor.cursor, next(editor.text, editor.cursor))
    case 'killWordBack':
      return kill(editor, wordLeft(editor.text, editor.cursor, notBlank), editor.cursor)
    case 'killWordLeft':
      return kill(editor, target(editor, 'wordLeft'), editor.cursor)
    case 'killWordRight':
      return kill(editor, editor.cursor, target(editor, 'wordRight'))
    case 'killToStart':
      return kill(editor, target(editor, 'lineStart'), editor.cursor)
    case 'killToEnd':
      return kill(editor, editor.cursor, target(editor, 'lineEnd'))
    default:
      return moved(editor, target(editor, op.op))
  }
}

/** What may be typed or pasted: no control character but the line feed, TAB as spaces. */
function typeable(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', '    ')
    .replace(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/g, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
}

function insert(editor: Editor, text: string): Editor {
  const room = longestText - editor.text.length
  const added = text.length <= room ? text : text.slice(0, Math.max(0, room)).replace(/\p{Surrogate}/gu, '')
  if (added === '') return editor
  const joined = editor.text.slice(0, editor.cursor) + added + editor.text.slice(editor.cursor)
  return { ...editor, text: joined, cursor: boundaryAt(joined, editor.cursor + added.length) }
}

function remove(editor: Editor, start: number, end: number): Editor {
  if (start === end) return editor
  const text = editor.text.slice(0, start) + editor.text.slice(end)
  return { ...editor, text, cursor: boundaryAt(text, start) } // what was apart may have become one grapheme
}

function kill(editor: Editor, start: number, end: number): Editor {
  if (start === end) return editor
  return { ...remove(editor, start, end), killed: editor.text.slice(start, end) }
}

function moved(editor: Editor, cursor: number): Editor {
  return cursor === editor.cursor ? editor : { ...editor, cursor }
}

function target({ text, cursor }: Editor, motion: Motion): number {
  switch (motion) {
    case 'left':
      return previous(text, cursor)
    case 'right':
      return next(text, cursor)
    case 'wordLeft':
      return wordLeft(text, cursor)
    case 'wordRight':
      return wordRight(text, cursor)
    case 'lineStart':
      return lineStart(text, cursor)
    case 'lineEnd':
      return lineEnd(text, cursor)
    case 'lineUp':
      return lineStart(text, cursor) === 0 ? cursor : sameColumn(text, cursor, lineStart(text, cursor) - 1)
    case 'lineDown':
      return lineEnd(text, cursor) === text.length
        ? cursor
        : sameColumn(text, cursor, lineEnd(text, cursor) + 1)
  }
}

/** The offset in the line around `inLine` that is as many graphemes from its start as the cursor is from its own. */
function sameColumn(text: string, cursor: number, inLine: number): number {
  const column = graphemes(text.slice(lineStart(text, cursor), cursor)).length
  const start = lineStart(text, inLine)
  return (
    start +
    graphemes(text.slice(start, lineEnd(text, inLine)))
      .slice(0, column)
      .join('').length
  )
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  return end < 0 ? text.length : end
}

function previous(text: string, offset: number): number {
  return offset - (graphemes(text.slice(0, offset)).at(-1)?.length ?? 0)
}

function next(text: string, offset: number): number {
  return offset + (graphemes(text.slice(offset)).at(0)?.length ?? 0)
}

function wordLeft(text: string, offset: number, inWord = letter): number {
  const before = graphemes(text.slice(0, offset))
  let index = before.length
  while (index > 0 && !inWord.test(before[index - 1] ?? '')) index -= 1
  while (index > 0 && inWord.test(before[index - 1] ?? '')) index -= 1
  return before.slice(0, index).join('').length
}

function wordRight(text: string, offset: number): number {
  const after = graphemes(text.slice(offset))
  let index = 0
  while (index < after.length && !letter.test(after[index] ?? '')) index += 1
  while (index < after.length && letter.test(after[index] ?? '')) index += 1
  return offset + after.slice(0, index).join('').length
}

/** The first boundary at or after `offset`: an insertion may have joined what stood on its two sides. */
function boundaryAt(text: string, offset: number): number {
  let boundary = 0
  for (const grapheme of graphemes(text)) {
    if (boundary >= offset) break
    boundary += grapheme.length
  }
  return boundary
}
