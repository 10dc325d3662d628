/** How chords are written: canonical ("C-M-x"), for people ("Ctrl-Alt-X"), and from what people type. Pure. */
import { type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'

const words: Readonly<Record<string, string>> = {
  pageup: 'PgUp',
  pagedown: 'PgDn',
  backspace: 'Bksp',
  escape: 'Esc',
  delete: 'Del',
  enter: 'Enter',
  tab: 'Tab',
  space: 'Space',
  home: 'Home',
  end: 'End',
  insert: 'Ins',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  '#': 'N',
}

/** One name for what terminals send in two ways: Alt-Shift-N is ESC N in one and "n with Alt and Shift" in another. */
export function canonicalChord(chord: string): string {
  const shifted = /^((?:C-)?(?:M-)?)S-(\p{L})$/u.exec(chord)
  return shifted === null ? chord : `${shifted[1] ?? ''}${(shifted[2] ?? '').toUpperCase()}`
}

/** "C-x C-e" as "Ctrl-X Ctrl-E". */
export function formatChords(sequence: string): SafeText {
  return sanitizeLine(sequence.split(' ').map(formatChord).join(' '))
}

/** Several ways to one action: "Ctrl-N Alt-↓". */
export function formatWays(sequences: readonly string[]): SafeText {
  const [first, ...others] = sequences.map(formatChords)
  return others.reduce((text, next) => safe`${text} ${next}`, first ?? safe``)
}

function formatChord(chord: string): string {
  const [, ctrl, alt, shift, name = chord] = /^(C-)?(M-)?(S-)?(.+)$/.exec(chord) ?? []
  const held = `${ctrl ? 'Ctrl-' : ''}${alt ? 'Alt-' : ''}`
  const isCapital = name.length === 1 && name !== name.toLowerCase()
  return `${held}${shift || (held !== '' && isCapital) ? 'Shift-' : ''}${nameOf(name, held)}`
}

function nameOf(name: string, held: string): string {
  const word = words[name]
  if (word !== undefined) return word
  return held === '' && name.length === 1 ? name : name.toUpperCase()
}
