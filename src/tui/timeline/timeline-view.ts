/**
 * What is seen of a timeline and how scrolling moves it: walks from the anchor upwards until the rows are full, so the
 * cost follows the screen and never the history. The anchor is a message, counted from its last line: what arrives below,
 * and what merges above, leaves an anchored view as it is, byte for byte.
 */
import { type SafeText, safe } from '../../text/sanitize.js'
import type { Anchor } from '../state/state.js'
import { emptyLine, ruleLine, span } from '../style/line.js'
import type { Line } from '../style/theme.js'
import type { BlockStyle } from './block-style.js'
import { type Item, indexOfItem, itemsOf, type Source } from './items.js'
import { LineCache } from './line-cache.js'
import { dayName, isSameDay } from './times.js'

export interface Timeline extends BlockStyle {
  readonly source: Source
  readonly anchor: Anchor
  readonly rows: number
  /** Local day that began while the room is looked at, and has no message yet; null otherwise. */
  readonly today: number | null
  /** What is known to exist and nobody who is connected has; null when nothing is. */
  readonly waiting: SafeText | null
}

const cachedBlocks = 4_000
const cache = new LineCache(cachedBlocks)

/** A place in the list of blocks: block `index`, of which `hidden` lines are below the edge. */
type Place = { readonly index: number; readonly hidden: number }

/** Exactly `rows` lines: the view above the anchor, or the newest. Free rows are above. */
export function timelineLines(timeline: Timeline): Line[] {
  const lines = seenBlocks(timeline).flatMap(({ lines }) => lines)
  const free = Math.max(0, timeline.rows - lines.length)
  return [...Array.from({ length: free }, () => emptyLine), ...lines.slice(-timeline.rows)]
}

/** The messages of which something is seen. */
export function seenMessages(timeline: Timeline): readonly string[] {
  return seenBlocks(timeline).flatMap(({ item }) => item?.messages.map((message) => message.id) ?? [])
}

/** The lines of one block that are in the view, or a line that is of no block. */
interface Seen {
  readonly item: Item | null
  readonly lines: readonly Line[]
}

/** From the top of the view to its bottom. The uppermost block has its name, so that what is above it cannot matter. */
function seenBlocks(timeline: Timeline): Seen[] {
  const { source, rows } = timeline
  const items = itemsOf(source)
  const seen: Seen[] = belowAll(timeline, items)
  let { hidden, index } = placeOf(items, timeline)
  let left = rows - seen.length
  for (; index >= 0 && left > 0; index -= 1) {
    const item = items[index]
    if (item === undefined) continue
    const height = heightOf(item, timeline) - hidden
    const isTop = height >= left
    const block = cache.linesOf(isTop ? { ...item, grouped: false, sameMinute: false } : item, timeline)
    seen.push({ item, lines: block.slice(Math.max(0, height - left), height) })
    left -= height
    hidden = 0
  }
  if (index < 0 && left > 0 && !source.atStart) seen.push({ item: null, lines: [loading(timeline)] })
  return seen.reverse()
}

/** What stands below the newest block, upwards: that there is more, here or elsewhere, or that a new day has begun. */
function belowAll(timeline: Timeline, items: readonly Item[]): Seen[] {
  const { anchor, source, today, cols, look, waiting } = timeline
  if (anchor !== null) return []
  if (!source.atEnd) return [{ item: null, lines: [loading(timeline)] }]
  const below = waiting === null ? [] : [{ item: null, lines: [more(waiting, timeline)] }]
  const newest = items.at(-1)?.last.timeMs
  if (today === null || newest === undefined || newest >= today || isSameDay(newest, today)) return below
  return [...below, { item: null, lines: [ruleLine(dayName(today), cols, look.glyphs.rule, 'dim')] }]
}

/** The anchor `by` lines further down (or up, when negative), never past either end of what is loaded. */
export function scrolledAnchor(timeline: Timeline, by: number): Anchor {
  const items = itemsOf(timeline.source)
  const moved = movePlace(items, timeline, placeOf(items, timeline), by)
  if (moved === undefined) return timeline.source.atEnd ? null : lastAnchor(items)
  const missing = timeline.rows - filledRows(items, timeline, moved)
  const settled = missing > 0 ? movePlace(items, timeline, moved, missing) : moved
  if (settled === undefined) return timeline.source.atEnd ? null : lastAnchor(items)
  return anchorAt(items, settled)
}

/** How many blocks there are above and below the anchor: tells when more must be fetched. */
export function blocksAround(timeline: Timeline): { readonly above: number; readonly below: number } {
  const items = itemsOf(timeline.source)
  const { index } = placeOf(items, timeline)
  return { above: Math.max(0, index), below: items.length - 1 - index }
}

/** How many lines a block has. */
export function heightOf(item: Item, style: BlockStyle): number {
  return cache.linesOf(item, style).length
}

function loading(timeline: Timeline): Line {
  return more(safe`loading`, timeline)
}

function more(text: SafeText, { look, cols }: Timeline): Line {
  return ruleLine(safe`${look.glyphs.more} ${text}`, cols, safe` `, 'dim')
}

function linesAt(items: readonly Item[], index: number, style: BlockStyle): readonly Line[] {
  const item = items[index]
  return item === undefined ? [[span(safe``)]] : cache.linesOf(item, style)
}

function placeOf(items: readonly Item[], timeline: Timeline): Place {
  const { anchor } = timeline
  const index = anchor === null ? -1 : indexOfItem(timeline.source, anchor.id)
  if (anchor === null || index < 0) return { index: items.length - 1, hidden: 0 }
  // a wider terminal may have left the block fewer lines than were hidden of it
  return { index, hidden: Math.min(anchor.hidden, linesAt(items, index, timeline).length - 1) }
}

function anchorAt(items: readonly Item[], place: Place): Anchor {
  const item = items[place.index]
  return item === undefined ? null : { id: item.last.id, hidden: place.hidden }
}

function lastAnchor(items: readonly Item[]): Anchor {
  return anchorAt(items, { index: items.length - 1, hidden: 0 })
}

/** The place `by` lines below `place`; undefined when that is at or past the last line. */
function movePlace(items: readonly Item[], style: BlockStyle, place: Place, by: number): Place | undefined {
  let { index } = place
  let hidden = place.hidden - by
  for (let height = linesAt(items, index, style).length; hidden >= height && index > 0; ) {
    hidden -= height
    index -= 1
    height = linesAt(items, index, style).length
  }
  while (hidden < 0 && index < items.length - 1) {
    index += 1
    hidden += linesAt(items, index, style).length
  }
  if (index >= items.length - 1 && hidden <= 0) return undefined
  return { index, hidden: Math.min(hidden, linesAt(items, index, style).length - 1) }
}

/** Lines that are there from the first block down to `place`, counted no further than the rows of the view. */
function filledRows(items: readonly Item[], timeline: Timeline, place: Place): number {
  let filled = -place.hidden
  for (let index = place.index; index >= 0 && filled < timeline.rows; index -= 1) {
    filled += linesAt(items, index, timeline).length
  }
  return filled
}
