/** Named actions that are the same in every line that can be edited. Pure. */
import { type SafeText, safe } from '../../text/sanitize.js'
import type { EditOp } from './editor.js'
import { editAction, type KeyAction, keyFor } from './key-action.js'

export const editActions: readonly KeyAction[] = [
  edits('char-left', safe`a character back`, { op: 'left' }, ['char-right', safe`a character back, forward`]),
  edits('char-right', safe`a character forward`, { op: 'right' }),
  edits('line-start', safe`to the start of the line`, { op: 'lineStart' }, [
    'line-end',
    safe`to start, end of line`,
  ]),
  edits('line-end', safe`to the end of the line`, { op: 'lineEnd' }),
  edits('text-start', safe`to the start of the text`, { op: 'textStart' }),
  edits('text-end', safe`to the end of the text`, { op: 'textEnd' }),
  edits('word-left', safe`a word back`, { op: 'wordLeft' }, ['word-right', safe`a word back, forward`]),
  edits('word-right', safe`a word forward`, { op: 'wordRight' }),
  edits('backspace', safe`delete before the cursor`, { op: 'backspace' }, [
    'delete',
    safe`delete before, at the cursor`,
  ]),
  edits('delete', safe`delete at the cursor`, { op: 'delete' }),
  edits('cut-to-space', safe`cut back to white space`, { op: 'killWordBack' }),
  edits('cut-word-left', safe`cut the word before`, { op: 'killWordLeft' }, [
    'cut-word-right',
    safe`cut word before, after`,
  ]),
  edits('cut-word-right', safe`cut the word after`, { op: 'killWordRight' }),
  edits('cut-to-start', safe`cut to the start`, { op: 'killToStart' }, [
    'cut-to-end',
    safe`cut to start, to end`,
  ]),
  edits('cut-to-end', safe`cut to the end`, { op: 'killToEnd' }),
  {
    name: 'yank',
    group: 'edit',
    help: safe`insert what was cut`,
    pair: { name: 'transpose', does: safe`insert cut; swap characters` },
    run: ({ killed }) => (killed === '' ? [] : [editAction({ op: 'paste', text: killed })]),
  },
  edits('transpose', safe`swap two characters`, { op: 'transpose' }),
  edits('undo', safe`undo`, { op: 'undo' }, ['redo', safe`undo, redo`]),
  edits('redo', safe`redo`, { op: 'redo' }),
]

function edits(
  name: string,
  help: SafeText,
  op: EditOp,
  pair?: readonly [name: string, does: SafeText],
): KeyAction {
  const paired = pair === undefined ? {} : { pair: { name: pair[0], does: pair[1] } }
  return keyFor({ name, group: 'edit', help, ...paired }, editAction(op))
}
