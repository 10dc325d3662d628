/**
 * Where the keys of a TOML file stand. The parser gives places for broken syntax only; a wrong value needs one too, and
 * changing a line without losing comments needs its extent. Reads lines, not the language: text inside a string of several
 * lines may look like a key, so the first place found wins and who edits checks the result. Pure.
 */
import { parse } from 'smol-toml'

export interface Place {
  /** From 1. */
  readonly line: number
  /** From 1. */
  readonly column: number
  /** The last line of its value. */
  readonly endLine: number
}

export interface TomlPlaces {
  /** By `table.key`, or `key` before the first table. */
  readonly keys: ReadonlyMap<string, Place>
  /** The headers of tables. */
  readonly tables: ReadonlyMap<string, Place>
}

const header = /^\s*\[\s*([^[\]]+?)\s*\]\s*(?:#.*)?$/
const assignment =
  /^(\s*)("(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)\s*(?:\.\s*("(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)\s*)?=/

export function placesOf(text: string): TomlPlaces {
  const lines = text.split('\n')
  const keys = new Map<string, Place>()
  const tables = new Map<string, Place>()
  let table = ''
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? ''
    const name = header.exec(line)?.[1]
    if (name !== undefined) {
      table = unquoted(name)
      if (!tables.has(table)) tables.set(table, { line: index + 1, column: 1, endLine: index + 1 })
      continue
    }
    const found = assignment.exec(line)
    if (found?.[2] === undefined) continue
    const [, indent = '', first, second] = found
    const path = [table, unquoted(first), second === undefined ? '' : unquoted(second)].filter(Boolean)
    const endLine = lastLineOf(lines, index) + 1
    const place = { line: index + 1, column: indent.length + 1, endLine }
    if (!keys.has(path.join('.'))) keys.set(path.join('.'), place)
    index = endLine - 1
  }
  return { keys, tables }
}

/** The first line at which what begins in line `index` can be read by itself. */
function lastLineOf(lines: readonly string[], index: number): number {
  const longestValue = 200
  for (let last = index; last < Math.min(lines.length, index + longestValue); last += 1) {
    try {
      parse(lines.slice(index, last + 1).join('\n'))
      return last
    } catch {
      // not whole yet, or broken: then one line is all that is known
    }
  }
  return index
}

function unquoted(key: string): string {
  if (key.startsWith("'")) return key.slice(1, -1)
  if (!key.startsWith('"')) return key
  try {
    return String(JSON.parse(key))
  } catch {
    return key.slice(1, -1)
  }
}
