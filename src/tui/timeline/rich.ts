/**
 * The text of a message with what sets parts of it apart: formatting, links, people named in it, emoji by their short names. The signs of
 * formatting are left out. What is left out must never bring together what the sanitiser would have parted: then the
 * text is shown as it was written. Pure.
 */
import { findShortcodes } from '../../text/emoji.js'
import { graphemes } from '../../text/graphemes.js'
import type { MarkupStyle } from '../../text/inline.js'
import { findLinks } from '../../text/links.js'
import { type MarkupBlock, markup } from '../../text/markup.js'
import { joinSafe, type SafeText, safe, sanitize, sliceSafe } from '../../text/sanitize.js'
import type { MentionModel } from '../state/models.js'
import type { Mark, Role } from '../style/theme.js'

/** A stretch of the text of a block; they ascend, and each ends where the next one begins. */
export interface RichPart {
  readonly start: number
  readonly end: number
  /** null: whatever the message itself means. */
  readonly role: Role | null
  readonly marks: readonly Mark[]
  readonly link: SafeText | null
}

export interface RichBlock {
  readonly kind: MarkupBlock['kind']
  readonly text: SafeText
  readonly parts: readonly RichPart[]
}

/** A range of the written text and what it brings: a style, or what is shown instead of it. */
interface Feature {
  readonly start: number
  readonly end: number
  readonly mark?: Mark
  readonly role?: Role
  readonly link?: SafeText
  readonly instead?: SafeText
}

/** Nothing in such a text can be anything but text. */
const plain = /^[^*_~`>:]*$/

const styleOf: Readonly<Record<MarkupStyle, Pick<Feature, 'mark' | 'role' | 'instead'>>> = {
  bold: { mark: 'bold' },
  italic: { mark: 'italic' },
  strike: { mark: 'strike' },
  code: { role: 'code' },
  marker: { instead: safe`` },
}

/** The blocks of `text` as they are shown. */
export function richBlocks(text: SafeText, mentions: readonly MentionModel[]): RichBlock[] {
  if (mentions.length === 0 && plain.test(text)) return [asWritten('text', text)]
  const links = findLinks(text).map(({ start, end }): Feature => {
    return { start, end, mark: 'underline', link: sliceSafe(text, start, end) }
  })
  const named = mentions.map(({ start, end, role }): Feature => ({ start, end, role, mark: 'bold' }))
  return markup(text, links).map((block) => richBlock(text, block, { links, named }))
}

interface Found {
  readonly links: readonly Feature[]
  readonly named: readonly Feature[]
}

function richBlock(text: SafeText, block: MarkupBlock, { links, named }: Found): RichBlock {
  const written = sliceSafe(text, block.start, block.end)
  if (block.kind === 'code') return asWritten('code', written)
  const styles = block.spans.map(({ start, end, style }): Feature => ({ start, end, ...styleOf[style] }))
  const codes = styles.filter(({ role }) => role === 'code')
  const features = [...links, ...named]
    .filter(({ start, end }) => start < block.end && end > block.start)
    .concat(styles, emoji(written, block.start, [...codes, ...links]))
  if (features.length === 0) return asWritten(block.kind, written)
  return assembled(block, piecesOf(text, block, features), written)
}

/** Short names that stand for emoji, except in code and links. */
function emoji(written: SafeText, offset: number, opaque: readonly Feature[]): Feature[] {
  const covered = new Uint8Array(offset + written.length + 1)
  for (const { start, end } of opaque) covered.fill(1, start, end)
  return findShortcodes(written)
    .map(({ start, end, emoji }) => ({ start: start + offset, end: end + offset, instead: sanitize(emoji) }))
    .filter(({ start }) => covered[start] === 0)
}

interface Piece extends Omit<RichPart, 'start' | 'end'> {
  readonly text: SafeText
}

/** The block cut wherever a feature begins or ends. */
function piecesOf(text: SafeText, block: MarkupBlock, features: readonly Feature[]): Piece[] {
  const cuts = [block.start, block.end, ...features.flatMap(({ start, end }) => [start, end])]
    .filter((cut) => cut >= block.start && cut <= block.end)
    .sort((a, b) => a - b)
  const waiting = features.toSorted((a, b) => b.start - a.start)
  let active: Feature[] = []
  return cuts.flatMap((start, index) => {
    const end = cuts[index + 1] ?? start
    if (end === start) return []
    for (let next = waiting.at(-1); next !== undefined && next.start <= start; next = waiting.at(-1)) {
      active.push(next)
      waiting.pop()
    }
    active = active.filter((feature) => feature.end > start)
    return [piece(active, start, sliceSafe(text, start, end))]
  })
}

function piece(active: readonly Feature[], start: number, written: SafeText): Piece {
  const other = active.find(({ instead }) => instead !== undefined)
  const shown = other?.start === start ? other.instead : safe``
  return {
    text: other === undefined ? written : (shown ?? safe``),
    role: active.findLast(({ role }) => role !== undefined)?.role ?? null,
    marks: [...new Set(active.flatMap(({ mark }) => mark ?? []))],
    link: active.find(({ link }) => link !== undefined)?.link ?? null,
  }
}

function assembled(block: MarkupBlock, pieces: readonly Piece[], written: SafeText): RichBlock {
  const text = joinSafe(
    pieces.map((piece) => piece.text),
    safe``,
  )
  if (sanitize(text) !== text) return asWritten(block.kind, written)
  const isBorder = bordersOf(text)
  let start = 0
  let offset = 0
  const parts: RichPart[] = []
  for (const { text: shown, ...style } of pieces) {
    offset += shown.length
    if (offset === start || !isBorder(offset)) continue
    parts.push({ start, end: offset, ...style })
    start = offset
  }
  return { kind: block.kind, text, parts }
}

/** Tells whether a grapheme begins or ends at an offset: style never changes inside one. */
function bordersOf(text: SafeText): (offset: number) => boolean {
  if (/^[\n\x20-\x7e]*$/.test(text)) return () => true
  let offset = 0
  const borders = new Set(graphemes(text).map((grapheme) => (offset += grapheme.length)))
  return (at) => borders.has(at)
}

/** A block of which no part is set apart. */
export function asWritten(kind: MarkupBlock['kind'], text: SafeText): RichBlock {
  return { kind, text, parts: [{ start: 0, end: text.length, role: null, marks: [], link: null }] }
}
