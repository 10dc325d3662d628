/**
 * Emoji by their short names: `:tada:`. The table is parsed at the first question. Must never take the time 10:30:20, or a
 * name inside a word, for an emoji.
 */
import { emojiTable } from './emoji-table.js'

/** A short name in a text: `text.slice(start, end)` is `:name:`. */
interface Shortcode {
  readonly start: number
  readonly end: number
  readonly emoji: string
}

const shortcode = /(?<![\p{L}\p{N}:]):([a-z0-9_+-]{1,64}):(?![\p{L}\p{N}:])/gu

let parsed: ReadonlyMap<string, string> | undefined

/** The emoji that is called `name`, given without colons. */
export function emojiNamed(name: string): string | undefined {
  return table().get(name)
}

/** All short names, without colons, in the order of the table: faces first. */
export function emojiNames(): readonly string[] {
  return [...table().keys()]
}

/** The short names in `text` that stand for an emoji, ascending. */
export function findShortcodes(text: string): Shortcode[] {
  if (!text.includes(':')) return []
  const found: Shortcode[] = []
  for (const match of text.matchAll(shortcode)) {
    const emoji = emojiNamed(match[0].slice(1, -1))
    if (emoji !== undefined) found.push({ start: match.index, end: match.index + match[0].length, emoji })
  }
  return found
}

function table(): ReadonlyMap<string, string> {
  parsed ??= new Map(
    emojiTable.split('\n').flatMap((line) => {
      const [emoji, ...names] = line.split(' ')
      return names.map((name) => [name, emoji] as [string, string])
    }),
  )
  return parsed
}
