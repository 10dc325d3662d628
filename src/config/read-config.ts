/**
 * The text of a configuration file → settings, and what is wrong with it. Nothing in a file stops hocket: what cannot be
 * used keeps its default, and is told with its line, its column and what would fit. Pure.
 */
import { parse, TomlError } from 'smol-toml'
import { nearestName } from '../lib/nearest-name.js'
import { settingOf, settingTable } from './setting-table.js'
import { checkValue } from './setting-value.js'
import {
  changeSettings,
  defaultSettings,
  type SettingChange,
  type Settings,
  type SettingTable,
  settingTables,
} from './settings.js'
import { placesOf, type TomlPlaces } from './toml-places.js'

export interface ConfigProblem {
  /** Both from 1. */
  readonly line: number
  readonly column: number
  /** Something that was not used, or something that nobody knows. */
  readonly level: 'error' | 'warning'
  /** A sentence without its full stop. */
  readonly text: string
}

export interface ReadConfig {
  readonly settings: Settings
  /** In the order of the lines. */
  readonly problems: readonly ConfigProblem[]
}

/** Checks an entry of a table, whose names this file does not know: a sentence, or undefined when it is right. */
export type EntryCheck = (
  table: SettingTable,
  name: string,
  value: string,
) => { readonly text: string; readonly level: ConfigProblem['level'] } | undefined

/** Reads a whole file. What `check` calls an error is not used either. */
export function readConfig(text: string, check: EntryCheck = () => undefined): ReadConfig {
  const parsed = parsedToml(text)
  if ('line' in parsed) return { settings: defaultSettings, problems: [parsed] }
  const reading = new Reading(text, check)
  for (const [name, value] of Object.entries(parsed.toml)) reading.add(name, value)
  const problems = reading.problems.sort((a, b) => a.line - b.line || a.column - b.column)
  return { settings: reading.settings, problems }
}

/** Whether a text can be read at all. */
export function isToml(text: string): boolean {
  return 'toml' in parsedToml(text)
}

class Reading {
  readonly problems: ConfigProblem[] = []
  readonly #text: string
  readonly #check: EntryCheck
  /** Found when the first problem needs them: most files have none. */
  #places: TomlPlaces | undefined
  #settings = defaultSettings

  constructor(text: string, check: EntryCheck) {
    this.#text = text
    this.#check = check
  }

  get settings(): Settings {
    return this.#settings
  }

  add(name: string, raw: unknown): void {
    const table = settingTables.find((known) => known === name)
    if (table !== undefined) return this.#addTable(table, raw)
    const setting = settingOf(name)
    if (setting === undefined) return this.#unknown(name)
    const checked = checkValue(setting, raw)
    if ('wrong' in checked) return this.#tell(name, 'error', checked.wrong)
    this.#settings = changeSettings(this.#settings, { table: null, name: setting.name, value: checked.value })
  }

  #addTable(table: SettingTable, raw: unknown): void {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
      return this.#tell(table, 'error', `"${table}" must be a table: write [${table}] above its entries`)
    for (const [name, value] of Object.entries(raw)) this.#addEntry(table, name, value)
  }

  #addEntry(table: SettingTable, name: string, value: unknown): void {
    const path = `${table}.${name}`
    if (typeof value !== 'string') return this.#tell(path, 'error', `"${name}" must be a text in quotes`)
    const wrong = this.#check(table, name, value)
    if (wrong !== undefined) this.#tell(path, wrong.level, wrong.text)
    if (wrong?.level === 'error') return
    const change: SettingChange = { table, name, value }
    this.#settings = changeSettings(this.#settings, change)
  }

  #unknown(name: string): void {
    const near = nearestName(name, [...settingTable.map((setting) => setting.name), ...settingTables])
    const hint = near === undefined ? '' : `; perhaps "${near}" is meant`
    this.#tell(name, 'warning', `there is no setting "${name}"${hint}`)
  }

  #tell(path: string, level: ConfigProblem['level'], text: string): void {
    this.#places ??= placesOf(this.#text)
    const { keys, tables } = this.#places
    const { line, column } = keys.get(path) ?? tables.get(path) ?? { line: 1, column: 1 }
    this.problems.push({ line, column, level, text })
  }
}

function parsedToml(text: string): { readonly toml: Record<string, unknown> } | ConfigProblem {
  try {
    return { toml: parse(text) }
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    const [first = ''] = error.message.replace(/^Invalid TOML document: /, '').split('\n')
    return { line: error.line, column: error.column, level: 'error', text: `this is not TOML: ${first}` }
  }
}
