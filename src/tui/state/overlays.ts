/** Makes overlays and changes them: what a dialog is, apart from how it looks. Pure. */
import { type SafeText, safe } from '../../text/sanitize.js'
import type { Action } from './action.js'
import { type EditOp, type Editor, edit, emptyEditor } from './editor.js'
import { longestLinkLength, tooLongForLink } from './link-size.js'
import { enterPicked, stepPicked } from './picked-dialogs.js'
import { selectRoom } from './selectors.js'
import type { Overlay, OverlayOf, Prompt, State } from './state.js'
import { wrapped } from './wrapped.js'

export const welcomeChoices = ['create', 'join', 'demo', 'restore'] as const

const missing: Readonly<Record<Prompt, SafeText>> = {
  create: safe`Give the room a name.`,
  join: safe`Paste the link you were given.`,
  restore: safe`Type or paste the words that you wrote down.`,
}

export function openPrompt(prompt: Prompt): Action {
  return {
    type: 'overlayOpened',
    overlay: { kind: 'prompt', prompt, link: null, editor: emptyEditor, problem: null, busy: false },
  }
}

export function openLink(label: SafeText, access: 'w' | 'r'): Action {
  return { type: 'overlayOpened', overlay: { kind: 'link', label, access, link: null, copied: false } }
}

export function openMembers(): Action {
  return { type: 'overlayOpened', overlay: { kind: 'members', top: 0 } }
}

export function openNet(): Action {
  return { type: 'overlayOpened', overlay: { kind: 'net', top: 0, looking: false } }
}

/** With words it is narrowed to what fits them. */
export function openHelp(about: OverlayOf<'help'>['about'], words = ''): Action {
  const filter = words === '' ? {} : { editor: edit(emptyEditor, { op: 'set', text: words }) }
  return { type: 'overlayOpened', overlay: { kind: 'help', about, top: 0, ...filter } }
}

/** The switcher, already asked for something. */
export function openPalette(typed: string): Action {
  const editor = edit(emptyEditor, { op: 'set', text: typed })
  return { type: 'overlayOpened', overlay: { kind: 'palette', editor, selected: 0 } }
}

/** Opens the search; with words it begins at once. */
export function openSearch(state: State, words: string): readonly Action[] {
  const everywhere = selectRoom(state) === undefined
  const overlay: OverlayOf<'search'> = {
    kind: 'search',
    editor: edit(emptyEditor, { op: 'set', text: words }),
    everywhere,
    answered: null,
    problem: null,
    hits: [],
    incompleteRooms: 0,
    selected: 0,
    looking: false,
    back: null,
  }
  const opened: Action = { type: 'overlayOpened', overlay }
  return words === '' ? [opened] : [opened, { type: 'searchAsked', query: words, everywhere }]
}

/** The dialog of the first start. */
export function welcome(nick: string): Overlay {
  return {
    kind: 'welcome',
    editor: edit(emptyEditor, { op: 'set', text: nick }),
    choice: 0,
    problem: null,
    busy: null,
  }
}

/** Who has their identity back joins rooms next; the dialog that asked for the words is gone, if it still was there. */
export function restoredOverlays(overlays: readonly Overlay[]): readonly Overlay[] {
  const isDone = (overlay: Overlay) => overlay.kind === 'prompt' && overlay.prompt === 'restore'
  return overlays
    .filter((overlay) => !isDone(overlay))
    .map((overlay) =>
      overlay.kind === 'welcome' ? { ...overlay, choice: welcomeChoices.indexOf('join') } : overlay,
    )
}

/** The editor of a dialog that has one. */
export function overlayEditor(overlay: Overlay): Editor | undefined {
  if (overlay.kind === 'search' && overlay.looking) return undefined
  return 'editor' in overlay ? overlay.editor : undefined
}

export function editOverlay(overlay: Overlay, op: EditOp): Overlay {
  if (isBusy(overlay)) return overlay // what was entered is not changed any more
  if (!('editor' in overlay) || overlay.editor === undefined || overlayEditor(overlay) === undefined)
    return overlay
  const oneLine =
    op.op === 'insert' || op.op === 'paste' ? { ...op, text: op.text.replace(/[\r\n]+/g, ' ') } : op
  const editor = edit(overlay.editor, oneLine)
  if (editor === overlay.editor) return overlay
  switch (overlay.kind) {
    case 'search':
      return { ...overlay, editor, problem: null }
    case 'remove':
      return { ...overlay, editor }
    case 'react':
    case 'palette':
      return { ...overlay, editor, selected: 0 }
    case 'help':
      return { ...overlay, editor, top: 0 }
    default:
      return { ...overlay, editor, problem: null }
  }
}

/** What was entered in it is being carried out. */
function isBusy(overlay: Overlay): boolean {
  return 'busy' in overlay && overlay.busy !== null && overlay.busy !== false
}

/** The dialog, waiting for nothing. */
export function idleOverlay(overlay: Overlay): Overlay {
  if (overlay.kind === 'prompt') return { ...overlay, busy: false }
  return overlay.kind === 'welcome' ? { ...overlay, busy: null } : overlay
}

/** Up and down in a dialog: the choice, the selected hit, or the first line shown. */
export function stepOverlay(overlay: Overlay, by: number): Overlay {
  switch (overlay.kind) {
    case 'welcome':
      return { ...overlay, choice: wrapped(overlay.choice + by, welcomeChoices.length) }
    case 'search':
      return { ...overlay, selected: Math.max(0, Math.min(overlay.hits.length - 1, overlay.selected + by)) }
    case 'help':
    case 'whois':
    case 'members':
    case 'net':
      return { ...overlay, top: Math.max(0, overlay.top + by) }
    case 'react':
    case 'links':
    case 'menu':
      return stepPicked(overlay, by)
    default:
      return overlay
  }
}

/** What Enter does in a dialog. */
export function enterOverlay(overlay: Overlay): readonly Action[] {
  if (isBusy(overlay)) return []
  switch (overlay.kind) {
    case 'welcome':
      return enterWelcome(overlay)
    case 'prompt':
      return enterPrompt(overlay)
    case 'search':
      return enterSearch(overlay)
    case 'quit':
      return [{ type: 'quitConfirmed' }]
    case 'react':
    case 'remove':
    case 'links':
      return enterPicked(overlay)
    default:
      return [{ type: 'overlayClosed' }]
  }
}

/** What Tab does in a dialog. */
export function switchOverlay(overlay: Overlay): readonly Action[] {
  if (overlay.kind === 'welcome') return [{ type: 'overlayStepped', by: 1 }]
  if (overlay.kind !== 'search' || overlay.looking) return []
  const query = overlay.editor.text.trim()
  const asked: Action = { type: 'searchAsked', query, everywhere: !overlay.everywhere }
  return query === '' ? [{ type: 'overlaySwitched' }] : [{ type: 'overlaySwitched' }, asked]
}

function enterWelcome(overlay: OverlayOf<'welcome'>): readonly Action[] {
  const nick = overlay.editor.text.trim()
  if (nick === '')
    return [
      { type: 'overlayFailed', problem: safe`Choose a nickname first: any name that others know you by.` },
    ]
  return [{ type: 'welcomeEntered', nick, choice: welcomeChoices[overlay.choice] ?? 'create' }]
}

function enterPrompt(overlay: OverlayOf<'prompt'>): readonly Action[] {
  const typed = overlay.editor.text.trim()
  if (typed === '') return [{ type: 'overlayFailed', problem: missing[overlay.prompt] }]
  switch (overlay.prompt) {
    case 'create':
      return [{ type: 'roomCreated', name: typed }]
    case 'join':
      if (typed.length > longestLinkLength) return [{ type: 'overlayFailed', problem: tooLongForLink }]
      return [{ type: 'roomJoined', link: typed }]
    case 'restore':
      return [{ type: 'wordsEntered', words: typed }]
  }
}

/** Enter searches; when the answer is on the screen it goes to the selected hit. */
function enterSearch(overlay: OverlayOf<'search'>): readonly Action[] {
  const query = overlay.editor.text.trim()
  if (query === '') return []
  if (overlay.looking) return [{ type: 'hitKept' }]
  const hit = overlay.hits[overlay.selected]
  if (overlay.answered !== query) return [{ type: 'searchAsked', query, everywhere: overlay.everywhere }]
  return hit === undefined ? [] : [{ type: 'hitVisited', index: overlay.selected }]
}
