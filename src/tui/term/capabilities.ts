/** What the terminal can show and do, from the environment and its own answers. Pure. */
import { isUtf8 } from '../../lib/utf8-locale.js'
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
  return isUtf8(env) ? 'unicode' : 'ascii'
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

/** What kind of terminal this is, as far as its environment says. */
export interface TerminalKind {
  /** How it takes a note for the desktop. */
  readonly notes: 'osc99' | 'osc777' | 'osc9' | 'bell'
  /** The multiplexer between us and the terminal. */
  readonly inside: 'tmux' | 'screen' | null
  /** It shows links (OSC 8) and does not print them. */
  readonly links: boolean
  readonly utf8: boolean
}

export function terminalKind(env: Environment): TerminalKind {
  const inside = isSet(env.TMUX) ? 'tmux' : isSet(env.STY) ? 'screen' : null
  return { notes: notesOf(env), inside, links: showsLinks(env, inside), utf8: glyphSet(env) === 'unicode' }
}

const programNotes: readonly [program: RegExp, notes: TerminalKind['notes']][] = [
  [/^(ghostty|WezTerm)$/, 'osc777'],
  [/^iTerm\.app$/, 'osc9'],
]

/** The variables of the outer terminal are still there inside a multiplexer, unless it was started elsewhere. */
function notesOf(env: Environment): TerminalKind['notes'] {
  const term = env.TERM ?? ''
  const program = env.TERM_PROGRAM ?? ''
  const known = programNotes.find(([name]) => name.test(program))
  if (known !== undefined) return known[1]
  if (isSet(env.KITTY_WINDOW_ID) || /kitty/.test(term)) return 'osc99'
  if (isSet(env.GHOSTTY_RESOURCES_DIR) || /ghostty|^foot|^rxvt-unicode|wezterm/.test(term)) return 'osc777'
  if (isSet(env.WEZTERM_PANE)) return 'osc777'
  if (isSet(env.WT_SESSION) || isSet(env.ITERM_SESSION_ID) || isSet(env.ConEmuPID)) return 'osc9'
  return 'bell'
}

const linkPrograms = /^(ghostty|WezTerm|iTerm\.app|vscode)$/
/** VTE 0.50, written as major * 10000 + minor * 100 + micro. */
const vteWithLinks = 5000
/** tmux 3.4, written as major * 100 + minor. */
const tmuxWithLinks = 304

function showsLinks(env: Environment, inside: TerminalKind['inside']): boolean {
  if (inside === 'screen') return false
  if (inside === 'tmux') {
    const [, major = 0, minor = 0] = /^(\d+)\.(\d+)/.exec(env.TERM_PROGRAM_VERSION ?? '') ?? []
    return env.TERM_PROGRAM === 'tmux' && Number(major) * 100 + Number(minor) >= tmuxWithLinks
  }
  if (linkPrograms.test(env.TERM_PROGRAM ?? '')) return true
  if (/kitty|ghostty|wezterm|^foot/.test(env.TERM ?? '')) return true
  return isSet(env.WT_SESSION) || Number(env.VTE_VERSION ?? 0) >= vteWithLinks
}

/** "rgb:1a1a/2b2b/3c3c" of an OSC 11 answer → how light the background is, 0 to 1; undefined: not such an answer. */
export function backgroundLight(reply: string): number | undefined {
  const found = /^\x1b\]11;rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})/i.exec(reply)
  if (found === null) return undefined
  const [red = 0, green = 0, blue = 0] = found
    .slice(1)
    .map((part) => Number.parseInt(part, 16) / (16 ** part.length - 1))
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
