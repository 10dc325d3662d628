/**
 * Escape as Meta, for terminals that send no Alt: Esc and then a digit on an empty line is Alt with the digit; and when an
 * Escape had nothing to do, the key that follows it in time is tried with Alt. Knows no clock: it is told the time.
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

  /** An Escape was pressed; it was idle when it changed nothing. */
  pressed(nowMs: number, before: State, after: State): void {
    this.#untilMs = nowMs + prefixMs
    this.#wasIdle = before === after
  }

  /** What `key` does because an Escape came before it; undefined when it is a key of its own. */
  actionsFor(state: State, key: Key, nowMs: number): readonly Action[] | undefined {
    const isPrefixed = nowMs < this.#untilMs
    this.#untilMs = 0
    if (!isPrefixed || state.pending !== null) return undefined
    const chord = withAlt(key)
    if (chord === undefined || !this.#means(state, chord)) return undefined
    const actions = actionsForChord(state, chord)
    return actions.length === 0 ? undefined : actions
  }

  #means(state: State, chord: string): boolean {
    if (selectOverlay(state) !== undefined) return false
    return this.#wasIdle || (/^M-\d$/.test(chord) && selectInput(state).editor.text === '')
  }
}

function withAlt(key: Key): string | undefined {
  if (key.kind === 'text')
    return [...key.text].length === 1 ? chordOf(stroke(key.text, { alt: true })) : undefined
  return key.kind === 'key' && !key.alt && key.name !== 'escape' ? chordOf({ ...key, alt: true }) : undefined
}
