/** Chords as people write them ("Ctrl-X Ctrl-E", "C-x", "alt+pgup", "M-j # #") → canonical ones. Refusals say why. Pure. */
import { type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'
import { canonicalChord } from './chord-names.js'

const names: Readonly<Record<string, string>> = {
  pgup: 'pageup',
  pgdn: 'pagedown',
  pagedn: 'pagedown',
  esc: 'escape',
  return: 'enter',
  bksp: 'backspace',
  del: 'delete',
  ins: 'insert',
  '↑': 'up',
  '↓': 'down',
  '←': 'left',
  '→': 'right',
}
const longNames =
  /^(enter|tab|space|backspace|escape|delete|insert|home|end|up|down|left|right|pageup|pagedown|f\d{1,2})$/
const never: Readonly<Record<string, SafeText>> = {
  'C-i': safe`Ctrl-I is the Tab key in most terminals`,
  'C-m': safe`Ctrl-M is the Enter key in most terminals`,
  'C-h': safe`Ctrl-H is the Backspace key in many terminals`,
  'C-[': safe`Ctrl-[ is the Escape key`,
  'C-space': safe`Ctrl-Space does not reach programs in many terminals`,
}

export type ParsedChords = { readonly chords: string } | { readonly wrong: SafeText }

/** Not for chords that terminals send for another key, or not at all. */
export function canBeBound(chord: string): boolean {
  return never[chord] === undefined
}

/** One chord or a sequence of them. */
export function parseChords(typed: string): ParsedChords {
  const chords: string[] = []
  for (const word of typed.trim().split(/\s+/)) {
    const chord = parseChord(word)
    if (chord === undefined)
      return {
        wrong: safe`"${sanitizeLine(word, 24)}" is no key: write it like Ctrl-X, Alt-N, C-x, M-n, F5 or PgUp`,
      }
    const reason = never[chord]
    if (reason !== undefined) return { wrong: safe`${reason}, so it cannot be bound` }
    chords.push(chord)
  }
  return { chords: chords.join(' ') }
}

/** In the short forms a capital letter is one with Shift; in the long forms it is only how keys are written. */
function parseChord(word: string): string | undefined {
  let rest = word
  const held = { ctrl: false, alt: false, shift: false }
  let isLong = false
  for (;;) {
    const found = /^(C|M|S|ctrl|control|alt|meta|shift)[-+](?=.)/i.exec(rest)
    const modifier = found?.[1]
    if (found === null || modifier === undefined) break
    if (modifier.length === 1 && modifier !== modifier.toUpperCase()) break
    isLong ||= modifier.length > 1
    const letter = modifier.charAt(0).toLowerCase()
    if (letter === 'c') held.ctrl = true
    else if (letter === 's') held.shift = true
    else held.alt = true
    rest = rest.slice(found[0].length)
  }
  const name = keyName(rest, { isLong, isControl: held.ctrl })
  if (name === undefined) return undefined
  return canonicalChord(`${held.ctrl ? 'C-' : ''}${held.alt ? 'M-' : ''}${held.shift ? 'S-' : ''}${name}`)
}

function keyName(
  typed: string,
  { isLong, isControl }: { readonly isLong: boolean; readonly isControl: boolean },
): string | undefined {
  const lower = typed.toLowerCase()
  const named = names[lower] ?? lower
  if (longNames.test(named)) return named
  if ([...typed].length !== 1 || typed < '!') return undefined
  return isLong || isControl ? lower : typed
}
