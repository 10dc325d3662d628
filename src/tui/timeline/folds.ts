/** Which blocks of the view have more than they show, and where the view must stand to read one from its beginning. Pure. */
import type { Anchor } from '../state/state.js'
import { blockLines } from './block.js'
import { type Item, indexOfItem, itemsOf } from './items.js'
import { heightOf, seenMessages, type Timeline } from './timeline-view.js'

/** The messages of each block in the view that is folded or was unfolded, from the top. */
export function foldsIn(timeline: Timeline): readonly (readonly string[])[] {
  const seen = new Set(seenMessages(timeline))
  return itemsOf(timeline.source)
    .filter(({ last }) => seen.has(last.id))
    .filter((item) => isFoldable(item, timeline))
    .map(({ messages }) => messages.map((message) => message.id))
}

/** The name of the block of message `id` when that is folded or was unfolded, also out of view; undefined when it is neither. */
export function foldOf(timeline: Timeline, id: string): string | undefined {
  const item = itemsOf(timeline.source)[indexOfItem(timeline.source, id)]
  return item !== undefined && isFoldable(item, timeline) ? item.last.id : undefined
}

function isFoldable(item: Item, timeline: Timeline): boolean {
  const heights = [new Set<string>(), new Set([item.last.id])].map(
    (unfolded) => blockLines(item, { ...timeline, unfolded }).length,
  )
  return item.messages.length > 1 || heights[0] !== heights[1]
}

/** The anchor with which message `id` begins at the top, when it is higher than the view; null when it fits. */
export function topAnchor(timeline: Timeline, id: string): Anchor {
  const item = itemsOf(timeline.source)[indexOfItem(timeline.source, id)]
  if (item === undefined) return null
  const height = heightOf(item, timeline)
  return height <= timeline.rows ? null : { id, hidden: height - timeline.rows }
}
