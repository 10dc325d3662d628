/**
 * The blocks of a text as lines of spans: wrapped, and with a sign before each line of code or of a quote. No line is wider
 * than it may be. Pure.
 */
import { type SafeText, safe, sliceSafe } from '../../text/sanitize.js'
import { textWidth } from '../../text/width.js'
import { wrap } from '../../text/wrap.js'
import { span } from '../style/line.js'
import type { Look } from '../style/look.js'
import type { Line, Role, Span } from '../style/theme.js'
import type { RichBlock, RichPart } from './rich.js'

export interface TextStyle {
  readonly cols: number
  readonly look: Look
  /** What is nothing in particular. */
  readonly role: Role
}

/** What a terminal can be told to open; the text of a link with other letters may not be what it seems. */
const openable = /^[\x21-\x7e]+$/

/** The lines of `blocks`; one at least for each. */
export function richLines(blocks: readonly RichBlock[], style: TextStyle): Line[] {
  return blocks.flatMap((block) => {
    const sign = signOf(block, style.look)
    const cells = Math.max(1, style.cols - textWidth(sign))
    const role = block.kind === 'text' ? style.role : block.kind === 'code' ? 'code' : 'dim'
    let index = 0
    return wrap(block.text, cells).map((range): Line => {
      while ((block.parts[index]?.end ?? range.start + 1) <= range.start) index += 1
      const body = spansOf(block, index, range, { ...style, role })
      return sign === '' ? body : [span(sign, 'dim'), ...body]
    })
  })
}

function signOf(block: RichBlock, { glyphs }: Look): SafeText {
  if (block.kind === 'text') return safe``
  return block.kind === 'code' ? safe`${glyphs.code} ` : safe`${glyphs.quote} `
}

/** The parts of a block inside a line, of which the one at `index` is the first. */
function spansOf(
  block: RichBlock,
  index: number,
  line: { readonly start: number; readonly end: number },
  style: TextStyle,
): Span[] {
  const spans: Span[] = []
  for (let at = index; at < block.parts.length; at += 1) {
    const part = block.parts[at]
    if (part === undefined || part.start >= line.end) break
    const text = sliceSafe(block.text, Math.max(part.start, line.start), Math.min(part.end, line.end))
    if (text !== '') spans.push(spanOf(part, text, style))
  }
  return spans.length === 0 ? [span(safe``, style.role)] : spans
}

function spanOf({ role, marks, link }: RichPart, text: SafeText, style: TextStyle): Span {
  const plain = span(text, role ?? style.role)
  const marked = marks.length === 0 ? plain : { ...plain, marks }
  return link !== null && style.look.hyperlinks && openable.test(link) ? { ...marked, link } : marked
}
