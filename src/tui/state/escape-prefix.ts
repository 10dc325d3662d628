/**
 * Escape before a key, for terminals that send no Alt: Esc and then a digit on an empty line is Alt with the digit, and a
 * letter is one with Alt where the person chose so and the terminal has never sent a real Alt. Nothing else: who presses Esc
 * and then begins a command must never see its first character go. Knows no clock: it is told the time.
 */
import { chordOf, type Key, stroke } from '../term/key.js'
import type { Action } from './action.js'
import { actionsForChord } from './keymap.js'
import { selectInput, selectOverlay } from './selectors.js'
import type { State } from './state.js'

const prefixMs = 700

export class EscapePrefix {
  #untilMs = 0
  #wasIdle = false
  #sendsAlt = false

  /** An Escape was pressed; it was idle when it changed nothing. */
  pressed(nowMs: number, before: State, after: State): void {
    this.#untilMs = nowMs + prefixMs
    this.#wasIdle = before === after
  }

  /** What `key` does because an Escape came before it; undefined when it is a key of its own. */
  actionsFor(state: State, key: Key, nowMs: number): readonly Action[] | undefined {
    const isPrefixed = nowMs < this.#untilMs
    this.#untilMs = 0
    this.#sendsAlt ||= key.kind === 'key' && key.alt
    if (!isPrefixed || state.pending !== null || selectOverlay(state) !== undefined) return undefined
    if (key.kind !== 'text' || !this.#means(state, key.text)) return undefined
    const actions = actionsForChord(state, chordOf(stroke(key.text, { alt: true })))
    return actions.length === 0 ? undefined : actions
  }

  #means(state: State, text: string): boolean {
    if (/^\d$/.test(text)) return selectInput(state).editor.text === ''
    return state.settings.esc_meta && !this.#sendsAlt && this.#wasIdle && /^\p{L}$/u.test(text)
  }
}
