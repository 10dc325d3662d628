/**
 * Whether the timeline may wait for a person who types: while letters come, what others wrote is drawn less often, so that
 * few letters wait for it. Whatever else a person does is drawn at once. Knows no clock: it is told the time.
 */
import type { Action } from '../state/action.js'

/** So long after a letter another one is expected. */
const typingMs = 300
export const patienceMs = 200
/** What the engine tells by itself. */
const news: ReadonlySet<Action['type']> = new Set<Action['type']>([
  'roomsPulled',
  'mePulled',
  'netPulled',
  'pagePulled',
  'membersPulled',
  'draftsPulled',
])

export class Patience {
  #typedMs = Number.NEGATIVE_INFINITY
  #drawnMs = Number.NEGATIVE_INFINITY

  follow(action: Action, nowMs: number): void {
    if (action.type === 'edited') this.#typedMs = nowMs
    else if (!news.has(action.type)) this.#typedMs = Number.NEGATIVE_INFINITY
  }

  drawn(nowMs: number): void {
    this.#drawnMs = nowMs
  }

  lasts(nowMs: number): boolean {
    return nowMs - this.#typedMs < typingMs && nowMs - this.#drawnMs < patienceMs
  }
}
