/**
 * One block of the timeline → its lines: separators, then time, nick and gutter before the text. Wrapped lines are indented
 * behind the gutter, where no text of a peer can imitate a nick or a system line. Pure.
 */
import { joinSafe, type SafeText, safe } from '../../text/sanitize.js'
import { padEnd, padStart, textWidth, truncate } from '../../text/width.js'
import { amount } from '../../words/span-words.js'
import type { MessageModel } from '../state/models.js'
import { cutLine, lineWidth, ruleLine, spaces, span } from '../style/line.js'
import type { Line, Span } from '../style/theme.js'
import type { BlockStyle } from './block-style.js'
import { bodyLines } from './body.js'
import type { Item } from './items.js'
import { clockTime, dayName } from './times.js'

const widestBareNick = 20
const bareIndent = 2

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
  const lines = style.bare ? bareLines(item, style) : gutteredLines(item, style)
  return message.id === style.highlight ? lines.map(selected) : lines
}

function gutteredLines(item: Item, style: BlockStyle): Line[] {
  const first = headOf(item, style)
  const rest: Line = [span(spaces(lineWidth(first)))]
  const gutter = span(safe`${style.look.glyphs.gutter} `, 'dim')
  const cols = Math.max(1, style.cols - lineWidth(rest) - 2)
  return bodyLines(item, style, cols).map((body, index) =>
    cutLine([...(index === 0 ? first : rest), gutter, ...body], style.cols),
  )
}

/** Time, nick and text. Every line but the first is indented: what somebody wrote must not look like another message. */
function bareLines(item: Item, style: BlockStyle): Line[] {
  const { last } = item
  const who = isSystem(last)
    ? systemSign(last)
    : truncate(nickLabel(last, style), Math.min(widestBareNick, Math.floor(style.cols / 3)))
  const head: Line = [
    span(safe`${clockTime(last.timeMs, style.timeFormat)} `, 'dim'),
    span(safe`${who} `, isSystem(last) ? 'dim' : last.person.role),
  ]
  const rest = span(spaces(bareIndent))
  const [start = [], ...further] = bodyLines(item, style, Math.max(1, style.cols - lineWidth(head)))
  return [[...head, ...start], ...further.map((body) => [rest, ...body])].map((line) =>
    cutLine(line, style.cols),
  )
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
    nickSpan(item, style, { cells: nickCols, margin: isAhead ? 1 : 0 }),
    sign,
  ]
}

/** The nick at the right of its column; `margin` cells at the left stay free. */
function nickSpan(
  { last, grouped }: Item,
  style: BlockStyle,
  { cells, margin }: { readonly cells: number; readonly margin: number },
): Span {
  if (grouped) return span(spaces(cells))
  const label = isSystem(last) ? systemSign(last) : nickLabel(last, style)
  return span(padStart(truncate(label, cells - margin), cells), isSystem(last) ? 'dim' : last.person.role)
}

/** The sign of who can be taken for somebody else stands first, where nothing cuts it off. */
function nickLabel({ person }: MessageModel, { look }: BlockStyle): SafeText {
  return person.likeness === 'alike' ? safe`${look.glyphs.alike}${person.nick}` : person.nick
}

/** Without a nick of its own before it. */
function isSystem({ kind }: MessageModel): boolean {
  return kind === 'join' || kind === 'system' || kind === 'action' || kind === 'unknown'
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
  return safe`${amount(run.length, safe`late message`)} from ${from}, written while offline`
}

function selected(line: Line): Line {
  return line.map(({ text }) => span(text, 'selection'))
}
