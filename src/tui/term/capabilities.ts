/** What the terminal can show, from the environment: colours and signs. Pure. */
import type { ColorLevel } from '../style/color-level.js'

export type Environment = Readonly<Record<string, string | undefined>>
export type ColorChoice = 'auto' | 'always' | 'never'

/** Colours: what was asked for, else NO_COLOR, else FORCE_COLOR, else what the terminal says of itself. */
export function colorLevel(env: Environment, choice: ColorChoice): ColorLevel {
  if (choice === 'never') return 'mono'
  const told = terminalLevel(env)
  if (choice === 'always') return told === 'mono' ? '16' : told
  if (isSet(env.NO_COLOR)) return 'mono'
  const forced = env.FORCE_COLOR
  if (forced === '0' || forced === 'false') return 'mono'
  if (forced === '2') return '256'
  if (forced === '3') return 'truecolor'
  if (forced !== undefined) return told === 'mono' ? '16' : told
  return told
}

/** Our own signs: of Unicode only where the locale says UTF-8. */
export function glyphSet(env: Environment): 'unicode' | 'ascii' {
  if (isSet(env.WT_SESSION)) return 'unicode' // Windows Terminal has no locale variables
  const locale = [env.LC_ALL, env.LC_CTYPE, env.LANG].find(isSet) ?? ''
  return /utf-?8/i.test(locale) ? 'unicode' : 'ascii'
}

function terminalLevel(env: Environment): ColorLevel {
  const term = env.TERM ?? ''
  if (term === 'dumb') return 'mono'
  if (/^(truecolor|24bit)$/i.test(env.COLORTERM ?? '')) return 'truecolor'
  if (/-direct$|kitty|ghostty|alacritty/.test(term)) return 'truecolor'
  if (/256/.test(term)) return '256'
  return term === '' ? 'mono' : '16'
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== ''
}
