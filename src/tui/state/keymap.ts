/**
 * Chord → action, by name: a preset, and over it what the person bound. The dialog on top has the keyboard; what it does not
 * bind falls to the editor, then to what can be reached anywhere. A sequence of chords is kept in the state until it is
 * whole. The help is made from the same tables, so that it cannot lie. Pure.
 */
import type { Settings } from '../../config/settings.js'
import { safe, sanitizeLine } from '../../text/sanitize.js'
import type { Action } from './action.js'
import { canonicalChord, formatChords } from './chord-names.js'
import { runLine } from './enter-line.js'
import { editAction, type KeyAction, type KeyScope, scopeOf } from './key-action.js'
import { keyActions } from './key-actions.js'
import { overlayEditor } from './overlays.js'
import { parseChords } from './parse-chords.js'
import { ircPreset } from './preset-irc.js'
import { weechatPreset } from './preset-weechat.js'
import { selectOverlay, selectScreen } from './selectors.js'
import type { State } from './state.js'

export interface Keymap {
  /** A chord, or chords with spaces between → the actions bound to it, in the order of asking. */
  readonly bound: ReadonlyMap<string, readonly KeyAction[]>
  /** What the person bound wins over every other scope that can be reached. */
  readonly own: ReadonlyMap<string, KeyAction>
  /** The name of an action → the chords that lead to it, in the order of `bound`. */
  readonly chords: ReadonlyMap<string, readonly string[]>
  /** The beginnings of sequences. */
  readonly prefixes: ReadonlySet<string>
}

type Bound = Pick<Settings, 'preset' | 'keys'>

const remembered = new WeakMap<Bound, Keymap>()

export function keymapOf(settings: Bound): Keymap {
  const known = remembered.get(settings)
  if (known !== undefined) return known
  const keymap = makeKeymap(settings)
  remembered.set(settings, keymap)
  return keymap
}

/** The chords that lead to an action, in the order of the tables. */
export function chordsOf(settings: Bound, name: string): readonly string[] {
  return keymapOf(settings).chords.get(name) ?? []
}

/** What a chord does now; nothing when it is not bound. */
export function actionsForChord(state: State, pressed: string): readonly Action[] {
  const chord = canonicalChord(pressed)
  const { pending } = state
  if (pending === null) return run(state, chord, '') ?? pend(state, chord) ?? []
  const sequence = `${pending} ${chord}`
  const ended: Action = { type: 'chordEnded' }
  const done = runSequence(state, sequence)
  if (done !== undefined) return [ended, ...done]
  const longer = pend(state, sequence)
  if (longer !== undefined) return longer
  if (chord === 'escape' || chord === 'C-c' || chord === 'C-g') return [ended]
  const text = safe`${formatChords(sequence)} is not bound.`
  return [ended, { type: 'noticed', notice: { level: 'info', text } }]
}

/** What typed text does now: it is inserted where there is a line; where letters are keys it is one of them. */
export function actionsForText(state: State, text: string): readonly Action[] {
  if (state.pending !== null) return actionsOfSequence(state, text)
  const inserted = editAction({ op: 'insert', text })
  if (!lettersAreKeys(state)) return [inserted]
  return run(state, text, '') ?? (selectOverlay(state) === undefined ? [{ type: 'pickLeft' }, inserted] : [])
}

/** True where nothing can be typed, so that a letter is a key. */
export function lettersAreKeys(state: State): boolean {
  const overlay = selectOverlay(state)
  return overlay === undefined ? selectScreen(state).picked !== null : overlayEditor(overlay) === undefined
}

/** Letters that end or lengthen a sequence; what is left over is text again. */
function actionsOfSequence(state: State, text: string): readonly Action[] {
  const [letter, ...rest] = text
  if (letter === undefined) return []
  const actions = actionsForChord(state, letter === ' ' ? 'space' : letter)
  if (rest.length === 0) return actions
  const last = actions.find((action) => action.type === 'chordPended')
  const pending = last?.type === 'chordPended' ? last.chords : null
  return [...actions, ...actionsForText({ ...state, pending }, rest.join(''))]
}

function runSequence(state: State, sequence: string): readonly Action[] | undefined {
  const digits = sequence.split(' ').filter((chord) => /^\d$/.test(chord))
  return run(state, sequence, '') ?? run(state, withoutDigits(sequence), digits.join(''))
}

function run(state: State, chords: string, digits: string): readonly Action[] | undefined {
  const { bound, own } = keymapOf(state.settings)
  const candidates = bound.get(chords) ?? []
  const isReady = (action: KeyAction) => action.when?.(state) ?? true
  const scopes = scopesNow(state)
  const chosen = own.get(chords)
  if (chosen !== undefined && scopes.includes(scopeOf[chosen.group]) && isReady(chosen))
    return chosen.run(state, digits)
  for (const scope of scopes) {
    const found = candidates.find((action) => scopeOf[action.group] === scope && isReady(action))
    if (found !== undefined) return found.run(state, digits)
  }
  return undefined
}

function pend(state: State, chords: string): readonly Action[] | undefined {
  const { prefixes } = keymapOf(state.settings)
  const isPrefix = prefixes.has(chords) || prefixes.has(withoutDigits(chords))
  return isPrefix ? [{ type: 'chordPended', chords }] : undefined
}

/** Where a key is looked for, nearest first. */
function scopesNow(state: State): readonly KeyScope[] {
  const overlay = selectOverlay(state)
  if (overlay !== undefined)
    return overlay.kind === 'menu' ? ['dialog', 'picked', 'anywhere'] : ['dialog', 'line', 'anywhere']
  const { picked } = selectScreen(state)
  return picked === null ? ['main', 'line', 'anywhere'] : ['picked', 'main', 'line', 'anywhere']
}

function withoutDigits(sequence: string): string {
  return sequence.replace(/(?<= )\d(?= |$)/g, '#')
}

function makeKeymap({ preset, keys }: Bound): Keymap {
  const bound = new Map<string, readonly KeyAction[]>()
  const own = new Map<string, KeyAction>()
  for (const [chords, name] of preset === 'weechat' ? weechatPreset : ircPreset) add(chords, name)
  for (const [written, name] of Object.entries(keys)) {
    const parsed = parseChords(written)
    if ('wrong' in parsed) continue // told when the configuration was read
    const { chords } = parsed
    const action = name === '' ? undefined : add(chords, name)
    if (name === '') bound.delete(chords)
    if (action !== undefined) own.set(chords, action)
  }
  const prefixes = new Set([...bound.keys()].flatMap(beginnings))
  return { bound, own, chords: chordsByName(bound), prefixes }

  function add(chords: string, name: string): KeyAction | undefined {
    const action = name.startsWith('/') ? lineAction(name) : keyActions.get(name) // an unknown one was told when the configuration was read
    if (action !== undefined) bound.set(chords, [...(bound.get(chords) ?? []), action])
    return action
  }
}

/** A command as a key: only where a line can be written, because a dialog has keys of its own. */
function lineAction(line: string): KeyAction {
  return { name: line, group: 'input', help: sanitizeLine(line), run: (state) => runLine(state, line) }
}

function chordsByName(bound: Keymap['bound']): ReadonlyMap<string, readonly string[]> {
  const byName = new Map<string, string[]>()
  for (const [chords, actions] of bound) {
    for (const name of new Set(actions.map((action) => action.name))) {
      const known = byName.get(name)
      if (known === undefined) byName.set(name, [chords])
      else known.push(chords)
    }
  }
  return byName
}

function beginnings(sequence: string): readonly string[] {
  const chords = sequence.split(' ')
  return chords.slice(1).map((_, index) => chords.slice(0, index + 1).join(' '))
}
