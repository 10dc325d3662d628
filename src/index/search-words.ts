/**
 * Text as words for the search, and queries as search expressions. Pure. Both take the same road, so what can be typed
 * can be found: case, accents and the width of letters do not count; signs of scripts without spaces, and emoji, are
 * words of their own. The tokenizer below splits at ASCII only, so all that Unicode knows is decided here.
 */

/** Without NUL, at which SQLite would stop reading. */
const ascii = /^[\x01-\x7f]*$/
/** Accents, variation selectors and joiners: they never make another word. */
const ignored = /[\u0300-\u036f]|[\ufe00-\ufe0f]|\u200c|\u200d|[\u{e0100}-\u{e01ef}]/gu
const separators = /[^\p{L}\p{M}\p{N}\p{Co}\p{So}]+/gu
const lone =
  /[\p{So}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu
/** A query of more words finds nothing more, and SQLite refuses very deep expressions. */
const maxWords = 32

/** The words of a text, separated by ASCII. */
export function searchWords(text: string): string {
  return ascii.test(text) ? text.toLowerCase() : fold(text)
}

/**
 * The FTS5 expression for what somebody typed: all of its words, the last one possibly only begun.
 * Undefined when it holds nothing to search for.
 */
export function searchExpression(query: string): string | undefined {
  const phrases = query
    .split(/\s+/u)
    .map((word) => fold(word).trim())
    .filter((phrase) => phrase !== '')
    .slice(0, maxWords)
  const last = phrases.at(-1)
  if (last === undefined) return undefined
  // the beginnings of two letters and more are indexed; one letter alone would read half the room
  const begun = /[^ ]{2}$/u.test(last) ? ' *' : ''
  return phrases.map((phrase) => `"${phrase}"`).join(' ') + begun
}

/** The expression for texts that hold any of these words, whole; undefined when none of them can be searched for. */
export function phrasesExpression(words: readonly string[]): string | undefined {
  const phrases = words.map((word) => fold(word).trim()).filter((phrase) => phrase !== '')
  return phrases.length === 0 ? undefined : phrases.map((phrase) => `"${phrase}"`).join(' OR ')
}

/** Whether texts are searched for this word at all: one of signs alone is none. */
export function isSearchable(word: string): boolean {
  return fold(word).trim() !== ''
}

function fold(text: string): string {
  const plain = text.normalize('NFKD').replace(ignored, '').normalize('NFC')
  // up and down again: ß meets ss, and ς meets σ
  return plain.toUpperCase().toLowerCase().replace(separators, ' ').replace(lone, ' $& ')
}
