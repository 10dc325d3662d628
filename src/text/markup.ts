/**
 * The little formatting of chat, found in a text and given as offsets: blocks of code and quotes, and in a line **bold**,
 * *italic*, ~~strike~~ and `code`. Changes nothing and hides nothing itself: what marks a style is given as `marker`. What does not
 * close stays as it is written. The cost grows with the length of the text alone.
 */
import { inlineSpans, type MarkupSpan, type TextRange } from './inline.js'

/** A stretch of whole lines without the signs that make it a quote or code; blocks never overlap, and ascend. */
export interface MarkupBlock {
  readonly kind: 'text' | 'quote' | 'code'
  readonly start: number
  readonly end: number
  /** Inside the block, ascending by their starts; they may lie in each other. */
  readonly spans: readonly MarkupSpan[]
}

interface TextLine extends TextRange {
  readonly text: string
}

const fenceStart = /^ {0,3}```[\w+#.-]*\s*$/
const fenceEnd = /^ {0,3}```\s*$/
const quoteStart = /^>(?: |$)/

/** The blocks of `text`. `fixed` are ranges (links) in which no sign means anything. */
export function markup(text: string, fixed: readonly TextRange[] = []): MarkupBlock[] {
  const lines = linesOf(masked(text, fixed))
  const ends = nextFenceEnds(lines)
  const blocks: MarkupBlock[] = []
  let closed = 0
  lines.forEach((line, index) => {
    if (index < closed) return
    const close = fenceStart.test(line.text) ? (ends[index + 1] ?? lines.length) : lines.length
    if (close === lines.length || close === index + 1) addLine(blocks, line)
    else {
      blocks.push({ kind: 'code', ...inside(lines.slice(index + 1, close)), spans: [] })
      closed = close + 1
    }
  })
  return blocks
}

function addLine(blocks: MarkupBlock[], line: TextLine): void {
  const sign = quoteStart.exec(line.text)
  if (sign !== null) {
    const length = sign[0].length
    const quoted = { ...line, start: line.start + length, text: line.text.slice(length) }
    blocks.push({
      kind: 'quote',
      start: quoted.start,
      end: quoted.end,
      spans: inlineSpans(quoted.text, quoted.start),
    })
    return
  }
  const above = blocks.at(-1)
  const spans = inlineSpans(line.text, line.start)
  if (above?.kind !== 'text') blocks.push({ kind: 'text', start: line.start, end: line.end, spans })
  else blocks[blocks.length - 1] = { ...above, end: line.end, spans: above.spans.concat(spans) }
}

function linesOf(text: string): TextLine[] {
  let start = 0
  return text.split('\n').map((line) => {
    const end = start + line.length
    const whole = { text: line, start, end }
    start = end + 1
    return whole
  })
}

function inside(lines: readonly TextLine[]): TextRange {
  return lines.reduce(
    (whole: TextRange, line) => ({ start: Math.min(whole.start, line.start), end: line.end }),
    {
      start: Number.POSITIVE_INFINITY,
      end: 0,
    },
  )
}

/** For each line the next one, itself included, that closes a fence; the number of lines when there is none. */
function nextFenceEnds(lines: readonly TextLine[]): number[] {
  let next = lines.length
  const upwards = lines.toReversed().map((line, index) => {
    if (fenceEnd.test(line.text)) next = lines.length - 1 - index
    return next
  })
  return upwards.reverse()
}

/** The text, with ranges in which nothing is to be found filled with a letter. */
function masked(text: string, ranges: readonly TextRange[]): string {
  let filled = ''
  let end = 0
  for (const range of ranges) {
    filled += text.slice(end, range.start) + 'x'.repeat(range.end - range.start)
    end = range.end
  }
  return filled + text.slice(end)
}
