/**
 * Tells the desktop of new messages while the person looks elsewhere: at most once in three seconds, one message by its
 * words, several by their number. What others wrote reaches it sanitised, as one line (I8).
 */
import type { RoomHandle } from '../../api/views.js'
import type { Clock } from '../../lib/clock.js'
import { Coalescer } from '../../lib/coalescer.js'
import { joinSafe, type SafeText, safe, sanitizeLine, sanitizeNick } from '../../text/sanitize.js'
import { newsBetween, type RoomNews } from '../state/news.js'
import { selectRoom } from '../state/selectors.js'
import type { State } from '../state/state.js'
import type { Store } from '../state/store.js'
import type { Note } from '../term/osc.js'
import type { Attachment } from './attachment.js'

const pauseMs = 3_000
/** The newest messages among which the one to be told is looked for. */
const pageLines = 20
const longestText = 160
const mostRooms = 4

export interface NotifierOptions {
  readonly store: Store
  readonly attachment: Attachment
  readonly clock: Clock
  readonly tell: (note: Note) => void
}

export class Notifier {
  readonly #options: NotifierOptions
  readonly #waiting = new Map<RoomHandle, RoomNews>()
  readonly #telling: Coalescer

  constructor(options: NotifierOptions) {
    this.#options = options
    this.#telling = new Coalescer({
      clock: options.clock,
      intervalMs: pauseMs,
      run: () => void this.#tell().catch(() => undefined), // a note is no reason to disturb anybody twice
    })
    options.store.on(({ before, after }) => this.#collect(before, after))
  }

  stop(): void {
    this.#telling.close()
  }

  #collect(before: State, after: State): void {
    if (after.settings.notify === 'off') return this.#waiting.clear()
    for (const news of newsBetween(before, after)) {
      const { count = 0, mentionsOnly = true } = this.#waiting.get(news.handle) ?? {}
      this.#waiting.set(news.handle, {
        ...news,
        count: count + news.count,
        mentionsOnly: mentionsOnly && news.mentionsOnly,
      })
      this.#telling.request()
    }
  }

  async #tell(): Promise<void> {
    const { state } = this.#options.store
    // what was read meanwhile, here or on another face, is not told any more
    const news = [...this.#waiting.values()].filter(({ handle }) => isUnread(state, handle))
    this.#waiting.clear()
    const [first] = news
    if (first === undefined) return
    const only = news.length === 1 && first.count === 1
    const note = only ? await this.#noteOf(first) : undefined
    this.#options.tell(note ?? { title: safe`hocket`, body: summary(state, news) })
  }

  /** Undefined when the message is not to be found: then its room alone is told. */
  async #noteOf({ handle, mentionsOnly }: RoomNews): Promise<Note | undefined> {
    const { store, attachment } = this.#options
    const page = await attachment.call('room.page', { handle, before: pageLines, after: 0 })
    const told = page.messages.findLast(
      ({ type, unread, mine, mention }) => type === 'text' && unread && !mine && (mention || !mentionsOnly),
    )
    const room = selectRoom(store.state, handle)
    if (told === undefined || room === undefined) return undefined
    const text = sanitizeLine(told.text, longestText)
    const nick = sanitizeNick(told.nick)
    return { title: room.label, body: told.format === 1 ? safe`* ${nick} ${text}` : safe`${nick}: ${text}` }
  }
}

/** "5 new in #dev, 2 in #garden". */
function summary(state: State, news: readonly RoomNews[]): SafeText {
  const parts = news.slice(0, mostRooms).map(({ handle, count }, index) => {
    const label = selectRoom(state, handle)?.label ?? safe`?`
    return index === 0 ? safe`${count} new in ${label}` : safe`${count} in ${label}`
  })
  const more = news.length - parts.length
  return joinSafe(more > 0 ? [...parts, safe`and in ${more} more`] : parts, safe`, `)
}

function isUnread(state: State, handle: RoomHandle): boolean {
  const room = selectRoom(state, handle)
  return room !== undefined && room.unread > 0 && !(state.focused && handle === state.current)
}
