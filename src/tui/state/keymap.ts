/**
 * Chord → action: one table, from which the help is made as well, so that it cannot lie. A binding may depend on the state
 * (Enter, Ctrl-C). The dialog on top has the keyboard; what it does not bind falls to the editor, then to nobody. Pure.
 */
import { type SafeText, safe } from '../../text/sanitize.js'
import type { Action } from './action.js'
import { enterLine } from './commands.js'
import type { EditOp } from './editor.js'
import { enterOverlay, openSearch, overlayEditor, switchOverlay } from './overlays.js'
import { selectInput, selectOverlay } from './selectors.js'
import type { Overlay, State } from './state.js'

export interface Binding {
  readonly chords: readonly string[]
  /** How the help names the keys, and what they do; null: not worth a line. */
  readonly help: readonly [keys: SafeText, does: SafeText] | null
  run(state: State): readonly Action[]
}

/** In every place. */
export const globalBindings: readonly Binding[] = [
  bind(['C-l'], [safe`Ctrl-L`, safe`paint the screen anew`], { type: 'repainted' }),
  bind(['C-z'], [safe`Ctrl-Z`, safe`suspend`], { type: 'suspended' }),
  bind(['C-q'], [safe`Ctrl-Q`, safe`quit`], { type: 'quitAsked', ask: 'when-only-here' }),
]

export const roomBindings: readonly Binding[] = [
  bind(['C-n', 'M-down'], [safe`Ctrl-N`, safe`next room`], { type: 'roomStepped', by: 1 }),
  bind(['C-p', 'M-up'], [safe`Ctrl-P`, safe`previous room`], { type: 'roomStepped', by: -1 }),
  ...Array.from({ length: 10 }, (_, index) => roomBinding(index)),
  bind(['f7'], [safe`F7`, safe`member list on and off`], { type: 'membersToggled' }),
]

export const messageBindings: readonly Binding[] = [
  bind(['pageup'], [safe`PgUp PgDn`, safe`scroll a page`], { type: 'scrolled', unit: 'page', by: -1 }),
  bind(['pagedown'], null, { type: 'scrolled', unit: 'page', by: 1 }),
  bind(['M-pageup'], [safe`Alt-PgUp/Dn`, safe`scroll three lines`], {
    type: 'scrolled',
    unit: 'line',
    by: -3,
  }),
  bind(['M-pagedown'], null, { type: 'scrolled', unit: 'line', by: 3 }),
  bind(['M-end', 'C-end', 'escape'], [safe`Esc Alt-End`, safe`to the newest message`], {
    type: 'scrolledToEnd',
  }),
  { chords: ['C-s'], help: [safe`Ctrl-S`, safe`search the messages`], run: (state) => openSearch(state, '') },
]

export const inputBindings: readonly Binding[] = [
  {
    chords: ['enter'],
    help: [safe`Enter`, safe`send, or run a command`],
    run: (state) => enterLine(state, selectInput(state).editor.text),
  },
  bind(
    ['M-enter', 'S-enter', 'C-j'],
    [safe`Alt-Enter`, safe`new line`],
    editAction({ op: 'insert', text: '\n' }),
  ),
  bind(['up'], [safe`Up Down`, safe`what you entered before`], { type: 'stepped', direction: 'up' }),
  bind(['down'], null, { type: 'stepped', direction: 'down' }),
  { chords: ['C-c'], help: [safe`Ctrl-C`, safe`clear; twice: quit`], run: clearOrQuit },
  bind(['f1'], [safe`F1`, safe`this help`], { type: 'overlayOpened', overlay: { kind: 'help', top: 0 } }),
]

/** The same in every line that can be edited. */
export const editBindings: readonly Binding[] = [
  bind(['left', 'C-b'], null, editAction({ op: 'left' })),
  bind(['right', 'C-f'], null, editAction({ op: 'right' })),
  bind(['home', 'C-a'], [safe`Ctrl-A Ctrl-E`, safe`to start, end of line`], editAction({ op: 'lineStart' })),
  bind(['end', 'C-e'], null, editAction({ op: 'lineEnd' })),
  bind(
    ['C-left', 'M-left', 'M-b'],
    [safe`Alt-B Alt-F`, safe`a word back, forward`],
    editAction({ op: 'wordLeft' }),
  ),
  bind(['C-right', 'M-right', 'M-f'], null, editAction({ op: 'wordRight' })),
  bind(['backspace'], null, editAction({ op: 'backspace' })),
  bind(['delete', 'C-d'], null, editAction({ op: 'delete' })),
  bind(['C-w'], [safe`Ctrl-W Alt-D`, safe`cut word before, after`], editAction({ op: 'killWordBack' })),
  bind(['M-backspace'], null, editAction({ op: 'killWordLeft' })),
  bind(['M-d'], null, editAction({ op: 'killWordRight' })),
  bind(['C-u'], [safe`Ctrl-U Ctrl-K`, safe`cut to start, to end`], editAction({ op: 'killToStart' })),
  bind(['C-k'], null, editAction({ op: 'killToEnd' })),
  bind(['C-y'], [safe`Ctrl-Y`, safe`insert what was cut`], editAction({ op: 'yank' })),
]

const overlayBindings: readonly Binding[] = [
  bind(['escape', 'C-c', 'f1'], null, { type: 'overlayClosed' }),
  bind(['up', 'S-tab'], null, { type: 'overlayStepped', by: -1 }),
  bind(['down'], null, { type: 'overlayStepped', by: 1 }),
  bind(['pageup'], null, { type: 'overlayStepped', by: -10 }),
  bind(['pagedown'], null, { type: 'overlayStepped', by: 10 }),
  { chords: ['tab'], help: null, run: (state) => onOverlay(state, switchOverlay) },
  { chords: ['enter'], help: null, run: (state) => onOverlay(state, enterOverlay) },
]

const mainMap = chordMap([
  ...globalBindings,
  ...roomBindings,
  ...messageBindings,
  ...inputBindings,
  ...editBindings,
])
const overlayMap = chordMap([...globalBindings, ...overlayBindings, ...editBindings])

/** What a chord does now; nothing when it is not bound. */
export function actionsForChord(state: State, chord: string): readonly Action[] {
  const map = selectOverlay(state) === undefined ? mainMap : overlayMap
  return map.get(chord)?.run(state) ?? []
}

/** What typed or pasted text does now: it is inserted where there is a line, else its letters may be keys. */
export function actionsForText(state: State, text: string): readonly Action[] {
  const overlay = selectOverlay(state)
  if (overlay === undefined || overlayEditor(overlay) !== undefined)
    return [editAction({ op: 'insert', text })]
  if (overlay.kind === 'link' && text === 'y') return [{ type: 'linkCopied' }]
  return text === 'q' ? [{ type: 'overlayClosed' }] : []
}

function onOverlay(state: State, act: (overlay: Overlay) => readonly Action[]): readonly Action[] {
  const overlay = selectOverlay(state)
  return overlay === undefined ? [] : act(overlay)
}

function clearOrQuit(state: State): readonly Action[] {
  return selectInput(state).editor.text === ''
    ? [{ type: 'quitAsked', ask: 'always' }]
    : [editAction({ op: 'clear' })]
}

function roomBinding(index: number): Binding {
  return {
    chords: [`M-${(index + 1) % 10}`],
    help: index === 0 ? [safe`Alt-1…0`, safe`room 1…10 of the list`] : null,
    run: (state) => {
      const room = state.rooms?.[index]
      return room === undefined ? [] : [{ type: 'roomSelected', handle: room.handle }]
    },
  }
}

function editAction(edit: EditOp): Action {
  return { type: 'edited', edit }
}

function bind(chords: readonly string[], help: Binding['help'], action: Action): Binding {
  return { chords, help, run: () => [action] }
}

function chordMap(bindings: readonly Binding[]): ReadonlyMap<string, Binding> {
  return new Map(bindings.flatMap((binding) => binding.chords.map((chord) => [chord, binding] as const)))
}
