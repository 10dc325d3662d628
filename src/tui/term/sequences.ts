/**
 * The meaning of complete control sequences: xterm, VT, rxvt, the Linux console, modifyOtherKeys and kitty. Pure.
 * Sources: xterm ctlseqs, the kitty keyboard protocol, and what the terminals really send.
 */
import { type Key, type KeyStroke, type Modifiers, noModifiers, stroke } from './key.js'

const letterNames: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  E: 'begin',
  F: 'end',
  H: 'home',
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
}

const tildeNames: Readonly<Record<number, string>> = {
  1: 'home',
  2: 'insert',
  3: 'delete',
  4: 'end',
  5: 'pageup',
  6: 'pagedown',
  7: 'home',
  8: 'end',
  11: 'f1',
  12: 'f2',
  13: 'f3',
  14: 'f4',
  15: 'f5',
  17: 'f6',
  18: 'f7',
  19: 'f8',
  20: 'f9',
  21: 'f10',
  23: 'f11',
  24: 'f12',
}

const consoleNames: Readonly<Record<string, string>> = { A: 'f1', B: 'f2', C: 'f3', D: 'f4', E: 'f5' }

/** Code points that kitty and modifyOtherKeys send for keys that have a name. */
const codeNames: Readonly<Record<number, string>> = {
  8: 'backspace',
  9: 'tab',
  13: 'enter',
  27: 'escape',
  32: 'space',
  127: 'backspace',
}

/** `ESC [ parameters final`. `parameters` holds everything between. */
export function csiKey(parameters: string, final: string): Key {
  const reply: Key = { kind: 'reply', bytes: `\x1b[${parameters}${final}` }
  if (parameters === '' && final === 'I') return { kind: 'focus', focused: true }
  if (parameters === '' && final === 'O') return { kind: 'focus', focused: false }
  if (parameters.startsWith('[')) return named(consoleNames[final], noModifiers) ?? reply
  if (!/^[\d;:]*$/.test(parameters)) return reply
  const fields = parameters.split(';').map((field) => Number(field.split(':')[0]))
  if (final === 'u') return kittyKey(parameters, fields) ?? reply
  if (final === '~' && fields[0] === 27 && fields.length === 3)
    return codeKey(fields[2], heldIn(fields[1])) ?? reply
  if (final === '~') return named(tildeNames[fields[0] ?? 0], heldIn(fields[1])) ?? reply
  if (final === '^') return named(tildeNames[fields[0] ?? 0], { ...noModifiers, ctrl: true }) ?? reply
  if (final === '$') return named(tildeNames[fields[0] ?? 0], { ...noModifiers, shift: true }) ?? reply
  if (final === 'Z') return stroke('tab', { shift: true })
  return named(letterNames[final], heldIn(fields[1])) ?? reply
}

/** `ESC O final`, as sent in application mode. `modifier` is the digit that some terminals put between. */
export function ss3Key(modifier: string, final: string): Key {
  const held = heldIn(modifier === '' ? undefined : Number(modifier))
  if (final === 'M') return stroke('enter', held)
  return named(letterNames[final], held) ?? { kind: 'reply', bytes: `\x1bO${modifier}${final}` }
}

/** A C0 control, DEL included. */
export function controlKey(code: number): KeyStroke {
  if (code === 0) return stroke('space', { ctrl: true })
  if (code === 10) return stroke('j', { ctrl: true })
  const name = codeNames[code]
  if (name !== undefined) return stroke(name)
  const character = String.fromCharCode(code + 64).toLowerCase()
  return stroke(character, { ctrl: true })
}

function kittyKey(parameters: string, fields: readonly number[]): Key | undefined {
  const released = parameters.split(';')[1]?.split(':')[1] === '3'
  return released ? undefined : codeKey(fields[0], heldIn(fields[1]))
}

function codeKey(code: number | undefined, held: Modifiers): Key | undefined {
  if (code === undefined || !Number.isInteger(code) || code < 0 || code > 0x10ffff) return undefined
  const name = codeNames[code]
  if (name !== undefined) return { kind: 'key', name, ...held }
  if (code < 32 || (code >= 0xd800 && code < 0xf900)) return undefined // kitty's own keys are in the private use area
  const character = String.fromCodePoint(code)
  if (!held.ctrl && !held.alt) return { kind: 'text', text: held.shift ? character.toUpperCase() : character }
  return { kind: 'key', name: character, ...held }
}

function named(name: string | undefined, held: Modifiers): Key | undefined {
  return name === undefined ? undefined : { kind: 'key', name, ...held }
}

function heldIn(parameter: number | undefined): Modifiers {
  if (parameter === undefined || !Number.isInteger(parameter) || parameter < 1) return noModifiers
  const bits = parameter - 1
  return { shift: (bits & 1) !== 0, alt: (bits & 2) !== 0, ctrl: (bits & 4) !== 0 }
}
