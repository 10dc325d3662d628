/**
 * Keys that terminals send as codes of characters: the kitty keyboard protocol and modifyOtherKeys → the same chords and
 * texts that other terminals give. What they can tell apart and others cannot (Ctrl-I from Tab) stays one key, so that no
 * key changes its meaning with the terminal. Pure. Source: the description of the kitty keyboard protocol.
 */
import { type Key, type Modifiers, noModifiers, stroke } from './key.js'

/** Codes of C0 and DEL for keys that have a name. */
export const codeNames: Readonly<Record<number, string>> = {
  8: 'backspace',
  9: 'tab',
  13: 'enter',
  27: 'escape',
  32: 'space',
  127: 'backspace',
}

/** The keys that a terminal without the protocol cannot tell from others: with Ctrl they are those. */
const sameKeys: Readonly<Record<string, string>> = { i: 'tab', m: 'enter', h: 'backspace', '[': 'escape' }

/** Shifted signs of the US layout, for terminals that do not say what Shift makes of a key. */
const unshifted = "`1234567890-=[]\\;',./"
const shiftedSigns = '~!@#$%^&*()_+{}|:"<>?'

const firstFunctionCode = 57_376
const keypadText = '0123456789./*-+'
const firstKeypadCode = 57_399
const keypadEnterCode = 57_414
const keypadTexts: Readonly<Record<number, string>> = { 57415: '=', 57416: ',' }
const firstKeypadMotion = 57_417
const keypadMotions = [
  'left',
  'right',
  'up',
  'down',
  'pageup',
  'pagedown',
  'home',
  'end',
  'insert',
  'delete',
  'begin',
]

/** Fields of `CSI code:shifted:base ; modifiers:event ; text u`; undefined: no key that anybody knows. */
export function codeKey(fields: readonly (readonly number[])[]): Key | undefined {
  const [code = 0, shifted = 0, base = 0] = fields[0] ?? []
  const held = heldIn(fields[1]?.[0])
  if (held === undefined || ![code, shifted, base].every(isCode)) return undefined
  const name = codeNames[code] ?? functionName(code)
  if (name !== undefined) return namedKey(name, held)
  const typed = keypadCharacter(code)
  if (typed !== undefined) return { kind: 'text', text: typed }
  if (code < 32 || (code >= 0x80 && code < 0xa0) || (code >= 0xd800 && code < 0xf900)) return undefined
  const isTyped = !held.ctrl && !held.alt
  const texts = (fields[2] ?? []).filter((point) => point >= 32 && isCode(point))
  if (isTyped && texts.length > 0) return { kind: 'text', text: String.fromCodePoint(...texts) }
  const character = String.fromCodePoint(code)
  const upper = shifted > 32 ? String.fromCodePoint(shifted) : shiftedOf(character)
  if (isTyped) return { kind: 'text', text: held.shift ? upper : character }
  // Ctrl and Alt go by the place of the key when its letter is of another script
  const key = code > 127 && base > 32 && base < 127 ? String.fromCodePoint(base) : character
  return chord(key, key === character ? upper : shiftedOf(key), held)
}

/** The key was let go: not a press. */
export function isReleased(fields: readonly (readonly number[])[]): boolean {
  return fields[1]?.[1] === 3
}

/** What a modifier field says; undefined when a modifier is held with which nothing is ours (Super, Hyper). */
export function heldIn(parameter: number | undefined): Modifiers | undefined {
  if (parameter === undefined || !Number.isInteger(parameter) || parameter < 1) return noModifiers
  const bits = parameter - 1
  if ((bits & 24) !== 0) return undefined
  // Meta is Alt; Caps Lock and Num Lock are no modifiers here
  return { shift: (bits & 1) !== 0, alt: (bits & (2 | 32)) !== 0, ctrl: (bits & 4) !== 0 }
}

function namedKey(name: string, held: Modifiers): Key {
  if (name === 'space' && !held.ctrl && !held.alt) return { kind: 'text', text: ' ' }
  if (name === 'backspace') return stroke(name, { ...held, shift: false })
  return stroke(name, held)
}

/** Shift is part of a letter with Alt, as when ESC stands before it, and of every sign. */
function chord(key: string, upper: string, held: Modifiers): Key {
  const same = held.ctrl ? sameKeys[key] : undefined
  if (same !== undefined) return stroke(same, { ...held, ctrl: false })
  if (held.ctrl && key === '/') return stroke('_', { ...held, shift: false }) // one byte for both
  if (!held.shift) return stroke(held.ctrl ? key.toLowerCase() : key, held)
  const isLetter = key.toLowerCase() !== key.toUpperCase()
  if (held.ctrl && isLetter) return stroke(key.toLowerCase(), held)
  return stroke(upper, { ...held, shift: false })
}

function shiftedOf(character: string): string {
  const at = unshifted.indexOf(character)
  return at < 0 ? character.toUpperCase() : shiftedSigns.charAt(at)
}

function functionName(code: number): string | undefined {
  if (code === keypadEnterCode) return 'enter'
  if (code >= firstFunctionCode && code < firstFunctionCode + 13) return `f${code - firstFunctionCode + 13}`
  return keypadMotions[code - firstKeypadMotion]
}

function keypadCharacter(code: number): string | undefined {
  return keypadTexts[code] ?? keypadText[code - firstKeypadCode]
}

function isCode(code: number): boolean {
  return Number.isInteger(code) && code >= 0 && code <= 0x10ffff
}
