/**
 * One block of the timeline → its lines: separators, then time, nick and gutter before the wrapped text. Wrapped lines
 * are indented behind the gutter, where no text of a peer can imitate a nick or a system line. Pure.
 */
import { joinSafe, type SafeText, safe, sliceSafe } from '../../text/sanitize.js'
import { padStart, textWidth, truncate } from '../../text/width.js'
import { wrap } from '../../text/wrap.js'
import type { MessageModel } from '../state/models.js'
import { ruleLine, spaces, span } from '../style/line.js'
import type { Look } from '../style/look.js'
import type { Line, Role, Span } from '../style/theme.js'
import type { Item } from './items.js'
import { clockTime, dayName } from './times.js'

export interface BlockStyle {
  readonly cols: number
  readonly look: Look
  /** A message to be shown as found. */
  readonly highlight: string | null
}

const timeCells = 5
/** Longest text shown at once; the rest is named by its number of lines. */
const longestLines = 200
const foldedNames = 3

/** The lines of a block, never wider than `cols`. */
export function blockLines(item: Item, style: BlockStyle): Line[] {
  const lines: Line[] = []
  const rule = style.look.glyphs.rule
  if (item.newDay) lines.push(ruleLine(dayName(item.last.timeMs), style.cols, rule, 'dim'))
  if (item.unreadLine) lines.push(ruleLine(safe`new messages`, style.cols, rule, 'warn'))
  lines.push(...messageLines(item, style))
  return lines
}

function messageLines(item: Item, style: BlockStyle): Line[] {
  const message = item.last
  const nick = nickCells(style.cols)
  const system = message.kind === 'join' || message.kind === 'system' || message.kind === 'action'
  const label = system ? systemSign(message) : message.person.nick
  const text = bodyOf(item)
  const mark = markOf(message, style.look)
  const bodyCells = Math.max(
    1,
    style.cols - timeCells - nick - 4 - (mark.text === '' ? 0 : textWidth(mark.text) + 1),
  )
  const role = bodyRole(message, style.highlight)
  const { gutter } = style.look.glyphs
  return textLines(text, bodyCells).map((part, index, all) => {
    const head: Span[] =
      index === 0
        ? [
            span(clockTime(message.timeMs), 'dim'),
            span(safe` ${padStart(truncate(label, nick), nick)}`, system ? 'dim' : message.person.role),
          ]
        : [span(spaces(timeCells + 1 + nick))]
    const line = [...head, span(safe` ${gutter} `, 'dim'), span(part, role)]
    return index === all.length - 1 && mark.text !== '' ? [...line, span(safe` `), mark] : line
  })
}

/** Cells of the nick column: of the width alone, so that no message can move the others. */
function nickCells(cols: number): number {
  if (cols >= 80) return 12
  return cols >= 50 ? 8 : 5
}

function systemSign(message: MessageModel): SafeText {
  return message.kind === 'action' ? safe`*` : safe`--`
}

function bodyOf(item: Item): SafeText {
  const { kind, person, text } = item.last
  if (kind === 'action') return safe`${person.nick} ${text}`
  if (kind !== 'join') return text
  const nicks = [...new Set(item.messages.map((message) => message.person.nick))]
  if (nicks.length <= foldedNames) return safe`${joinSafe(nicks, safe`, `)} joined`
  return safe`${joinSafe(nicks.slice(0, foldedNames - 1), safe`, `)} and ${nicks.length - foldedNames + 1} others joined`
}

function bodyRole(message: MessageModel, highlight: string | null): Role {
  if (message.id === highlight) return 'selection'
  return message.kind === 'join' || message.kind === 'system' || message.kind === 'notice' ? 'dim' : 'text'
}

/** Where our own message is: not in the log yet, on this machine only, or held by somebody else too. */
function markOf(message: MessageModel, look: Look): Span {
  const { glyphs } = look
  if (message.kind === 'join' || message.kind === 'system' || !message.mine) return span(safe``)
  if (message.delivery === 'held') return span(glyphs.held, 'dim')
  if (message.delivery === 'stored') return span(padStart(glyphs.stored, textWidth(glyphs.held)), 'warn')
  if (message.delivery === 'waiting') return span(padStart(glyphs.waiting, textWidth(glyphs.held)), 'warn')
  return span(spaces(textWidth(glyphs.held)))
}

function textLines(text: SafeText, cols: number): SafeText[] {
  const lines = wrap(text, cols)
  const shown = lines.slice(0, longestLines).map(({ start, end }) => sliceSafe(text, start, end))
  const more = lines.length - shown.length
  return more === 0
    ? shown
    : [...shown, truncate(safe`… ${more} more lines: "hocket tail" prints them`, cols)]
}
