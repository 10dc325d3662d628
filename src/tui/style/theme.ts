/**
 * Colours as roles, and the only place that knows SGR codes. Levels: no colour (bold, inverse and underline stay), the 16
 * colours of the terminal's own palette, 256, and 24 bit. The default fore- and background are never changed, so that the
 * screen follows a light or dark palette. Colour is never the only sign of anything.
 */
import type { Settings } from '../../config/settings.js'
import type { SafeText } from '../../text/sanitize.js'
import type { ColorLevel } from './color-level.js'
import { parseStyle, styleCodes } from './style-codes.js'

/** What a piece of text means; `nick0`… are the colours for people. */
export type Role =
  | 'text'
  | 'dim'
  | 'heading'
  | 'accent'
  | 'unread'
  | 'ok'
  | 'warn'
  | 'error'
  | 'own'
  | 'selection'
  | 'bar'
  | 'qr'
  | `nick${number}`

/** A piece of text with one meaning. Only SafeText can become one (I8). */
export interface Span {
  readonly text: SafeText
  readonly role: Role
}

/** One line of the screen, left to right. */
export type Line = readonly Span[]

export interface Theme {
  readonly level: ColorLevel
  /** SGR sequence that switches a role on; empty for plain text. */
  open(role: Role): string
}

export const sgrReset = '\x1b[0m'

const plainRoles: Readonly<Record<Exclude<Role, `nick${number}`>, string>> = {
  text: '',
  dim: '2',
  heading: '1',
  accent: '1',
  unread: '1',
  ok: '',
  warn: '1',
  error: '1',
  own: '1',
  selection: '7',
  bar: '7',
  qr: '7',
}

const colourRoles: Readonly<Record<keyof typeof plainRoles, string>> = {
  ...plainRoles,
  accent: '36',
  unread: '1 33',
  ok: '32',
  warn: '33',
  error: '1 31',
  own: '1 32',
  qr: '30 107',
}

const brightRoles: Readonly<Record<keyof typeof plainRoles, string>> = {
  ...colourRoles,
  heading: '1 96',
  accent: '96',
  unread: '1 93',
  ok: '92',
  warn: '93',
  error: '1 91',
  own: '1 92',
}

const palettes = { default: colourRoles, bright: brightRoles, plain: plainRoles }

/** Hues that keep contrast on dark and on light backgrounds, one list per level, all of the same length. */
const nickColours: Readonly<Record<Exclude<ColorLevel, 'mono'>, readonly string[]>> = {
  '16': ['36', '35', '33', '34', '96', '95', '31', '94', '36', '35', '91', '33'],
  '256': ['37', '133', '136', '68', '72', '168', '130', '99', '31', '141', '166', '66'].map(
    (n) => `38;5;${n}`,
  ),
  truecolor: [
    '0;158;158',
    '190;90;190',
    '176;128;0',
    '82;132;214',
    '64;152;96',
    '214;84;130',
    '184;98;48',
    '136;106;230',
    '32;128;176',
    '168;112;220',
    '214;92;52',
    '96;136;136',
  ].map((rgb) => `38;2;${rgb}`),
}

export const nickColourCount = nickColours['16'].length

/** The roles that a person can give a style. */
export const themeRoles: readonly string[] = [
  ...Object.keys(plainRoles).filter((role) => role !== 'qr'), // a code must stay black on white
  ...Array.from({ length: nickColourCount }, (_, index) => `nick${index}`),
]

/** What was chosen about colours. */
export type ThemeChoice = Pick<Settings, 'colors' | 'theme'>

/** The theme for what the terminal can show, and what the person chose. */
export function themeOf(level: ColorLevel, choice: ThemeChoice = { colors: 'default', theme: {} }): Theme {
  const opened = new Map<Role, string>()
  return {
    level,
    open(role) {
      const known = opened.get(role)
      if (known !== undefined) return known
      const sgr = (ownCodes(role, level, choice) ?? codesOf(role, level, choice))
        .split(' ')
        .filter((code) => code !== '')
        .map((code) => `\x1b[${code}m`) // one sequence per code: Ink's tokenizer knows no others
        .join('')
      opened.set(role, sgr)
      return sgr
    },
  }
}

/** The style of a role that the person wrote. Without colours what the role looks like anyway comes on top of it. */
function ownCodes(role: Role, level: ColorLevel, choice: ThemeChoice): string | undefined {
  const written = choice.theme[role]
  const style = written === undefined ? { wrong: '' } : parseStyle(written)
  if ('wrong' in style) return undefined
  const codes = styleCodes(style, level)
  return level === 'mono' ? `${codes} ${codesOf(role, level, choice)}` : codes
}

/** The colour of a person: from the identity key, so that a borrowed nick does not borrow the colour. */
export function nickRole(author: string): Role {
  let hash = 0
  for (const digit of author) hash = (Math.imul(hash, 31) + (digit.codePointAt(0) ?? 0)) >>> 0
  return `nick${hash % nickColourCount}`
}

/** A line as text with SGR codes; every styled span is closed again. */
export function paintLine(line: Line, theme: Theme): string {
  let painted = ''
  for (const span of line) {
    const open = theme.open(span.role)
    painted += open === '' ? span.text : `${open}${span.text}${sgrReset}`
  }
  return painted
}

function codesOf(role: Role, level: ColorLevel, { colors }: ThemeChoice): string {
  if (!isNickRole(role)) return (level === 'mono' ? plainRoles : palettes[colors])[role]
  if (level === 'mono' || colors === 'plain') return ''
  return nickColours[level][Number(role.slice(4)) % nickColourCount] ?? ''
}

function isNickRole(role: Role): role is `nick${number}` {
  return role.startsWith('nick')
}
