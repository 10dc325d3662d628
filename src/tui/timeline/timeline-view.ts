/**
 * What is seen of a timeline and how scrolling moves it: walks from the anchor upwards until the rows are full, so the
 * cost follows the screen and never the history. The anchor is a message, counted from its last line: what arrives below,
 * and what merges above, leaves an anchored view as it is, byte for byte.
 */
import { safe } from '../../text/sanitize.js'
import type { Anchor } from '../state/state.js'
import { emptyLine, ruleLine, span } from '../style/line.js'
import type { Line } from '../style/theme.js'
import { type BlockStyle, blockLines } from './block.js'
import { type Item, indexOfItem, itemsOf, type Source } from './items.js'

export interface Timeline extends BlockStyle {
  readonly source: Source
  readonly anchor: Anchor
  readonly rows: number
}

/** A place in the list of blocks: block `index`, of which `hidden` lines are below the edge. */
type Place = { readonly index: number; readonly hidden: number }

/** Exactly `rows` lines: the view above the anchor, or the newest. Free rows are above. */
export function timelineLines(timeline: Timeline): Line[] {
  const items = itemsOf(timeline.source)
  const lines: Line[] = []
  if (timeline.anchor === null && !timeline.source.atEnd) lines.push(loading(timeline))
  const place = placeOf(items, timeline)
  let hidden = place.hidden
  let index = place.index
  for (; index >= 0 && lines.length < timeline.rows; index -= 1) {
    const block = linesAt(items, index, timeline)
    lines.unshift(...block.slice(0, block.length - hidden))
    hidden = 0
  }
  if (index < 0 && lines.length < timeline.rows && !timeline.source.atStart) lines.unshift(loading(timeline))
  const free = Math.max(0, timeline.rows - lines.length)
  return [...Array.from({ length: free }, () => emptyLine), ...lines.slice(-timeline.rows)]
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

function loading(timeline: Timeline): Line {
  return ruleLine(safe`${timeline.look.glyphs.more} loading`, timeline.cols, safe` `, 'dim')
}

function linesAt(items: readonly Item[], index: number, style: BlockStyle): Line[] {
  const item = items[index]
  return item === undefined ? [[span(safe``)]] : blockLines(item, style)
}

function placeOf(items: readonly Item[], timeline: Timeline): Place {
  const { anchor } = timeline
  const index = anchor === null ? -1 : indexOfItem(items, anchor.id)
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
