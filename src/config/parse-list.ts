/**
 * A list as a person types it: as TOML writes it, so that what is shown can be entered; or words with spaces between, with the
 * quotes of a shell around what belongs together. Pure.
 */
import { parse } from 'smol-toml'

/** undefined: it is not whole (a bracket or a quote is not closed), or not only texts. */
export function parseList(typed: string, parts: 'words' | 'arguments'): readonly string[] | undefined {
  if (typed.startsWith('[')) return listOf(parseToml(typed))
  const items: string[] = []
  for (let rest = typed.trimStart(); rest !== ''; ) {
    const found = (parts === 'words' ? word : argument).exec(rest)
    if (found === null) return undefined
    if (found[1] !== undefined && found[1] !== '') items.push(unquoted(found[1]))
    rest = rest.slice(found[0].length)
  }
  return items
}

/** A text as TOML writes it; undefined when it is none. */
export function parseText(typed: string): string | undefined {
  const value = parseToml(typed)
  return typeof value === 'string' ? value : undefined
}

/** What stands together, and what parts it from the next: a comma means something between words only. */
const argument = /^((?:[^\s"']|"(?:[^"\\]|\\[\s\S])*"|'[^']*')+)(?:\s+|$)/
const word = /^((?:[^\s"',]|"(?:[^"\\]|\\[\s\S])*"|'[^']*')*)(?:\s*,\s*|\s+|$)/

function unquoted(text: string): string {
  return text.replace(/"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'/g, (_, double?: string, single?: string) =>
    double === undefined ? (single ?? '') : double.replace(/\\(["\\])/g, '$1'),
  )
}

function parseToml(value: string): unknown {
  try {
    return parse(`value = ${value}`).value
  } catch {
    return undefined // refused by who asked, with what would fit
  }
}

function listOf(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined
  const texts: unknown[] = value
  return texts.every((item) => typeof item === 'string') ? texts : undefined
}
