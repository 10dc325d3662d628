/**
 * The text a person is typing, as a pure reducer: `edit(state, op)`. The cursor always stands between graphemes, so that
 * no key can split an emoji or a letter with its marks. Owns undo and redo, kills, and the mentions in the text.
 * Knows nothing of rows and colours: editor-view does.
 */
import { graphemes } from '../../text/graphemes.js'
import { boundaryAt, type Motion, next, notBlank, previous, target, wordLeft } from './editor-motion.js'
import { addMention, type MentionRange, spliceMentions } from './mention-ranges.js'

/** What undo goes back to. */
interface Moment {
  readonly text: string
  readonly cursor: number
  readonly mentions: readonly MentionRange[]
}

/** The kind of the operation before: what repeats it may belong to the same step of undo, or to the same kill. */
type Run = 'typing' | 'erasing' | 'killing' | 'moving' | 'other'

export interface Editor extends Moment {
  /** What was killed last here. Kills in a row are one. */
  readonly killed: string
  /** Newest last. */
  readonly undos: readonly Moment[]
  readonly redos: readonly Moment[]
  readonly run: Run
  /** The column, in cells, that a run of steps from row to row keeps to. */
  readonly goal: number | undefined
}

export type EditOp =
  /** `insert` is typed, `paste` comes as a whole: a step of undo by itself. */
  | { readonly op: 'insert' | 'paste' | 'set'; readonly text: string }
  /** Puts `text` for what stands between two offsets; with `mention`, its first `length` units name somebody. */
  | {
      readonly op: 'replace'
      readonly start: number
      readonly end: number
      readonly text: string
      readonly mention?: { readonly author: string; readonly length: number }
    }
  | { readonly op: Motion }
  | { readonly op: Deletion }
  | { readonly op: 'clear' | 'transpose' | 'undo' | 'redo' }

export type { Motion } from './editor-motion.js'
export type Deletion =
  | 'backspace'
  | 'delete'
  | 'killWordBack'
  | 'killWordLeft'
  | 'killWordRight'
  | 'killToStart'
  | 'killToEnd'

export const emptyEditor: Editor = {
  text: '',
  cursor: 0,
  mentions: [],
  killed: '',
  undos: [],
  redos: [],
  run: 'other',
  goal: undefined,
}

/** Longest text an editor holds, in UTF-16 units; more is refused by dropping the end of what is inserted. */
export const longestText = 32_768
const mostUndos = 300

/** The editor after one operation; the same object when nothing changed. */
export function edit(editor: Editor, op: EditOp): Editor {
  switch (op.op) {
    case 'insert':
    case 'paste':
      return insert(editor, typeable(op.text), op.op === 'insert' ? 'typing' : 'other')
    case 'set':
      return setText(editor, typeable(op.text))
    case 'replace':
      return replace(editor, op)
    case 'clear':
      return editor.text === '' ? editor : { ...setText(editor, ''), killed: editor.text }
    case 'transpose':
      return transpose(editor)
    case 'undo':
      return undo(editor)
    case 'redo':
      return redo(editor)
    case 'backspace':
    case 'delete':
    case 'killWordBack':
    case 'killWordLeft':
    case 'killWordRight':
    case 'killToStart':
    case 'killToEnd':
      return erase(editor, op.op)
    default:
      return moved(editor, op.op)
  }
}

/** What may be typed or pasted: no control character but the line feed, TAB as spaces. */
export function typeable(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', '    ')
    .replace(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/g, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
}

function insert(editor: Editor, text: string, run: Run): Editor {
  const room = longestText - editor.text.length
  const added = text.length <= room ? text : text.slice(0, Math.max(0, room)).replace(/\p{Surrogate}/gu, '')
  if (added === '') return editor
  const isStep = run !== 'typing' || editor.run !== 'typing' || beginsWord(editor, added)
  return spliced(editor, { start: editor.cursor, end: editor.cursor, text: added, run, isStep })
}

/** Typing is undone word by word. */
function beginsWord({ text, cursor }: Editor, added: string): boolean {
  return /\s$/u.test(text.slice(0, cursor)) && /^\S/u.test(added)
}

interface Splice {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly run: Run
  /** Undo comes back to what was before it. */
  readonly isStep: boolean
}

function spliced(editor: Editor, { start, end, text, run, isStep }: Splice): Editor {
  const joined = editor.text.slice(0, start) + text + editor.text.slice(end)
  return {
    ...editor,
    text: joined,
    cursor: boundaryAt(joined, start + text.length), // what was apart may have become one grapheme
    mentions: spliceMentions(editor.mentions, { at: start, removed: end - start, added: text.length }),
    undos: isStep ? [...editor.undos, momentOf(editor)].slice(-mostUndos) : editor.undos,
    redos: [],
    run,
    goal: undefined,
  }
}

function replace(editor: Editor, op: Extract<EditOp, { op: 'replace' }>): Editor {
  const text = typeable(op.text)
  const replaced = spliced(editor, { start: op.start, end: op.end, text, run: 'other', isStep: true })
  if (op.mention === undefined) return replaced
  const range = { author: op.mention.author, start: op.start, end: op.start + op.mention.length }
  return { ...replaced, mentions: addMention(replaced.mentions, range) }
}

function setText(editor: Editor, text: string): Editor {
  if (text === editor.text) return editor.cursor === text.length ? editor : { ...editor, cursor: text.length }
  return {
    ...spliced(editor, { start: 0, end: editor.text.length, text, run: 'other', isStep: true }),
    mentions: [],
  }
}

function erase(editor: Editor, op: Deletion): Editor {
  const { text, cursor } = editor
  switch (op) {
    case 'backspace':
      return remove(editor, previous(text, cursor), cursor)
    case 'delete':
      return remove(editor, cursor, next(text, cursor))
    case 'killWordBack':
      return kill(editor, wordLeft(text, cursor, notBlank), cursor)
    case 'killWordLeft':
      return kill(editor, target(editor, 'wordLeft'), cursor)
    case 'killWordRight':
      return kill(editor, cursor, target(editor, 'wordRight'))
    case 'killToStart':
      return kill(editor, target(editor, 'lineStart'), cursor)
    case 'killToEnd':
      return kill(editor, cursor, target(editor, 'lineEnd'))
  }
}

function remove(editor: Editor, start: number, end: number): Editor {
  if (start === end) return editor
  return spliced(editor, { start, end, text: '', run: 'erasing', isStep: editor.run !== 'erasing' })
}

function kill(editor: Editor, start: number, end: number): Editor {
  if (start === end) return editor
  const cut = editor.text.slice(start, end)
  const before = editor.run === 'killing' ? editor.killed : ''
  const killed = start < editor.cursor ? cut + before : before + cut
  return { ...spliced(editor, { start, end, text: '', run: 'killing', isStep: true }), killed }
}

/** The graphemes on the two sides of the cursor change places, and the cursor goes on; at the end of a line, the last two. */
function transpose(editor: Editor): Editor {
  const { text, cursor } = editor
  const atEnd = target(editor, 'lineEnd') === cursor
  const end = atEnd ? cursor : next(text, cursor)
  const middle = atEnd ? previous(text, cursor) : cursor
  const start = previous(text, middle)
  const swapped = text.slice(middle, end) + text.slice(start, middle)
  if (start === middle || middle === end || graphemes(text.slice(start, end)).includes('\n')) return editor
  return spliced(editor, { start, end, text: swapped, run: 'other', isStep: true })
}

function undo(editor: Editor): Editor {
  const moment = editor.undos.at(-1)
  if (moment === undefined) return editor
  const redos = [...editor.redos, momentOf(editor)]
  return { ...editor, ...moment, undos: editor.undos.slice(0, -1), redos, run: 'other', goal: undefined }
}

function redo(editor: Editor): Editor {
  const moment = editor.redos.at(-1)
  if (moment === undefined) return editor
  const undos = [...editor.undos, momentOf(editor)]
  return { ...editor, ...moment, undos, redos: editor.redos.slice(0, -1), run: 'other', goal: undefined }
}

function moved(editor: Editor, motion: Motion): Editor {
  const cursor = target(editor, motion)
  if (cursor === editor.cursor) return editor
  return { ...editor, cursor, run: 'moving', goal: undefined }
}

function momentOf({ text, cursor, mentions }: Editor): Moment {
  return { text, cursor, mentions }
}
