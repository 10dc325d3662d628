/** The text that is being written, as lines: behind the prompt, with what its keys do and how much of a message it fills. Pure. */
import { bounds } from '../../api/bounds.js'
import { joinSafe, type SafeText, safe } from '../../text/sanitize.js'
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
    if (index === 0 && above === 0) return [span(prompt, 'accent'), span(row)]
    const isMore = index === 0 || (index === shown.length - 1 && below > 0)
    return [span(margin(isMore ? 'more' : 'on', indent, look.glyphs), 'dim'), span(row)]
  })
  const last = lines.at(-1) ?? []
  return [...lines.slice(0, -1), withHint(last, hintsOf(editor.text, { above, below }), cols)]
}

/** Before every line but the first: that it goes on from the one above, or that there is more beyond it. */
function margin(what: 'on' | 'more', cells: number, glyphs: Glyphs): SafeText {
  const mark = what === 'more' ? glyphs.more : glyphs.blocks ? safe`·` : safe`:`
  return cells < textWidth(mark) + 1 ? spaces(cells) : safe`${padStart(mark, cells - 1)} `
}

/** How near the text is to what a message holds, else what is out of sight and what the keys do; the longest first. */
function hintsOf(
  text: string,
  { above, below }: { readonly above: number; readonly below: number },
): readonly Span[] {
  const bytes = text.length * 3 < nearlyFull ? 0 : messageBytes(text)
  if (bytes >= nearlyFull) {
    const role = bytes > bounds.textBytes ? 'error' : 'warn'
    return [span(safe`${formatCount(bytes)} of ${formatCount(bounds.textBytes)} bytes`, role)]
  }
  const hidden = [
    ...(above === 0 ? [] : [safe`${above} above`]),
    ...(below === 0 ? [] : [safe`${below} below`]),
  ]
  const keys = text.includes('\n') ? [safe`Enter send`, safe`Alt-Enter newline`] : []
  const hints = [[...hidden, ...keys], [...hidden, ...keys.slice(0, 1)], hidden]
  return hints.filter((parts) => parts.length > 0).map((parts) => span(joinSafe(parts, safe` · `), 'dim'))
}

function withHint(line: Line, hints: readonly Span[], cols: number): Line {
  const hint = hints.find(({ text }) => lineWidth(line) + textWidth(text) + 2 <= cols)
  return hint === undefined ? line : spread(line, [hint], cols)
}
