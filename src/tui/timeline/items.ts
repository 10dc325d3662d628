/**
 * Messages → the blocks that stand in a timeline: silent joins are left out, runs of joins are folded into one, and each block
 * knows what separates it from the one above. A separator belongs to the block below it, so what merges above moves nothing.
 */
import type { MessageModel } from '../state/models.js'
import { type Joins, shownMessages } from './silence.js'
import { isSameDay } from './times.js'

export interface Item {
  /** Newest message of the block: the name of the block as an anchor. */
  readonly last: MessageModel
  /** One message, or a run of joins. */
  readonly messages: readonly MessageModel[]
  /** The day that begins here, when it differs from that of the block above. */
  readonly newDay: boolean
  /** The unread line stands above. */
  readonly unreadLine: boolean
  /** The late arrivals that begin here; empty elsewhere. */
  readonly lateRun: readonly MessageModel[]
  /** Came long after it was written, since the room is looked at. */
  readonly isLate: boolean
  /** The block above is by the same person, of a moment before: the name is not repeated. */
  readonly grouped: boolean
  /** Grouped, and of the same minute: the time is not repeated either. */
  readonly sameMinute: boolean
}

export interface Source {
  readonly messages: readonly MessageModel[]
  readonly drafts: readonly MessageModel[]
  readonly atStart: boolean
  readonly atEnd: boolean
  readonly firstUnread: string | null
  /** Late arrivals that came, or were unread, since the room is looked at. */
  readonly late: ReadonlySet<string>
  readonly joins: Joins
  /** Joins after this time are news. */
  readonly sinceMs: number
  /** Messages of one author within this time stand under one name. */
  readonly groupMs: number
}

/** The blocks of a stretch of history, with the drafts below it when it reaches the end. */
export function itemsOf(source: Source): readonly Item[] {
  const known = remembered.get(source)
  if (known !== undefined) return known
  const items = makeItems(source)
  remembered.set(source, items)
  return items
}

const remembered = new WeakMap<Source, readonly Item[]>()

function makeItems(source: Source): Item[] {
  const items: Item[] = []
  const shown = shownMessages(source)
  const messages = source.atEnd ? [...shown, ...source.drafts] : shown
  for (const run of runsOf(messages, source)) {
    const [first, last] = [run[0], run.at(-1)]
    if (first === undefined || last === undefined) continue
    const above = items.at(-1)
    // what stands above the oldest block we have is unknown, unless it is the beginning of everything
    const newDay = above === undefined ? source.atStart : !isSameDay(above.last.timeMs, first.timeMs)
    const unreadLine = first.id === source.firstUnread
    const isLate = source.late.has(last.id)
    const lateRun = isLate && above?.isLate !== true ? [first] : []
    const separated = newDay || unreadLine || lateRun.length > 0
    const grouped = !separated && above !== undefined && isGrouped(above.last, first, source.groupMs)
    const sameMinute = grouped && minuteOf(above.last) === minuteOf(first)
    items.push({ last, messages: run, newDay, unreadLine, lateRun, isLate, grouped, sameMinute })
  }
  return withLateRuns(items)
}

/**
 * Index of the block that holds message `id`; of the next one above when the message is in none, because it is left out or folded
 * away; -1 when it is not here at all.
 */
export function indexOfItem(source: Source, id: string): number {
  const items = itemsOf(source)
  const index = items.findLastIndex((item) => item.messages.some((message) => message.id === id))
  const place = index < 0 ? source.messages.findIndex((message) => message.id === id) : -1
  if (place < 0) return index
  const above = new Set(source.messages.slice(0, place).map((message) => message.id))
  return items.length === 0
    ? -1
    : Math.max(
        0,
        items.findLastIndex((item) => above.has(item.last.id)),
      )
}

/** Each run of late arrivals as a whole at the block where it begins. */
function withLateRuns(items: readonly Item[]): Item[] {
  let run: MessageModel[] = []
  const upwards = items.toReversed().map((item) => {
    run = item.isLate ? [item.last, ...run] : []
    return item.lateRun.length === 0 ? item : { ...item, lateRun: run }
  })
  return upwards.reverse()
}

function runsOf(messages: readonly MessageModel[], source: Source): MessageModel[][] {
  const runs: MessageModel[][] = []
  for (const message of messages) {
    const run = runs.at(-1)
    const above = run?.at(-1)
    const folds =
      above !== undefined && message.id !== source.firstUnread && isFolded(above, message, source.joins)
    if (folds) run?.push(message)
    else runs.push([message])
  }
  return runs
}

function isFolded(above: MessageModel, message: MessageModel, joins: Joins): boolean {
  const isRun = above.kind === message.kind && (message.kind === 'unknown' || message.kind === 'join')
  return isRun && joins !== 'all' && isSameDay(above.timeMs, message.timeMs)
}

function minuteOf({ timeMs }: MessageModel): number {
  return Math.floor(timeMs / 60_000)
}

function isGrouped(above: MessageModel, message: MessageModel, groupMs: number): boolean {
  const isSpoken = ({ kind }: MessageModel) => kind === 'text' || kind === 'notice'
  const isSamePerson = above.person.author === message.person.author && isSpoken(above) && isSpoken(message)
  return isSamePerson && groupMs > 0 && Math.abs(message.timeMs - above.timeMs) <= groupMs
}
