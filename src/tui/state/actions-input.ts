/** Named actions of the line in which messages and commands are written. Pure. */
import { safe } from '../../text/sanitize.js'
import type { Action } from './action.js'
import { enterLine } from './enter-line.js'
import { editAction, type KeyAction, keyFor } from './key-action.js'
import { openPalette } from './overlays.js'
import { selectInput } from './selectors.js'
import type { State } from './state.js'

const group = 'input'

export const inputActions: readonly KeyAction[] = [
  {
    name: 'enter',
    group,
    help: safe`send, or run a command`,
    run: (state) => enterLine(state, selectInput(state).editor.text),
  },
  keyFor({ name: 'newline', group, help: safe`new line` }, editAction({ op: 'insert', text: '\n' })),
  keyFor(
    {
      name: 'history-older',
      group,
      help: safe`line above, or what you entered before`,
      pair: { name: 'history-newer', does: safe`line, or what you entered` },
    },
    { type: 'stepped', direction: 'up' },
  ),
  keyFor(
    { name: 'history-newer', group, help: safe`line below, or what you entered after` },
    { type: 'stepped', direction: 'down' },
  ),
  {
    name: 'cut-or-switch',
    group,
    help: safe`cut to the end; at the end: the switcher`,
    run: (state) => {
      const { text, cursor } = selectInput(state).editor
      return cursor === text.length ? [openPalette('')] : [editAction({ op: 'killToEnd' })]
    },
  },
  { name: 'clear-or-quit', group, help: safe`clear; twice: quit`, run: clearOrQuit },
]

function clearOrQuit(state: State): readonly Action[] {
  return selectInput(state).editor.text === ''
    ? [{ type: 'quitAsked', ask: 'always' }]
    : [editAction({ op: 'clear' })]
}
