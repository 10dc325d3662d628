/** The text that is being written, as lines: behind the prompt, with what its keys do and how much of a message it fills. Pure. */
import { bounds } from '../../api/bounds.js'
import { type SafeText, safe } from '../../text/sanitize.js'
import { padStart, textWidth } from '../../text/width.js'
import type { Editor } from '../state/editor.js'
import { viewEditor } from '../state/editor-view.js'
import { formatCount, messageBytes } from '../state/message-size.js'
import type { Glyphs } from '../style/glyphs.js'
import { lineWidth, spaces, span, spread } from '../style/line.js'
import type { Look } from '../style/look.js'
import type { Line, Span } from '../style/theme.js'

export interface Written {
  readonly look: Look
  readonly cols: number
  readonly rows: number
  readonly prompt: SafeText
  readonly editor: Editor
  readonly hasRooms: boolean
}

/** From here on the size of a message is shown. */
const nearlyFull = 0.8 * bounds.textBytes

export function writtenLines({ cols, rows, prompt, editor, hasRooms, look }: Written): Line[] {
  const indent = textWidth(prompt)
  if (editor.text === '') {
    const hint = hasRooms ? safe`message, or /help` : safe`/create a room, /join one, or /help`
    return [[span(prompt, 'accent'), span(textWidth(hint) + indent < cols ? hint : safe``, 'dim')]]
  }
  const { rows: shown, above, below } = viewEditor(editor, Math.max(2, cols - indent), rows)
  const lines = shown.map((row, index): Line => {
    const isFirst = index === 0 && above === 0
    return [
      isFirst ? span(prompt, 'accent') : span(margin(index === 0, indent, look.glyphs), 'dim'),
      span(row),
    ]
  })
  const last = lines.at(-1) ?? []
  return [...lines.slice(0, -1), withHint(last, hintOf(editor.text, { above, below }), cols)]
}

/** Before every line but the first: that it belongs to the one above, or that there is more above. */
function margin(isTop: boolean, cells: number, glyphs: Glyphs): SafeText {
  const mark = isTop ? glyphs.more : glyphs.blocks ? safe`·` : safe`:`
  return cells < textWidth(mark) + 1 ? spaces(cells) : safe`${padStart(mark, cells - 1)} `
}

/** How near the text is to what a message holds, else what the keys do with several lines. */
function hintOf(text: string, hidden: { readonly above: number; readonly below: number }): Span {
  const bytes = text.length * 3 < nearlyFull ? 0 : messageBytes(text)
  if (bytes >= nearlyFull) {
    const role = bytes > bounds.textBytes ? 'error' : 'warn'
    return span(safe`${formatCount(bytes)} of ${formatCount(bounds.textBytes)} bytes`, role)
  }
  const below = hidden.below === 0 ? safe`` : safe`${hidden.below} more below · `
  return span(text.includes('\n') ? safe`${below}Enter send · Alt-Enter newline` : safe``, 'dim')
}

function withHint(line: Line, hint: Span, cols: number): Line {
  return lineWidth(line) + textWidth(hint.text) + 2 > cols ? line : spread(line, [hint], cols)
}
