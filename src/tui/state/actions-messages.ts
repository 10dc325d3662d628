/** Named actions that move the view over the messages of a room. Pure. */
import { safe } from '../../text/sanitize.js'
import { type KeyAction, keyFor } from './key-action.js'
import { openSearch } from './overlays.js'

const group = 'messages'

export const messageActions: readonly KeyAction[] = [
  keyFor(
    {
      name: 'page-up',
      group,
      help: safe`a page up`,
      pair: { name: 'page-down', does: safe`scroll a page` },
    },
    { type: 'scrolled', unit: 'page', by: -1 },
  ),
  keyFor({ name: 'page-down', group, help: safe`a page down` }, { type: 'scrolled', unit: 'page', by: 1 }),
  keyFor(
    {
      name: 'lines-up',
      group,
      help: safe`three lines up`,
      pair: { name: 'lines-down', does: safe`scroll three lines` },
    },
    { type: 'scrolled', unit: 'line', by: -3 },
  ),
  keyFor(
    { name: 'lines-down', group, help: safe`three lines down` },
    { type: 'scrolled', unit: 'line', by: 3 },
  ),
  keyFor({ name: 'newest', group, help: safe`to the newest message` }, { type: 'scrolledToEnd' }),
  { name: 'search', group, help: safe`search the messages`, run: (state) => openSearch(state, '') },
]
