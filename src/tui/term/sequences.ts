/**
 * The meaning of complete control sequences: xterm, VT, rxvt, the Linux console and the mouse; what codes of characters
 * mean is said by code-key. Pure. Sources: xterm ctlseqs, and what the terminals really send.
 */
import { codeKey, codeNames, heldIn, isReleased } from './code-key.js'
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
  25: 'f13',
  26: 'f14',
  28: 'f15',
  29: 'f16',
  31: 'f17',
  32: 'f18',
  33: 'f19',
  34: 'f20',
}

/** What the number pad types in application mode: SS3 j … y. */
const keypad = '*+,-./0123456789'

const consoleNames: Readonly<Record<string, string>> = { A: 'f1', B: 'f2', C: 'f3', D: 'f4', E: 'f5' }

/** `ESC [ parameters final`. `parameters` holds everything between. */
export function csiKey(parameters: string, final: string): Key {
  const reply: Key = { kind: 'reply', bytes: `\x1b[${parameters}${final}` }
  if (parameters === '' && final === 'I') return { kind: 'focus', focused: true }
  if (parameters === '' && final === 'O') return { kind: 'focus', focused: false }
  if (parameters.startsWith('[')) return named(consoleNames[final], noModifiers) ?? reply
  if (parameters.startsWith('<')) return mouseKey(parameters, final) ?? reply
  if (!/^[\d;:]*$/.test(parameters)) return reply
  const fields = parameters.split(';').map((field) => field.split(':').map(numberOf))
  if (isReleased(fields)) return reply
  return keyOf(final, fields) ?? reply
}

function keyOf(final: string, fields: readonly (readonly number[])[]): Key | undefined {
  const first = fields[0]?.[0] ?? 0
  const held = heldIn(fields[1]?.[0])
  switch (final) {
    case 'u':
      return codeKey(fields)
    case '~':
      return first === 27 && fields.length === 3
        ? codeKey([fields[2] ?? [], fields[1] ?? []])
        : named(tildeNames[first], held)
    case '^':
      return named(tildeNames[first], { ...noModifiers, ctrl: true })
    case '$':
      return named(tildeNames[first], { ...noModifiers, shift: true })
    case '@':
      return named(tildeNames[first], { ...noModifiers, ctrl: true, shift: true })
    case 'Z':
      return stroke('tab', { shift: true })
    default:
      return named(letterNames[final], held)
  }
}

function numberOf(field: string): number {
  return field === '' ? 0 : Number(field)
}

/** SGR 1006: `button;column;row`, M pressed or m released. Motion is never asked for. */
function mouseKey(parameters: string, final: string): Key | undefined {
  const found = /^<(\d{1,4});(\d{1,5});(\d{1,5})$/.exec(parameters)
  if (found === null || (final !== 'M' && final !== 'm')) return undefined
  const [code = 0, column = 0, row = 0] = found.slice(1).map(Number)
  if (column < 1 || row < 1 || (code & 32) !== 0) return undefined
  const at = { kind: 'mouse' as const, button: code & 3, x: column - 1, y: row - 1 }
  if ((code & 192) === 0) return { ...at, does: final === 'M' ? 'press' : 'release' }
  if ((code & 192) !== 64 || at.button > 1) return undefined // more buttons, and wheels that turn sideways
  return { ...at, does: at.button === 0 ? 'wheel-up' : 'wheel-down' }
}

/** `ESC O final`, as sent in application mode. `modifier` is the digit that some terminals put between. */
export function ss3Key(modifier: string, final: string): Key {
  const held = heldIn(modifier === '' ? undefined : Number(modifier))
  if (final === 'M') return stroke('enter', held)
  if (final === 'I') return stroke('tab', held)
  const digit = /^[jklmnop-y]$/.test(final) ? keypad.charAt('jklmnopqrstuvwxy'.indexOf(final)) : ''
  if (digit !== '') return { kind: 'text', text: digit }
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

function named(name: string | undefined, held: Modifiers | undefined): Key | undefined {
  return name === undefined || held === undefined ? undefined : { kind: 'key', name, ...held }
}
