/** The input line of one room: its editor and what was entered before. Pure. */
import { type EditOp, type Editor, edit, emptyEditor } from './editor.js'

export interface Input {
  readonly editor: Editor
  /** Newest last. */
  readonly history: readonly string[]
  /** Which entry of the history is shown; undefined while it is the person's own new text. */
  readonly recalled: number | undefined
  /** The new text, kept while older ones are looked at. */
  readonly unsent: string
}

export const emptyInput: Input = { editor: emptyEditor, history: [], recalled: undefined, unsent: '' }

const longestHistory = 500

export function editInput(input: Input, op: EditOp): Input {
  const editor = edit(input.editor, op)
  return editor === input.editor ? input : { ...input, editor }
}

/** Up and down: to another line of the text, else to another entry of the history. */
export function stepInput(input: Input, direction: 'up' | 'down'): Input {
  const moved = editInput(input, { op: direction === 'up' ? 'lineUp' : 'lineDown' })
  if (moved !== input) return moved
  return direction === 'up' ? recallOlder(input) : recallNewer(input)
}

/** The input after its text went out: empty, and with the text in the history unless it holds a secret. */
export function enteredInput(input: Input, text: string): Input {
  const isSecret = /^\s*\/join\s/.test(text) // a link is a key: nothing remembers it
  const history =
    isSecret || text === '' || input.history.at(-1) === text
      ? input.history
      : [...input.history, text].slice(-longestHistory)
  return { ...emptyInput, history, editor: { ...emptyEditor, killed: input.editor.killed } }
}

/** Gives a text back that could not be sent: into the empty line, else as the newest entry of the history. */
export function returnedInput(input: Input, text: string): Input {
  if (input.editor.text === '') return editInput(input, { op: 'set', text })
  return { ...input, history: [...input.history.filter((entry) => entry !== text), text] }
}

function recallOlder(input: Input): Input {
  const index = (input.recalled ?? input.history.length) - 1
  const text = input.history[index]
  if (text === undefined) return input
  const unsent = input.recalled === undefined ? input.editor.text : input.unsent
  return { ...input, recalled: index, unsent, editor: edit(input.editor, { op: 'set', text }) }
}

function recallNewer(input: Input): Input {
  if (input.recalled === undefined) return input
  const text = input.history[input.recalled + 1]
  if (text === undefined) {
    const editor = edit(input.editor, { op: 'set', text: input.unsent })
    return { ...input, recalled: undefined, unsent: '', editor }
  }
  return { ...input, recalled: input.recalled + 1, editor: edit(input.editor, { op: 'set', text }) }
}
