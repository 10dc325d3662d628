/**
 * Every setting with its kind and its help: from this table come the checks of a file, the commented file that is written for
 * a person, /set with its completion, and the documentation. Pure.
 */
import type { SettingName } from './settings.js'

export type SettingKind =
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'flag' }
  | { readonly kind: 'count'; readonly most: number }
  | { readonly kind: 'text'; readonly pattern: RegExp; readonly wanted: string }
  /** Commas part words, but are a part of arguments. */
  | { readonly kind: 'list'; readonly parts: 'words' | 'arguments' }

export interface Setting {
  readonly name: SettingName
  readonly type: SettingKind
  /** One sentence or two. */
  readonly help: string
}

export const settingTable: readonly Setting[] = [
  {
    name: 'preset',
    type: { kind: 'choice', choices: ['irc', 'weechat'] },
    help: 'The table of keys that everything starts from. "weechat" gives Alt with the side arrows, F5 and F6 to the rooms.',
  },
  {
    name: 'colors',
    type: { kind: 'choice', choices: ['default', 'bright', 'plain'] },
    help: "The colours that everything starts from: of the terminal's own palette, livelier ones, or none.",
  },
  {
    name: 'notify',
    type: { kind: 'choice', choices: ['bell', 'osc', 'command', 'off'] },
    help: 'How a message is told of while you look elsewhere: the bell, a message of the terminal, a program, or not.',
  },
  {
    name: 'notify_command',
    type: { kind: 'list', parts: 'arguments' },
    help: 'The program for notify = "command", and its arguments; the text comes as the last one. No shell reads it.',
  },
  { name: 'mouse', type: { kind: 'flag' }, help: 'Wheel and clicks belong to hocket, not to the terminal.' },
  { name: 'history', type: { kind: 'flag' }, help: 'What you entered is remembered across restarts.' },
  {
    name: 'group_minutes',
    type: { kind: 'count', most: 1440 },
    help: 'Messages of one person within this many minutes stand under one name; 0 gives each its name.',
  },
  {
    name: 'words',
    type: { kind: 'list', parts: 'words' },
    help: 'Words that count as a mention of you, beside your nickname.',
  },
  {
    name: 'time_format',
    type: {
      kind: 'text',
      pattern: /^(?=.*[HMS])[HMS.: -]{1,12}$/,
      wanted: 'H, M and S with :, . or - between',
    },
    help: 'The time beside a message.',
  },
  {
    name: 'joins',
    type: { kind: 'choice', choices: ['folded', 'all', 'none'] },
    help: 'Lines that say who joined: runs of them in one line, each by itself, or none.',
  },
  {
    name: 'esc_meta',
    type: { kind: 'flag' },
    help: 'Esc and within 0.7 seconds a letter is Alt with the letter, for terminals that send no Alt. Esc and a digit always is.',
  },
]

/** What the tables of a file hold, for the commented file and the documentation. */
export const tableHelp = {
  keys: {
    help: 'Your own keys: chord = action, or a command with what is typed behind it. They win over the preset; "" takes a key away. /key lists all actions.',
    examples: ['"C-x C-s" = "search"', '"f5" = "/names"'],
  },
  theme: {
    help: 'Your own colours: role = style. A style is made of colour names, numbers to 255, "#rrggbb", bold, dim, italic, underline and inverse; "on" stands before the background.',
    examples: ['unread = "bold magenta"', 'bar = "white on #303060"'],
  },
  alias: {
    help: 'Your own commands: name = the line that is entered instead. $* is what you typed behind it, $1 the first word.',
    examples: ['hi = "/me waves at $*"'],
  },
} as const

export function settingOf(name: string): Setting | undefined {
  return settingTable.find((setting) => setting.name === name)
}
