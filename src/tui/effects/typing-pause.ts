/**
 * Whether a person is typing: then the engine is asked for news less often, so that few letters wait for what it answers.
 * Whatever else a person does ends the pause. Knows no clock: it is told the time.
 */
import type { Action } from '../state/action.js'

/** So long after a letter another one is expected. */
const typingMs = 300
/** What the engine tells. */
const news: ReadonlySet<Action['type']> = new Set<Action['type']>([
  'roomsPulled',
  'mePulled',
  'netPulled',
  'pagePulled',
  'membersPulled',
  'draftsPulled',
])

export class TypingPause {
  #typedMs = Number.NEGATIVE_INFINITY

  /** True when `action` ends a pause. */
  follow(action: Action, nowMs: number): boolean {
    if (news.has(action.type)) return false
    const wasTyping = this.isTyping(nowMs)
    this.#typedMs = action.type === 'edited' ? nowMs : Number.NEGATIVE_INFINITY
    return wasTyping && action.type !== 'edited'
  }

  isTyping(nowMs: number): boolean {
    return nowMs - this.#typedMs < typingMs
  }
}
