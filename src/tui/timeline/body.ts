/**
 * What stands beside the gutter for one block: what it answers, its text, what became of it, and the reactions to it. Texts that are
 * very long are cut until they are unfolded. Pure.
 */
import { joinSafe, type SafeText, safe } from '../../text/sanitize.js'
import { textWidth, truncate } from '../../text/width.js'
import type { MessageModel } from '../state/models.js'
import { cutLine, lineWidth, spaces, span } from '../style/line.js'
import type { Line, Role, Span } from '../style/theme.js'
import type { BlockStyle } from './block-style.js'
import type { Item } from './items.js'
import { asWritten, type RichBlock, richBlocks } from './rich.js'
import { richLines } from './rich-lines.js'

/** Lines of a text that are shown before it is unfolded. */
const foldedLines = 40
const foldedNames = 3
/** From here on the reactions stand behind the text when there is room. */
const wideCells = 70

/** At least one line, none wider than `cols`. */
export function bodyLines(item: Item, style: BlockStyle, cols: number): Line[] {
  const message = item.last
  const mark = style.bare ? null : markOf(message, style)
  const markCells = mark === null ? 0 : textWidth(style.look.glyphs.held) + 1
  const textCols = Math.max(1, cols - markCells)
  const lines =
    message.removed === null
      ? textLines(item, style, textCols)
      : [cutLine([span(message.removed, 'dim')], textCols)]
  if (mark !== null) lines.push([...(lines.pop() ?? []), span(safe` `), mark])
  const quoted = message.reply === null ? [] : [replyLine(message.reply, style, cols)]
  return [...quoted, ...withReactions(lines, message, cols)]
}

/** The role in which the text of a message stands. */
function roleOf(message: MessageModel): Role {
  return message.kind === 'text' || message.kind === 'action' ? 'text' : 'dim'
}

function textLines(item: Item, style: BlockStyle, cols: number): Line[] {
  const message = item.last
  const blocks = withEdited(blocksOf(item, style, cols), message)
  const lines = richLines(blocks, { cols, look: style.look, role: roleOf(message) })
  if (lines.length <= foldedLines + 1 || style.unfolded.has(message.id)) return lines
  const more = lines.length - foldedLines
  return [
    ...lines.slice(0, foldedLines),
    cutLine([span(safe`${style.look.glyphs.cut} ${more} more lines (${style.unfoldKey})`, 'dim')], cols),
  ]
}

function blocksOf(item: Item, style: BlockStyle, cols: number): RichBlock[] {
  const { kind, person, text, mentions } = item.last
  if (kind === 'join' || kind === 'unknown') return [asWritten('text', foldedText(item, style, cols))]
  if (kind === 'system') return [withWarning(item.last, style)]
  const blocks = richBlocks(text, mentions)
  return kind === 'action'
    ? [
        withPrefix(blocks[0] ?? asWritten('text', safe``), safe`${signOf(person, style)}${person.nick} `),
        ...blocks.slice(1),
      ]
    : blocks
}

function signOf({ likeness }: MessageModel['person'], { look }: BlockStyle): SafeText {
  return likeness === 'alike' ? look.glyphs.alike : safe``
}

/** A run of joins, or of records of another version, in one sentence. */
function foldedText({ last, messages }: Item, style: BlockStyle, cols: number): SafeText {
  const { look, unfolded } = style
  const { fold } = look.glyphs
  const count = messages.length
  if (last.kind === 'unknown') {
    return count === 1 ? last.text : safe`${fold} ${count} records that this version of hocket cannot show`
  }
  const nicks = [...new Set(messages.map(({ person }) => safe`${signOf(person, style)}${person.nick}`))]
  if (nicks.length === 1) return safe`${signOf(last.person, style)}${last.person.nick} joined`
  if (unfolded.has(last.id)) return safe`${nicks.length} joined: ${joinSafe(nicks, safe`, `)}`
  const others = nicks.length - foldedNames
  const names = joinSafe(nicks.slice(0, foldedNames), safe`, `)
  const whole = safe`${fold} ${nicks.length} joined: ${names}${others > 0 ? safe` and ${others} more` : safe``}`
  return textWidth(whole) <= cols ? whole : safe`${fold} ${nicks.length} joined`
}

function withPrefix(block: RichBlock, prefix: SafeText): RichBlock {
  const { length } = prefix
  const parts = block.parts.map((part) => ({ ...part, start: part.start + length, end: part.end + length }))
  const first = { start: 0, end: length, role: null, marks: [], link: null }
  return { ...block, text: safe`${prefix}${block.text}`, parts: [first, ...parts] }
}

/** A sentence of ours, and whom the nick that was chosen can be taken for. */
function withWarning({ text, warning }: MessageModel, { look }: BlockStyle): RichBlock {
  if (warning === null) return asWritten('text', text)
  const whole = safe`${text}  ${look.glyphs.alike} ${warning}`
  const parts = [
    { start: 0, end: text.length, role: null, marks: [], link: null },
    { start: text.length, end: whole.length, role: 'warn', marks: [], link: null },
  ] as const
  return { ...asWritten('text', whole), parts }
}

/** The text with the remark that it is not the first one, or will not be. */
function withEdited(blocks: RichBlock[], { edited, delivery }: MessageModel): RichBlock[] {
  if (!edited) return blocks
  const said = delivery === 'waiting' ? safe`(edit waiting)` : safe`(edited)`
  const last = blocks.at(-1)
  const remark = { role: 'dim', marks: [], link: null } as const
  if (last?.kind !== 'text') {
    return [...blocks, { ...asWritten('text', said), parts: [{ start: 0, end: said.length, ...remark }] }]
  }
  const text = safe`${last.text} ${said}`
  const part = { start: last.text.length, end: text.length, ...remark }
  return [...blocks.slice(0, -1), { ...last, text, parts: [...last.parts, part] }]
}

function replyLine(reply: SafeText, { look }: BlockStyle, cols: number): Line {
  return cutLine(
    [span(safe`${look.glyphs.quote} `, 'dim'), span(truncate(reply, Math.max(1, cols - 2)), 'dim')],
    cols,
  )
}

/** Behind the text where there is room, else below it. */
function withReactions(lines: Line[], { reactions }: MessageModel, cols: number): Line[] {
  if (reactions.length === 0) return lines
  const chips: Line = reactions.flatMap(({ emoji, count, mine }, index) => [
    ...(index === 0 ? [] : [span(safe` `)]),
    span(safe`[${emoji} ${count}]`, mine ? 'accent' : 'dim'),
  ])
  const last = lines.at(-1) ?? []
  const room = cols - lineWidth(last) - lineWidth(chips)
  if (cols < wideCells || room < 2) return [...lines, cutLine(chips, cols)]
  return [...lines.slice(0, -1), [...last, span(spaces(room)), ...chips]]
}

/** Where our own message is: not in the log yet, on this machine only, or held by somebody else too. */
function markOf(message: MessageModel, { look }: BlockStyle): Span | null {
  const { glyphs } = look
  if (!message.mine || message.kind === 'join' || message.kind === 'system') return null
  if (message.delivery === 'held') return span(glyphs.held, 'dim')
  if (message.delivery === 'stored') return span(glyphs.stored, 'warn')
  return message.delivery === 'waiting' ? span(glyphs.waiting, 'warn') : null
}
