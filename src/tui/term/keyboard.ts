/**
 * Reads a terminal's input and emits keys. Owns the waiting for the rest of a split sequence: 30 ms tell a lone Escape
 * from the beginning of an arrow key (slow ssh links cut sequences); a paste may pause for a second. A read with text
 * behind a line end was not typed: it is a paste of a terminal that does not mark pastes, and nothing of it is sent.
 */
import type { Clock } from '../../lib/clock.js'
import { Emitter } from '../../lib/emitter.js'
import type { Key } from './key.js'
import { KeyParser } from './keys.js'

const sequenceWaitMs = 30
const pasteWaitMs = 1000
/** The reads of one paste follow each other faster than that. */
const unmarkedPasteWaitMs = 60
const escapeByte = 0x1b

export class Keyboard {
  readonly keys = new Emitter<Key>()
  readonly #parser = new KeyParser()
  readonly #clock: Clock
  #cancel: (() => void) | undefined
  #unmarked = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** What the terminal sent. */
  push(chunk: Uint8Array): void {
    this.#cancel?.()
    this.#cancel = undefined
    if (this.#unmarked && chunk.includes(escapeByte)) this.#flush() // a key, or a paste that is marked
    if (this.#parser.pending === 'nothing' && isUnmarkedPaste(chunk)) {
      this.#unmarked = true
      this.#parser.startPaste()
    }
    this.#emit(this.#parser.push(chunk))
    const { pending } = this.#parser
    if (pending === 'nothing') return
    const paused = this.#unmarked ? unmarkedPasteWaitMs : pasteWaitMs
    const waitMs = pending === 'paste' ? paused : sequenceWaitMs
    this.#cancel = this.#clock.after(waitMs, () => this.#flush())
  }

  stop(): void {
    this.#cancel?.()
    this.keys.clear()
  }

  #flush(): void {
    this.#unmarked = false
    this.#emit(this.#parser.flush())
  }

  #emit(keys: readonly Key[]): void {
    for (const key of keys) this.keys.emit(key)
  }
}

/** Text behind a line end, and no key among it. */
function isUnmarkedPaste(chunk: Uint8Array): boolean {
  let ended = false
  let behind = false
  for (const byte of chunk) {
    if (byte === 0x0d || byte === 0x0a) ended = true
    else if ((byte < 0x20 && byte !== 0x09) || byte === 0x7f) return false
    else behind ||= ended
  }
  return behind
}
