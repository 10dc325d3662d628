/** What a person can choose about the screen, and what it is when nothing was chosen. Values only: reading a file is read-config's. */

export interface Settings {
  /** Which table of keys everything starts from. */
  readonly preset: 'irc' | 'weechat'
  /** The colours that everything starts from. */
  readonly colors: 'default' | 'bright' | 'plain'
  readonly notify: 'bell' | 'osc' | 'command' | 'off'
  /** The program and its arguments that tell of a message, for notify = "command". */
  readonly notify_command: readonly string[]
  readonly mouse: boolean
  /** Esc and then a letter is the letter with Alt. */
  readonly esc_meta: boolean
  /** What was entered is kept across restarts. */
  readonly history: boolean
  /** Messages of one author within this many minutes stand under one name; 0: each has its name. */
  readonly group_minutes: number
  /** Own words that count as mentions. */
  readonly words: readonly string[]
  /** The time beside a message, as H, M and S with what stands between. */
  readonly time_format: string
  readonly joins: 'folded' | 'all' | 'none'
  /** Own keys: a chord or a sequence of chords → the name of an action; '' takes a key away. */
  readonly keys: Readonly<Record<string, string>>
  /** Role → style, over the colours. */
  readonly theme: Readonly<Record<string, string>>
  /** Own commands: name → the line that is entered instead. */
  readonly alias: Readonly<Record<string, string>>
}

/** The settings that are a table of a file: their names are free. */
export const settingTables = ['keys', 'theme', 'alias'] as const
export type SettingTable = (typeof settingTables)[number]
export type SettingName = Exclude<keyof Settings, SettingTable>
export type SettingValue = string | number | boolean | readonly string[]

export const defaultSettings: Settings = {
  preset: 'irc',
  colors: 'default',
  notify: 'bell',
  notify_command: [],
  mouse: false,
  esc_meta: false,
  history: true,
  group_minutes: 5,
  words: [],
  time_format: 'HH:MM',
  joins: 'folded',
  keys: {},
  theme: {},
  alias: {},
}

/** One thing that changes: a setting, or an entry of a table. `value` undefined: as if it had never been chosen. */
export type SettingChange =
  | { readonly table: null; readonly name: SettingName; readonly value: SettingValue | undefined }
  | { readonly table: SettingTable; readonly name: string; readonly value: string | undefined }

/** What must be changed for `before` to become `after`. */
export function changesBetween(before: Settings, after: Settings): readonly SettingChange[] {
  const names = Object.keys(before) as (keyof Settings)[]
  return names.flatMap((name): readonly SettingChange[] => {
    if (before[name] === after[name]) return []
    const table = settingTables.find((known) => known === name)
    if (table === undefined)
      return [{ table: null, name: name as SettingName, value: after[name as SettingName] }]
    const entries = new Set([...Object.keys(before[table]), ...Object.keys(after[table])])
    return [...entries]
      .filter((entry) => before[table][entry] !== after[table][entry])
      .map((entry) => ({ table, name: entry, value: after[table][entry] }))
  })
}

/** The settings after a change; its value was checked by who made it. */
export function changeSettings(settings: Settings, change: SettingChange): Settings {
  const { table, name, value } = change
  if (table === null) return { ...settings, [name]: value ?? defaultSettings[name] }
  const { [name]: _, ...others } = settings[table]
  return { ...settings, [table]: value === undefined ? others : { ...others, [name]: value } }
}
