/**
 * Named actions that concern the input line while it is about something else than text: completing a
 * word, and searching what was entered. Pure.
 */
import { safe } from '../../text/sanitize.js'
import { type KeyAction, keyFor } from './key-action.js'
import { selectInput } from './selectors.js'
import type { State } from './state.js'

const group = 'input'

export const typingActions: readonly KeyAction[] = [
  keyFor(
    {
      name: 'complete',
      group,
      help: safe`complete; again: the next one`,
      pair: { name: 'complete-back', does: safe`complete: next, previous` },
    },
    { type: 'completed', by: 1 },
  ),
  keyFor(
    { name: 'complete-back', group, help: safe`complete; again: the one before` },
    { type: 'completed', by: -1 },
  ),
  keyFor(
    { name: 'complete-cancel', group, help: safe`completing: back to what you typed`, when: isCompleting },
    { type: 'completionCancelled' },
  ),
  keyFor({ name: 'edit-outside', group, help: safe`write in $VISUAL or $EDITOR` }, { type: 'editorAsked' }),
  keyFor(
    { name: 'history-search', group, help: safe`search what you entered; again: older` },
    { type: 'historySearched', toward: 'older' },
  ),
  keyFor(
    { name: 'history-search-newer', group, help: safe`searching what you entered: newer`, when: isSearching },
    { type: 'historySearched', toward: 'newer' },
  ),
  keyFor(
    { name: 'history-search-take', group, help: safe`searching: take what is found`, when: isSearching },
    { type: 'historySearchEnded', how: 'take' },
  ),
  keyFor(
    { name: 'history-search-back', group, help: safe`searching: back to what you wrote`, when: isSearching },
    { type: 'historySearchEnded', how: 'back' },
  ),
]

function isCompleting(state: State): boolean {
  return selectInput(state).completion !== null
}

function isSearching(state: State): boolean {
  return selectInput(state).search !== null
}
