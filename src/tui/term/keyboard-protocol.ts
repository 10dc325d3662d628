/**
 * Asks a terminal for keys that can be told apart (Shift-Enter from Enter). The question for the kitty protocol is followed
 * by one that every terminal answers: when only that answer comes, the older way of xterm is switched on instead. What is
 * switched on here ends with the string that leaves the screen.
 */

/** Which flags of the kitty protocol are set, then: which terminal are you. */
export const askKeyboard = '\x1b[?u\x1b[c'
/** Keys without ambiguity, with what Shift makes of them: on a layout that is not American, nobody else knows. */
const pushKitty = '\x1b[>5u'
const otherKeys = '\x1b[>4;1m'

export class KeyboardProtocol {
  #answered = false

  /** The terminal is asked anew. */
  reset(): void {
    this.#answered = false
  }

  /** What to send after an answer of the terminal; undefined: nothing. */
  answer(bytes: string): string | undefined {
    if (this.#answered) return undefined
    if (/^\x1b\[\?\d+u$/.test(bytes)) {
      this.#answered = true
      return pushKitty
    }
    if (!/^\x1b\[\?[\d;]*c$/.test(bytes)) return undefined
    this.#answered = true
    return otherKeys
  }
}
