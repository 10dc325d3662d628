/**
 * The input line of one room: its editor, what was entered before, and what the keyboard is about in it (choosing among
 * completions, searching the history). Pure.
 */

import type { Answer } from './answer.js'
import type { Completion } from './completion/completion.js'
import { type EditOp, type Editor, edit, emptyEditor } from './editor.js'
import { stepRow } from './editor-rows.js'
import { eraseQuery, type HistorySearch, lengthenQuery } from './history-search.js'
import type { MentionRange } from './mention-ranges.js'
import { holdsSecret } from './secret-text.js'

export interface Input {
  readonly editor: Editor
  /** Newest last; each text once. */
  readonly history: readonly string[]
  /** Which entry of the history is shown; undefined while it is the person's own new text. */
  readonly recalled: number | undefined
  /** The new text, kept while older ones are looked at. */
  readonly unsent: Editor
  /** What Ctrl-R is looking for. */
  readonly search: HistorySearch | null
  /** What Tab offers, and which of it stands in the line. */
  readonly completion: Completion | null
  /** The message that the text answers or changes; null for a message of its own. */
  readonly answer: Answer | null
}

export const emptyInput: Input = {
  editor: emptyEditor,
  history: [],
  recalled: undefined,
  unsent: emptyEditor,
  search: null,
  completion: null,
  answer: null,
}

export const longestHistory = 500

export function editInput(input: Input, op: EditOp): Input {
  if (input.search !== null) {
    if (op.op === 'insert' || op.op === 'paste') return lengthenQuery(input, input.search, op.text)
    if (op.op === 'backspace') return eraseQuery(input, input.search)
  }
  const editor = edit(input.editor, op)
  if (editor === input.editor && input.search === null && input.completion === null) return input
  return { ...input, editor, search: null, completion: null }
}

/** Up and down: to another row of the text, as it is seen in `cols` cells, else to another entry of the history. */
export function stepInput(input: Input, direction: 'up' | 'down', cols: number): Input {
  const editor = stepRow(input.editor, direction === 'up' ? -1 : 1, cols)
  if (editor !== input.editor || input.search !== null || input.completion !== null)
    return { ...input, editor, search: null, completion: null }
  return direction === 'up' ? recallOlder(input) : recallNewer(input)
}

/** The input after its text went out: empty, and with the text in the history unless it holds a secret. */
export function enteredInput(input: Input, text: string): Input {
  const history = withEntry(input.history, text)
  return { ...emptyInput, history }
}

/** Gives a text back that could not be sent: into the empty line, else as the newest entry of the history. */
export function returnedInput(
  input: Input,
  { text, mentions = [] }: { readonly text: string; readonly mentions?: readonly MentionRange[] },
): Input {
  if (input.answer !== null || draftOf(input).text !== '')
    return { ...input, history: [...input.history.filter((entry) => entry !== text), text] }
  const editor = { ...edit(input.editor, { op: 'set', text }), mentions }
  return { ...input, editor, recalled: undefined, search: null, completion: null }
}

/** Two inputs become one: what is being typed goes on, and a draft that it displaces is the newest entry of the history. */
export function joinedInput(input: Input, typed: Input): Input {
  const history = typed.history.reduce<readonly string[]>(withEntry, input.history)
  if (draftOf(typed).text === '') return { ...input, history }
  const goesOn = { ...typed, history, recalled: undefined, editor: draftOf(typed), search: null }
  const draft = draftOf(input)
  return draft.text === '' ? goesOn : returnedInput(goesOn, draft)
}

/** The input with what an earlier run of the screen remembered, before what was entered since. */
export function rememberedInput(input: Input, lines: readonly string[]): Input {
  const history = [...lines, ...input.history].reduce<readonly string[]>(withEntry, [])
  const shown = input.recalled === undefined ? undefined : input.history[input.recalled]
  return { ...input, history, recalled: shown === undefined ? undefined : history.indexOf(shown) }
}

/** The text that is being written, also while something else is shown in its place. */
export function draftOf(input: Input): Editor {
  if (input.recalled !== undefined) return input.unsent
  return input.answer?.before ?? input.search?.before ?? input.editor
}

/** `history` with `text` as its newest entry, and nowhere else in it. */
function withEntry(history: readonly string[], text: string): readonly string[] {
  if (text.trim() === '' || holdsSecret(text)) return history
  return [...history.filter((entry) => entry !== text), text].slice(-longestHistory)
}

function recallOlder(input: Input): Input {
  const index = (input.recalled ?? input.history.length) - 1
  const text = input.history[index]
  if (text === undefined) return input
  const unsent = input.recalled === undefined ? input.editor : input.unsent
  return { ...input, recalled: index, unsent, editor: edit(input.editor, { op: 'set', text }) }
}

function recallNewer(input: Input): Input {
  if (input.recalled === undefined) return input
  const text = input.history[input.recalled + 1]
  if (text === undefined) {
    return { ...input, recalled: undefined, unsent: emptyEditor, editor: input.unsent }
  }
  return { ...input, recalled: input.recalled + 1, editor: edit(input.editor, { op: 'set', text }) }
}
