/**
 * Colours as roles, and the only place that knows SGR codes. Levels: no colour (bold, inverse and underline stay), the 16
 * colours of the terminal's own palette, 256, and 24 bit. The default fore- and background are never changed, so that the
 * screen follows a light or dark palette. Colour is never the only sign of anything.
 */
import type { Settings } from '../../config/settings.js'
import type { SafeText } from '../../text/sanitize.js'
import { asciiTexts } from './ascii-texts.js'
import type { ColorLevel } from './color-level.js'
import { type Background, nickColourCount, nickColours } from './nick-colours.js'
import { parseStyle, styleCodes } from './style-codes.js'

/** What a piece of text means; `nick0`… are the colours for people. */
export type Role =
  | 'text'
  | 'dim'
  | 'heading'
  | 'accent'
  | 'unread'
  | 'mention'
  | 'code'
  | 'ok'
  | 'warn'
  | 'error'
  | 'own'
  | 'selection'
  | 'bar'
  | 'qr'
  | `nick${number}`

/** How a piece of text is set apart by who wrote it, whatever it means. */
export type Mark = 'bold' | 'italic' | 'strike' | 'underline'

/** A piece of text with one meaning. Only SafeText can become one (I8). */
export interface Span {
  readonly text: SafeText
  readonly role: Role
  readonly marks?: readonly Mark[]
  /** Where the terminal leads who clicks: printable ASCII only. */
  readonly link?: SafeText
}

/** One line of the screen, left to right. */
export type Line = readonly Span[]

export interface Theme {
  readonly level: ColorLevel
  readonly background: Background
  readonly signs: 'unicode' | 'ascii'
  /** SGR sequence that switches a role on; empty for plain text. */
  open(role: Role): string
}

export const sgrReset = '\x1b[0m'

const markCodes: Readonly<Record<Mark, string>> = {
  bold: '\x1b[1m',
  italic: '\x1b[3m',
  strike: '\x1b[9m',
  underline: '\x1b[4m',
}

const plainRoles: Readonly<Record<Exclude<Role, `nick${number}`>, string>> = {
  text: '',
  dim: '2',
  heading: '1',
  accent: '1',
  unread: '1',
  mention: '1',
  code: '',
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
  mention: '1 35',
  code: '36',
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

/** The roles that a person can give a style. */
export const themeRoles: readonly string[] = [
  ...Object.keys(plainRoles).filter((role) => role !== 'qr'), // a code must stay black on white
  ...Array.from({ length: nickColourCount }, (_, index) => `nick${index}`),
]

/** What was chosen about colours. */
export type ThemeChoice = Pick<Settings, 'colors' | 'theme'>

/** The theme for what the terminal can show, and what the person chose. */
export function themeOf(
  level: ColorLevel,
  choice: ThemeChoice = { colors: 'default', theme: {} },
  { background = 'unknown', signs = 'unicode' }: Partial<Pick<Theme, 'background' | 'signs'>> = {},
): Theme {
  const opened = new Map<Role, string>()
  return {
    level,
    background,
    signs,
    open(role) {
      const known = opened.get(role)
      if (known !== undefined) return known
      const sgr = (ownCodes(role, level, choice) ?? codesOf(role, { level, background }, choice))
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
  return level === 'mono' ? `${codes} ${codesOf(role, { level, background: 'unknown' }, choice)}` : codes
}

/** The colour of a person: from the identity key, so that a borrowed nick does not borrow the colour. */
export function nickRole(author: string): Role {
  return `nick${hashOf(author) % nickColourCount}`
}

function hashOf(text: string): number {
  let hash = 0
  for (const char of text) hash = (Math.imul(hash, 31) + (char.codePointAt(0) ?? 0)) >>> 0
  return hash
}

/** A line as text with SGR codes; every styled span is closed again. */
export function paintLine(line: Line, theme: Theme): string {
  const texts = theme.signs === 'ascii' ? asciiTexts(line.map(({ text }) => text)) : undefined
  let painted = ''
  for (const [index, { text: written, role, marks, link }] of line.entries()) {
    const text = texts?.[index] ?? written
    const open =
      marks === undefined
        ? theme.open(role)
        : theme.open(role) + marks.map((mark) => markCodes[mark]).join('')
    const styled = open === '' ? text : `${open}${text}${sgrReset}`
    painted += link === undefined ? styled : linked(styled, link)
  }
  return painted
}

/** OSC 8 with ST; the id tells the terminal that the parts of a wrapped link are one. */
function linked(styled: string, link: SafeText): string {
  return `\x1b]8;id=${hashOf(link)};${link}\x1b\\${styled}\x1b]8;;\x1b\\`
}

function codesOf(
  role: Role,
  { level, background }: Pick<Theme, 'level' | 'background'>,
  { colors }: ThemeChoice,
): string {
  if (!isNickRole(role)) return (level === 'mono' ? plainRoles : palettes[colors])[role]
  if (level === 'mono' || colors === 'plain') return ''
  return nickColours(level, background)[Number(role.slice(4)) % nickColourCount] ?? ''
}

function isNickRole(role: Role): role is `nick${number}` {
  return role.startsWith('nick')
}
