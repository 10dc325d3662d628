/** Named actions that can be reached from the room and from every dialog. Pure. */
import { safe } from '../../text/sanitize.js'
import { type KeyAction, keyFor } from './key-action.js'
import { openHelp, openNet } from './overlays.js'
import { selectOverlay } from './selectors.js'

const group = 'anywhere'

export const anywhereActions: readonly KeyAction[] = [
  keyFor({ name: 'help', group, help: safe`this help` }, openHelp('all')),
  keyFor({ name: 'mouse', group, help: safe`mouse on and off, until you quit` }, { type: 'mouseToggled' }),
  {
    name: 'network',
    group,
    help: safe`why nobody is here`,
    run: (state) => [selectOverlay(state)?.kind === 'net' ? { type: 'overlayClosed' } : openNet()],
  },
  keyFor({ name: 'repaint', group, help: safe`paint the screen anew` }, { type: 'repainted' }),
  keyFor({ name: 'suspend', group, help: safe`suspend` }, { type: 'suspended' }),
  keyFor({ name: 'quit', group, help: safe`quit` }, { type: 'quitAsked', ask: 'when-only-here' }),
]
