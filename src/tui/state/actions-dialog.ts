/** Named actions of what lies over the screen. A letter is a key only where nothing can be typed. Pure. */
import { type SafeText, safe } from '../../text/sanitize.js'
import type { Action } from './action.js'
import { enterPalette, fillPalette } from './enter-palette.js'
import { type KeyAction, keyFor } from './key-action.js'
import { enterOverlay, overlayEditor, switchOverlay } from './overlays.js'
import { editPaste, sendPaste } from './paste.js'
import { selectOverlay } from './selectors.js'
import type { Overlay, OverlayOf, State } from './state.js'

const group = 'dialog'

export const dialogActions: readonly KeyAction[] = [
  onPaste('paste-send', safe`send the paste as one message`, (state, paste) =>
    sendPaste(state, paste, 'text'),
  ),
  onPaste('paste-code', safe`send the paste as a block of code`, (state, paste) =>
    sendPaste(state, paste, 'code'),
  ),
  onPaste('paste-edit', safe`edit the paste before it is sent`, (_, paste) => editPaste(paste)),
  keyFor({ name: 'dialog-close', group, help: safe`close` }, { type: 'overlayClosed' }),
  keyFor(
    { name: 'help-close', group, help: safe`close the help`, when: isOnTop('help') },
    { type: 'overlayClosed' },
  ),
  keyFor({ name: 'dialog-up', group, help: safe`one up` }, { type: 'overlayStepped', by: -1 }),
  keyFor({ name: 'dialog-down', group, help: safe`one down` }, { type: 'overlayStepped', by: 1 }),
  keyFor({ name: 'dialog-page-up', group, help: safe`ten up` }, { type: 'overlayStepped', by: -10 }),
  keyFor({ name: 'dialog-page-down', group, help: safe`ten down` }, { type: 'overlayStepped', by: 10 }),
  {
    name: 'dialog-switch',
    group,
    help: safe`next choice, or the other kind`,
    run: (state) =>
      onOverlay(state, (overlay) =>
        overlay.kind === 'palette' ? fillPalette(state, overlay) : switchOverlay(overlay),
      ),
  },
  {
    name: 'dialog-enter',
    group,
    help: safe`do what is selected`,
    run: (state) =>
      onOverlay(state, (overlay) =>
        overlay.kind === 'palette' ? enterPalette(state, overlay) : enterOverlay(overlay),
      ),
  },
  keyFor(
    {
      name: 'link-copy',
      group,
      help: safe`copy the link`,
      when: isOnTop('link'),
    },
    { type: 'linkCopied' },
  ),
  keyFor(
    { name: 'net-refresh', group, help: safe`look for peers again`, when: isOnTop('net') },
    { type: 'netRefreshed' },
  ),
  keyFor(
    { name: 'quit-wait', group, help: safe`quit when all is held`, when: isOnTop('quit') },
    { type: 'quitWaited' },
  ),
  keyFor(
    {
      name: 'dialog-filter',
      group,
      help: safe`show only what fits`,
      when: (state) => selectOverlay(state)?.kind === 'help' && hasNoEditor(state),
    },
    { type: 'filterBegun' },
  ),
  keyFor(
    { name: 'hit-older', group, help: safe`next older hit`, when: isLooking },
    { type: 'overlayStepped', by: 1 },
  ),
  keyFor(
    { name: 'hit-newer', group, help: safe`next newer hit`, when: isLooking },
    { type: 'overlayStepped', by: -1 },
  ),
  keyFor({ name: 'hits', group, help: safe`the hits again`, when: isLooking }, { type: 'hitsListed' }),
  keyFor(
    { name: 'hit-next', group, help: safe`select the next older hit`, when: isOnTop('search') },
    { type: 'overlayStepped', by: 1 },
  ),
  keyFor(
    { name: 'dialog-quit', group, help: safe`close where nothing can be typed`, when: hasNoEditor },
    { type: 'overlayClosed' },
  ),
]

/** The timeline stands at a hit. */
function isLooking(state: State): boolean {
  const overlay = selectOverlay(state)
  return overlay?.kind === 'search' && overlay.looking
}

function isOnTop(kind: Overlay['kind']): (state: State) => boolean {
  return (state) => selectOverlay(state)?.kind === kind
}

function onPaste(
  name: string,
  help: SafeText,
  act: (state: State, paste: OverlayOf<'paste'>) => readonly Action[],
): KeyAction {
  return {
    name,
    group,
    help,
    when: isOnTop('paste'),
    run: (state) => onOverlay(state, (overlay) => (overlay.kind === 'paste' ? act(state, overlay) : [])),
  }
}

function hasNoEditor(state: State): boolean {
  const overlay = selectOverlay(state)
  return overlay !== undefined && overlayEditor(overlay) === undefined
}

function onOverlay(state: State, act: (overlay: Overlay) => readonly Action[]): readonly Action[] {
  const overlay = selectOverlay(state)
  return overlay === undefined ? [] : act(overlay)
}
