/** Values of settings: from a file, from what a person typed, and back into text. Refusals say what would fit. Pure. */
import { parseList, parseText } from './parse-list.js'
import type { Setting } from './setting-table.js'
import type { SettingValue } from './settings.js'

export type Checked = { readonly value: SettingValue } | { readonly wrong: string }

/** A value of a file. */
export function checkValue({ name, type }: Setting, raw: unknown): Checked {
  const value = typeof raw === 'bigint' ? Number(raw) : raw
  const fits = (wanted: string, fitting: boolean): Checked =>
    fitting ? { value: value as SettingValue } : { wrong: `"${name}" must be ${wanted}` }
  switch (type.kind) {
    case 'choice':
      return fits(oneOf(type.choices), typeof value === 'string' && type.choices.includes(value))
    case 'flag':
      return fits('true or false', typeof value === 'boolean')
    case 'count':
      return fits(
        `a whole number from 0 to ${type.most}`,
        typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= type.most,
      )
    case 'text':
      return fits(type.wanted, typeof value === 'string' && type.pattern.test(value))
    case 'list':
      return fits('a list of texts, like ["one", "two"]', isTexts(value))
  }
}

/** What was typed behind /set: with the quotes of TOML, or without. */
export function parseValue(setting: Setting, typed: string): Checked {
  const { kind } = setting.type
  if (kind === 'flag') {
    const meant = { on: true, true: true, yes: true, off: false, false: false, no: false }[
      typed.toLowerCase()
    ]
    return checkValue(setting, meant)
  }
  if (kind === 'count') return checkValue(setting, /^\d+$/.test(typed) ? Number(typed) : undefined)
  if (setting.type.kind === 'list') return checkValue(setting, parseList(typed, setting.type.parts))
  return checkValue(setting, parseText(typed) ?? typed)
}

/** A value as TOML writes it, in one line. */
export function formatValue(value: SettingValue): string {
  if (typeof value === 'string') return formatText(value)
  if (typeof value === 'object') return `[${value.map(formatText).join(', ')}]`
  return String(value)
}

/** JSON's escapes are TOML's, but for DEL, which TOML wants escaped too. */
export function formatText(text: string): string {
  return JSON.stringify(text).replaceAll('\x7f', '\\u007f')
}

function oneOf(choices: readonly string[]): string {
  const quoted = choices.map((choice) => `"${choice}"`)
  return `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}
