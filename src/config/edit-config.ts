/**
 * Changes one entry in the text of a configuration file, line by line, so that comments and whatever this version does not
 * know stay as they were. The result is read back: an edit that would not say what was meant is refused. Pure.
 */
import { HocketError } from '../errors.js'
import { isToml, readConfig } from './read-config.js'
import { formatText, formatValue } from './setting-value.js'
import { changeSettings, type SettingChange } from './settings.js'
import { placesOf } from './toml-places.js'

/** The text with the change in it. Throws NOT_WRITABLE when the file cannot be changed without harm. */
export function editConfig(text: string, change: SettingChange): string {
  const edited = change.value === undefined ? withoutEntry(text, change) : withEntry(text, change)
  const before = readConfig(text)
  const after = readConfig(edited)
  const wanted = changeSettings(before.settings, change)
  if (isToml(text) && JSON.stringify(sorted(after.settings)) === JSON.stringify(sorted(wanted))) return edited
  throw new HocketError('NOT_WRITABLE', 'The configuration file cannot be changed as it is: edit it by hand.')
}

function withEntry(text: string, change: SettingChange): string {
  const { keys, tables } = placesOf(text)
  const entry = `${keyText(change.name)} = ${formatValue(change.value ?? '')}`
  const lines = text.split('\n')
  const place = keys.get(pathOf(change))
  if (place !== undefined) {
    const old = lines[place.line - 1] ?? ''
    const indent = /^\s*/.exec(old)?.[0] ?? ''
    const comment = place.line === place.endLine ? commentOf(old) : ''
    return spliced(lines, place.line - 1, place.endLine, `${indent}${entry}${comment}`)
  }
  if (change.table === null) return spliced(lines, ...endOfTop(text), entry)
  const table = tables.get(change.table)
  if (table !== undefined) return spliced(lines, table.line, table.line, entry)
  const body = text === '' || text.endsWith('\n') ? text : `${text}\n`
  return `${body}${body === '' ? '' : '\n'}[${change.table}]\n${entry}\n`
}

function withoutEntry(text: string, change: SettingChange): string {
  const place = placesOf(text).keys.get(pathOf(change))
  if (place === undefined) return text
  return text
    .split('\n')
    .toSpliced(place.line - 1, place.endLine - place.line + 1)
    .join('\n')
}

/** Where a new entry goes that belongs to no table: behind the last of them, in any case before the first table. */
function endOfTop(text: string): readonly [from: number, to: number] {
  const { keys, tables } = placesOf(text)
  const lines = text.split('\n')
  const end = lines.at(-1) === '' ? lines.length - 1 : lines.length
  const firstTable = Math.min(end, ...[...tables.values()].map((place) => place.line - 1))
  const tops = [...keys.values()].filter((place) => place.endLine <= firstTable)
  const at = Math.max(...tops.map((place) => place.endLine), tops.length === 0 ? firstTable : 0)
  return [at, at]
}

function spliced(lines: readonly string[], from: number, to: number, line: string): string {
  return lines.toSpliced(from, to - from, line).join('\n')
}

function pathOf({ table, name }: SettingChange): string {
  return table === null ? name : `${table}.${name}`
}

function keyText(name: string): string {
  return /^[\w-]+$/.test(name) ? name : formatText(name)
}

/** A comment behind a value; a # inside quotes is none. */
function commentOf(line: string): string {
  return /^(?:[^"'#]|"(?:[^"\\]|\\.)*"|'[^']*')*?(\s*#.*)$/.exec(line)?.[1] ?? ''
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
