/**
 * Which text needs little work. Plain characters, in which Latin and Cyrillic are written, are one UTF-16 unit, one cell,
 * in NFC and harmless: sanitising, measuring and wrapping skip them. Separate characters may be wide, but two of them
 * never share a grapheme, so that the slow segmenter sees only what stands between them.
 * Must never hold a mark, a joiner, half a surrogate pair or anything that a rule of the sanitiser changes.
 */
const plain =
  '\\x20-\\x7e\\u00a0-\\u00ac\\u00ae-\\u024f\\u0400-\\u0482\\u048a-\\u052f\\u2010-\\u2015\\u2018-\\u2026'
const separate = [
  `\\n${plain}`,
  '\\x00-\\x09\\x0b\\x0c\\x0e-\\x1f', // as in the styles of a line that is painted
  // Other letters, pictures and frames, CJK, Hangul, full-width forms.
  '\\u0250-\\u02ff\\u0370-\\u03ff\\u05d0-\\u05ea\\u0621-\\u064a\\u2190-\\u21ff\\u2400-\\u2426\\u2500-\\u257f',
  '\\u3000-\\u3029\\u3041-\\u3096\\u30a1-\\u30fc\\u4e00-\\u9fff\\uac00-\\ud7a3\\uff01-\\uff5e\\ufffd',
].join('')

/** What frames, lists and marks are made of: one cell and one grapheme each, though not text of a plain line. */
const drawn = '\\u2190-\\u21ff\\u2500-\\u25fc\\u2713'

const narrowLine = new RegExp(`^[${plain}${drawn}]*$`)
const plainLine = new RegExp(`^[${plain}]*$`)
const plainText = new RegExp(`^[\\n${plain}]*$`)
const runs = new RegExp(
  `[${separate}](?=[${separate}]|$)|[${separate}]?[^${separate}]+(?:[${separate}][^${separate}]+)*[${separate}]?`,
  'g',
)

/** Whether all of `text` is plain; a line feed is not. */
export function isPlainLine(text: string): boolean {
  return plainLine.test(text)
}

/** Whether `text` takes as many cells as it has UTF-16 units. There are more such texts than this knows. */
export function isNarrowLine(text: string): boolean {
  return narrowLine.test(text)
}

/** Whether all of `text` is plain or a line feed. */
export function isPlainText(text: string): boolean {
  return plainText.test(text)
}

/** Cuts `text` at some of the borders between graphemes: into single units, and runs with other characters in them. */
export function splitRuns(text: string): string[] {
  return text.match(runs) ?? []
}
