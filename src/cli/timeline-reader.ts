/**
 * Reads a room's timeline in pages, backwards from the newest line: a face holds pages, never the whole history.
 */

import { bounds } from '../api/bounds.js'
import type { EngineClient } from '../api/client.js'
import type { MessageView, RoomHandle } from '../api/views.js'

export interface TimelineOf {
  readonly engine: EngineClient
  readonly handle: RoomHandle
}

/** Pages from the newest line to the oldest; the lines of one page ascend. */
export async function* pagesBackwards(
  { engine, handle }: TimelineOf,
  pageLines: number = bounds.pageLines,
): AsyncGenerator<readonly MessageView[]> {
  let page = await engine.call('room.page', { handle, before: pageLines, after: 0 })
  for (;;) {
    const [first] = page.messages
    if (first === undefined) return
    yield page.messages
    if (page.atStart) return
    const next = await engine.call('room.page', { handle, anchor: first.id, before: pageLines, after: 0 })
    page = { ...next, messages: next.messages.filter(({ id }) => id !== first.id) }
  }
}

/** The newest `count` lines, ascending. */
export async function newestLines(timeline: TimelineOf, count: number): Promise<readonly MessageView[]> {
  if (count === 0) return []
  const found: (readonly MessageView[])[] = []
  let left = count
  for await (const page of pagesBackwards(timeline, Math.min(count, bounds.pageLines))) {
    found.unshift(page.slice(-left))
    left -= page.length
    if (left <= 0) break
  }
  return found.flat()
}
