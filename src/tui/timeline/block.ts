/**
 * One block of the timeline → its lines: separators, then time, nick and gutter before the text. Wrapped lines are indented
 * behind the gutter, where no text of a peer can imitate a nick or a system line. Pure.
 */
import { joinSafe, type SafeText, safe } from '../../text/sanitize.js'
import { padEnd, padStart, textWidth, truncate } from '../../text/width.js'
import type { MessageModel } from '../state/models.js'
import { cutLine, ruleLine, spaces, span } from '../style/line.js'
import type { Line, Span } from '../style/theme.js'
import type { BlockStyle } from './block-style.js'
import { bodyLines } from './body.js'
import type { Item } from './items.js'
import { clockTime, dayName } from './times.js'

/** The lines of a block, never wider than `cols`. */
export function blockLines(item: Item, style: BlockStyle): Line[] {
  const lines: Line[] = []
  const rule = style.look.glyphs.rule
  if (item.newDay) lines.push(ruleLine(dayName(item.last.timeMs), style.cols, rule, 'dim'))
  if (item.unreadLine) lines.push(ruleLine(safe`new messages`, style.cols, rule, 'warn'))
  if (item.lateRun.length > 0) lines.push(ruleLine(lateWords(item.lateRun), style.cols, rule, 'warn'))
  return [...lines, ...messageLines(item, style)]
}

function messageLines(item: Item, style: BlockStyle): Line[] {
  const message = item.last
  const first = headOf(item, style)
  const rest: Line = [span(spaces(first.reduce((cells, part) => cells + textWidth(part.text), 0)))]
  const gutter = span(safe`${style.look.glyphs.gutter} `, 'dim')
  const cols = Math.max(1, style.cols - textWidth(rest[0]?.text ?? '') - 2)
  const lines = bodyLines(item, style, cols).map((body, index): Line => {
    return cutLine([...(index === 0 ? first : rest), gutter, ...body], style.cols)
  })
  return message.id === style.highlight ? lines.map(selected) : lines
}

/** Time, nick and the sign beside the gutter. */
function headOf(item: Item, style: BlockStyle): Line {
  const message = item.last
  const { glyphs } = style.look
  const nickCols = nickCells(style.cols)
  const time = clockTime(message.timeMs, style.timeFormat)
  const timeCols = textWidth(clockTime(0, style.timeFormat))
  const isAhead = message.arrival === 'before' // written by a clock that is ahead of ours
  const when = span(isAhead ? safe`~${time}` : safe`${padEnd(time, timeCols)} `, 'dim')
  const sign = message.mention
    ? span(safe`!`, 'mention')
    : span(item.isLate && message.arrival === 'long after' ? glyphs.late : safe` `, 'warn')
  return [
    item.sameMinute ? span(spaces(textWidth(when.text))) : when,
    nickSpan(item, nickCols, isAhead ? 1 : 0),
    sign,
  ]
}

/** The nick at the right of its column; `margin` cells at the left stay free. */
function nickSpan({ last, grouped }: Item, cells: number, margin: number): Span {
  if (grouped) return span(spaces(cells))
  const isSystem =
    last.kind === 'join' || last.kind === 'system' || last.kind === 'action' || last.kind === 'unknown'
  const label = isSystem ? systemSign(last) : last.person.nick
  return span(padStart(truncate(label, cells - margin), cells), isSystem ? 'dim' : last.person.role)
}

/** Cells of the nick column: of the width alone, so that no message can move the others. */
function nickCells(cols: number): number {
  if (cols >= 150) return 20
  if (cols >= 80) return 11
  return cols >= 50 ? 8 : 5
}

function systemSign(message: MessageModel): SafeText {
  return message.kind === 'action' ? safe`*` : safe`--`
}

function lateWords(run: readonly MessageModel[]): SafeText {
  const nicks = [...new Set(run.map((message) => message.person.nick))]
  const from = nicks.length > 2 ? safe`${nicks.length} people` : joinSafe(nicks, safe` and `)
  const count = run.length === 1 ? safe`1 late message` : safe`${run.length} late messages`
  return safe`${count} from ${from}, written while offline`
}

function selected(line: Line): Line {
  return line.map(({ text }) => span(text, 'selection'))
}
