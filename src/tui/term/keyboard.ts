/**
 * Reads a terminal's input and emits keys. Owns the waiting for the rest of a split sequence: 30 ms tell a lone Escape
 * from the beginning of an arrow key (slow ssh links cut sequences); a paste may pause for a second.
 */
import type { Clock } from '../../lib/clock.js'
import { Emitter } from '../../lib/emitter.js'
import type { Key } from './key.js'
import { KeyParser } from './keys.js'

const sequenceWaitMs = 30
const pasteWaitMs = 1000

export class Keyboard {
  readonly keys = new Emitter<Key>()
  readonly #parser = new KeyParser()
  readonly #clock: Clock
  #cancel: (() => void) | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** What the terminal sent. */
  push(chunk: Uint8Array): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#emit(this.#parser.push(chunk))
    const { pending } = this.#parser
    if (pending === 'nothing') return
    const waitMs = pending === 'paste' ? pasteWaitMs : sequenceWaitMs
    this.#cancel = this.#clock.after(waitMs, () => this.#emit(this.#parser.flush()))
  }

  stop(): void {
    this.#cancel?.()
    this.keys.clear()
  }

  #emit(keys: readonly Key[]): void {
    for (const key of keys) this.keys.emit(key)
  }
}
