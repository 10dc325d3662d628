/** Moves a view so that one message is seen: as little as possible, and not at all when it is seen already. Pure. */
import type { Anchor } from '../state/state.js'
import { indexOfItem, itemsOf } from './items.js'
import { heightOf, scrolledAnchor, type Timeline } from './timeline-view.js'

/** Where the view must stand to show message `id` from its first line on; undefined when it need not move. */
export function revealed(timeline: Timeline, id: string): { readonly anchor: Anchor } | undefined {
  const items = itemsOf(timeline.source)
  const index = indexOfItem(timeline.source, id)
  if (index < 0) return undefined
  const { anchor, rows } = timeline
  const bottom = anchor === null ? items.length - 1 : indexOfItem(timeline.source, anchor.id)
  if (bottom < 0) return undefined
  const hidden = anchor?.hidden ?? 0
  const heights = (from: number, to: number) =>
    items.slice(from, to + 1).reduce((sum, item) => sum + heightOf(item, timeline), 0)
  if (index > bottom) return { anchor: scrolledAnchor(timeline, heights(bottom + 1, index) + hidden) }
  const below = heights(index, bottom) - hidden
  if (below > rows) return { anchor: scrolledAnchor(timeline, rows - below) }
  const missing = index === bottom ? hidden : 0
  return missing === 0 ? undefined : { anchor: scrolledAnchor(timeline, missing) }
}
