/**
 * Messages → the blocks that stand in a timeline: runs of joins are folded into one, and each block knows what separates
 * it from the one above. A separator belongs to the block below it, so what merges above moves nothing.
 */
import type { MessageModel } from '../state/models.js'

export interface Item {
  /** Newest message of the block: the name of the block as an anchor. */
  readonly last: MessageModel
  /** One message, or a run of joins. */
  readonly messages: readonly MessageModel[]
  /** The day that begins here, when it differs from that of the block above. */
  readonly newDay: boolean
  /** The unread line stands above. */
  readonly unreadLine: boolean
}

export interface Source {
  readonly messages: readonly MessageModel[]
  readonly drafts: readonly MessageModel[]
  readonly atStart: boolean
  readonly atEnd: boolean
  readonly firstUnread: string | null
}

/** The blocks of a stretch of history, with the drafts below it when it reaches the end. */
export function itemsOf(source: Source): Item[] {
  const items: Item[] = []
  const messages = source.atEnd ? [...source.messages, ...source.drafts] : source.messages
  for (const run of runsOf(messages, source.firstUnread)) {
    const first = run[0]
    const last = run.at(-1)
    if (first === undefined || last === undefined) continue
    const above = items.at(-1)?.last
    // what stands above the oldest block we have is unknown, unless it is the beginning of everything
    const newDay = above === undefined ? source.atStart : !isSameDay(above.timeMs, first.timeMs)
    items.push({ last, messages: run, newDay, unreadLine: first.id === source.firstUnread })
  }
  return items
}

/** Index of the block that holds message `id`, or -1. */
export function indexOfItem(items: readonly Item[], id: string): number {
  return items.findLastIndex((item) => item.messages.some((message) => message.id === id))
}

function runsOf(messages: readonly MessageModel[], firstUnread: string | null): MessageModel[][] {
  const runs: MessageModel[][] = []
  for (const message of messages) {
    const run = runs.at(-1)
    const above = run?.at(-1)
    const folds =
      above?.kind === 'join' &&
      message.kind === 'join' &&
      message.id !== firstUnread &&
      isSameDay(above.timeMs, message.timeMs)
    if (folds) run?.push(message)
    else runs.push([message])
  }
  return runs
}

/** Same day on this machine's calendar: computed when drawing, never stored. */
function isSameDay(oneMs: number, otherMs: number): boolean {
  return new Date(oneMs).toDateString() === new Date(otherMs).toDateString()
}
