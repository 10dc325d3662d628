/** A text with the emoji that it names: `:tada:` is 🎉, except in code and links. The answer is as safe as the text was, and no safer. */
import { findShortcodes } from './emoji.js'
import { findLinks } from './links.js'

export function replaceShortcodes(text: string): string {
  const codes = findShortcodes(text)
  if (codes.length === 0) return text
  const opaque = [...findLinks(text), ...codeIn(text)]
  const pieces: string[] = []
  let done = 0
  for (const { start, end, emoji } of codes) {
    if (opaque.some((range) => start >= range.start && end <= range.end)) continue
    pieces.push(text.slice(done, start), emoji)
    done = end
  }
  return [...pieces, text.slice(done)].join('')
}

function codeIn(text: string): readonly { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(/(`+)[^`][\s\S]*?\1/g)].map(({ 0: code, index }) => ({
    start: index,
    end: index + code.length,
  }))
}
