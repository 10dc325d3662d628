/**
 * Follows a room: yields every line that arrives, once, in the order of the room, and says which of them belong before
 * lines that were yielded already. Pulls pages when told that the room changed: events carry no state. Goes back only as
 * far as the number of new texts makes necessary, so a busy room costs one page per change.
 */
import type { MessageView, RoomView } from '../api/views.js'
import type { Clock } from '../lib/clock.js'
import { pagesBackwards, type TimelineOf } from './timeline-reader.js'
import { waitFor } from './wait-for.js'

export interface FollowedLine {
  readonly message: MessageView
  readonly late: boolean
}

export interface FollowOptions extends TimelineOf {
  readonly clock: Clock
  readonly stop: AbortSignal
  /** The newest lines, known already: at least one, if there is any. */
  readonly shown: readonly MessageView[]
  /** The room as it was before `shown` was read, and when that was: what arrived earlier is history. */
  readonly room: RoomView
  readonly sinceMs: number
}

const pageLines = 100

/** Ends when `stop` aborts. Rejects with ENGINE_GONE when the engine ends. */
export async function* followRoom(options: FollowOptions): AsyncGenerator<FollowedLine> {
  const { stop, shown, room } = options
  const follower = new Follower(options)
  let newest = shown.at(-1)
  let version = room.version - 1
  while (!stop.aborted) {
    const now = await follower.nextChange(version)
    if (now === undefined) return
    version = now.version
    for (const message of await follower.arrivals(now, newest)) {
      const late = newest !== undefined && comesBefore(message, newest)
      if (!late) newest = message
      yield { message, late }
    }
  }
}

class Follower {
  readonly #options: FollowOptions
  readonly #seen: Set<string>
  /** Texts that arrived since we follow, and texts that were there before. */
  #newTexts: number
  #oldTexts: number

  constructor(options: FollowOptions) {
    this.#options = options
    this.#seen = new Set(options.shown.map(({ id }) => id))
    this.#newTexts = options.shown.filter(
      (line) => line.type === 'text' && line.arrivedMs >= options.sinceMs,
    ).length
    this.#oldTexts = options.room.messages
  }

  /** The room once its version is not `version` any more; undefined when it is time to stop. */
  async nextChange(version: number): Promise<RoomView | undefined> {
    const { engine, clock, stop, handle } = this.#options
    let room: RoomView | undefined
    const changed = await waitFor({ engine, clock, stop }, async () => {
      room = (await engine.call('rooms.list', {})).find((candidate) => candidate.handle === handle)
      return room !== undefined && room.version !== version
    })
    return changed && !stop.aborted ? room : undefined
  }

  /** The lines that were not seen yet, ascending. */
  async arrivals(room: RoomView, newest: MessageView | undefined): Promise<readonly MessageView[]> {
    const found: (readonly MessageView[])[] = []
    for await (const page of pagesBackwards(this.#options, pageLines)) {
      const fresh = page.filter((line) => this.#isNew(line, newest))
      for (const line of fresh) this.#note(line)
      found.unshift(fresh)
      if (fresh.length === 0 && this.#newTexts >= room.messages - this.#oldTexts) return found.flat()
    }
    this.#oldTexts = room.messages - this.#newTexts // everything was looked at: whatever is missing is not new
    return found.flat()
  }

  #isNew(line: MessageView, newest: MessageView | undefined): boolean {
    if (this.#seen.has(line.id)) return false
    return line.arrivedMs >= this.#options.sinceMs || (newest !== undefined && comesBefore(newest, line))
  }

  #note(line: MessageView): void {
    this.#seen.add(line.id)
    if (line.type === 'text') this.#newTexts++
  }
}

/** The order of a room: by hybrid clock, then by log. */
function comesBefore(a: MessageView, b: MessageView): boolean {
  return a.hlc < b.hlc || (a.hlc === b.hlc && a.log < b.log)
}
