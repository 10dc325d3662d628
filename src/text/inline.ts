/**
 * The formatting inside one line: **bold**, *italic*, ~~strike~~ and `code`, as offsets; the signs themselves are given as
 * `marker`. A sign counts only where words begin and end, so `2*3*4`, `a_b_c` and `src/**` stay as they are. Linear in the
 * length of the line, whatever is in it.
 */
export type MarkupStyle = 'bold' | 'italic' | 'strike' | 'code' | 'marker'

export interface TextRange {
  readonly start: number
  readonly end: number
}

export interface MarkupSpan extends TextRange {
  readonly style: MarkupStyle
}

interface Sign extends TextRange {
  readonly text: string
}

const signs = /`+|\*+|_+|~+/g
const cjk = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}'
const beforeOpening = new RegExp(`(?:^|[\\s([{<"'“„«*_~—–${cjk}])$`, 'u')
const behindOpening = /^(?![\s\p{M}]|\p{Default_Ignorable_Code_Point})./u
const beforeClosing = /\S$/
const behindClosing = new RegExp(`^(?:$|[\\s)\\]}>"'”“»*_~—–.,;:!?…、。${cjk}])`, 'u')

const stylesOf: ReadonlyMap<string, readonly MarkupStyle[]> = new Map([
  ['*', ['italic']],
  ['_', ['italic']],
  ['**', ['bold']],
  ['__', ['bold']],
  ['***', ['bold', 'italic']],
  ['~~', ['strike']],
])

/** What lies between two signs, with them. */
interface Marked extends TextRange {
  readonly styles: readonly MarkupStyle[]
  readonly signLength: number
}

/** The spans of `line`, ascending by their starts; they may lie in each other. `offset` is added to every place. */
export function inlineSpans(line: string, offset: number): MarkupSpan[] {
  const found = [...line.matchAll(signs)].map(({ 0: text, index }) => ({
    text,
    start: index,
    end: index + text.length,
  }))
  if (found.length < 2) return []
  const codes = codeSpans(found)
  const isFree = outside(codes)
  return [...codes, ...emphasis(line, found.filter(isFree))]
    .flatMap((marked) => spansOf(marked, offset))
    .sort((a, b) => a.start - b.start || b.end - a.end)
}

function spansOf({ start, end, styles, signLength }: Marked, offset: number): MarkupSpan[] {
  const from = start + offset
  const to = end + offset
  return [
    ...styles.map((style) => ({ start: from, end: to, style })),
    { start: from, end: from + signLength, style: 'marker' },
    { start: to - signLength, end: to, style: 'marker' },
  ]
}

/** Code lies between two runs of equally many backquotes; nothing else counts in it. */
function codeSpans(found: readonly Sign[]): Marked[] {
  const quotes = found.filter(({ text }) => text.startsWith('`'))
  const next = nextOfKind(quotes)
  const codes: Marked[] = []
  let end = 0
  for (const quote of quotes) {
    const close = next.get(quote)
    if (quote.start < end || close === undefined) continue
    end = close.end
    codes.push({ start: quote.start, end, styles: ['code'], signLength: quote.text.length })
  }
  return codes
}

/** For each sign the next one that is the same. */
function nextOfKind(found: readonly Sign[]): Map<Sign, Sign> {
  const latest = new Map<string, Sign>()
  const next = new Map<Sign, Sign>()
  for (const sign of found) {
    const before = latest.get(sign.text)
    if (before !== undefined) next.set(before, sign)
    latest.set(sign.text, sign)
  }
  return next
}

/** Tells, for signs in ascending order, whether they are in none of `ranges`. */
function outside(ranges: readonly TextRange[]): (sign: Sign) => boolean {
  let index = 0
  return (sign) => {
    while (index < ranges.length && (ranges[index] as TextRange).end <= sign.start) index += 1
    const range = ranges[index]
    return range === undefined || sign.start < range.start
  }
}

function emphasis(line: string, found: readonly Sign[]): Marked[] {
  const open: Sign[] = []
  const counts = new Map<string, number>()
  const marked: Marked[] = []
  const count = (sign: Sign, by: 1 | -1) => counts.set(sign.text, (counts.get(sign.text) ?? 0) + by)
  for (const sign of found) {
    const styles = stylesOf.get(sign.text)
    if (styles === undefined) continue
    if ((counts.get(sign.text) ?? 0) > 0 && closes(line, sign)) {
      // openers inside that never closed are signs like any other
      const at = open.findLastIndex((opener) => opener.text === sign.text)
      const [opener, ...unclosed] = open.splice(at)
      for (const one of [opener as Sign, ...unclosed]) count(one, -1)
      marked.push({ start: (opener as Sign).start, end: sign.end, styles, signLength: sign.text.length })
    } else if (opens(line, sign)) {
      open.push(sign)
      count(sign, 1)
    }
  }
  return marked
}

function opens(line: string, { start, end }: Sign): boolean {
  return (
    beforeOpening.test(line.slice(Math.max(0, start - 2), start)) &&
    behindOpening.test(line.slice(end, end + 2))
  )
}

function closes(line: string, { start, end }: Sign): boolean {
  return beforeClosing.test(line.slice(start - 1, start)) && behindClosing.test(line.slice(end, end + 2))
}
