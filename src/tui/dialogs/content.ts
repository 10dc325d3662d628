/**
 * The dialog of an overlay, and the size it wants with its frame. Pure; the newest of a state is remembered, because the
 * layout, the cursor and the pane all ask.
 */
import type { Overlay, Size, State } from '../state/state.js'
import { type Dialog, frameCols, frameRows, type Inside } from './dialog.js'
import { helpDialog } from './help-dialog.js'
import { infoDialog } from './info-dialog.js'
import { linkDialog } from './link-dialog.js'
import { linksDialog } from './links-dialog.js'
import { membersDialog } from './members-dialog.js'
import { menuDialog } from './menu-dialog.js'
import { netDialog } from './net-dialog.js'
import { paletteDialog } from './palette-dialog.js'
import { pasteDialog } from './paste-dialog.js'
import { promptDialog } from './prompt-dialog.js'
import { quitDialog } from './quit-dialog.js'
import { reactDialog } from './react-dialog.js'
import { removeDialog } from './remove-dialog.js'
import { searchDialog } from './search-dialog.js'
import { welcomeDialog } from './welcome-dialog.js'
import { whoisDialog } from './whois-dialog.js'

const widths: Readonly<Record<Overlay['kind'], number>> = {
  help: 104,
  whois: 76,
  palette: 60,
  members: 48,
  paste: 64,
  net: 104,
  quit: 64,
  welcome: 68,
  prompt: 68,
  link: 76,
  search: 104,
  react: 68,
  remove: 68,
  links: 84,
  menu: 54,
  info: 84,
}

const remembered = new WeakMap<State, { readonly overlay: Overlay; readonly dialog: Dialog }>()

/** What stands inside the frame of `overlay`. */
export function dialogOf(overlay: Overlay, state: State): Dialog {
  const known = remembered.get(state)
  if (known?.overlay === overlay) return known.dialog
  const dialog = makeDialog(overlay, state)
  remembered.set(state, { overlay, dialog })
  return dialog
}

function makeDialog(overlay: Overlay, state: State): Dialog {
  const inside = insideOf(overlay, state)
  switch (overlay.kind) {
    case 'help':
      return helpDialog(overlay, state, inside)
    case 'whois':
      return whoisDialog(overlay, state, inside)
    case 'palette':
      return paletteDialog(overlay, state, inside)
    case 'members':
      return membersDialog(overlay, state, inside)
    case 'paste':
      return pasteDialog(overlay, inside)
    case 'net':
      return netDialog(overlay, state, inside)
    case 'quit':
      return quitDialog(overlay, state, inside)
    case 'welcome':
      return welcomeDialog(overlay, state, inside)
    case 'prompt':
      return promptDialog(overlay, state, inside)
    case 'link':
      return linkDialog(overlay, state, inside)
    case 'search':
      return searchDialog(overlay, state, inside)
    case 'react':
      return reactDialog(overlay, state, inside)
    case 'remove':
      return removeDialog(overlay, state, inside)
    case 'links':
      return linksDialog(overlay, inside)
    case 'menu':
      return menuDialog(overlay, state, inside)
    case 'info':
      return infoDialog(overlay, inside)
  }
}

/** Cells of the dialog with its frame. */
export function dialogSize(overlay: Overlay, state: State): Size {
  const { cols, rows } = insideOf(overlay, state)
  return { cols: cols + frameCols, rows: Math.min(rows, dialogOf(overlay, state).lines.length) + frameRows }
}

function insideOf(overlay: Overlay, state: State): Inside {
  return {
    cols: Math.max(1, Math.min(widths[overlay.kind], state.size.cols) - frameCols),
    rows: Math.max(1, state.size.rows - frameRows),
  }
}
