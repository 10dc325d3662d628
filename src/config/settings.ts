/** What a person can choose about the screen, and what it is when nothing was chosen. Values only: reading a file is read-config's. */

export interface Settings {
  /** Which table of keys everything starts from. */
  readonly preset: 'irc' | 'weechat'
  /** Own keys: a chord or a sequence of chords → the name of an action; '' takes a key away. */
  readonly keys: Readonly<Record<string, string>>
  /** Role → style, over the colours of `theme_name`. */
  readonly theme: Readonly<Record<string, string>>
  readonly notify: 'bell' | 'osc' | 'command' | 'off'
  /** The program and its arguments that tell of a message, for notify = "command". */
  readonly notify_command: readonly string[]
  readonly mouse: boolean
  /** What was entered is kept across restarts. */
  readonly history: boolean
  /** Messages of one author within this many minutes stand under one name; 0: each has its name. */
  readonly group_minutes: number
  /** Own words that count as mentions. */
  readonly words: readonly string[]
  /** The time beside a message, as H, M and S with what stands between. */
  readonly time_format: string
  readonly joins: 'folded' | 'all' | 'none'
}

export const defaultSettings: Settings = {
  preset: 'irc',
  keys: {},
  theme: {},
  notify: 'bell',
  notify_command: [],
  mouse: false,
  history: true,
  group_minutes: 5,
  words: [],
  time_format: 'HH:MM',
  joins: 'folded',
}
