/**
 * What libraries print while a face has the terminal, and the stack of a crash, in a file of the profile. Bounded: at its
 * limit it is renamed and started again. Written behind the keys, never before them; keys and links of rooms are masked.
 * Failures to write are dropped on purpose: a log that cannot be written must not end a screen.
 */
import { appendFile } from 'node:fs/promises'
import type { Clock } from '../../lib/clock.js'
import { Serial } from '../../lib/serial.js'
import { rotateLog } from '../../rpc/console-log.js'

/** More than that, not written yet, is dropped: something prints without end. */
const mostPending = 1_000
const secrets = /hocket:\w+\/\S+|(?<![0-9a-z])[0-9a-z]{48,}(?![0-9a-z])/gi
const control = /(?!\n)\p{Cc}/gu

export class ScreenLog {
  readonly #path: string | undefined
  readonly #clock: Clock
  readonly #writes = new Serial()
  #pending: string[] = []

  /** Without a path nothing is kept. */
  constructor(path: string | undefined, clock: Clock) {
    this.#path = path
    this.#clock = clock
  }

  add(level: string, text: string): void {
    const path = this.#path
    if (path === undefined || this.#pending.length === mostPending) return
    const shown = text.replace(secrets, '<masked>').replace(control, (character) => JSON.stringify(character))
    this.#pending.push(`${new Date(this.#clock.now()).toISOString()} ${level} ${shown}\n`)
    if (this.#pending.length === 1) void this.#writes.run(() => this.#write(path))
  }

  /** Resolves when everything is in the file that can be. */
  idle(): Promise<void> {
    return this.#writes.idle()
  }

  async #write(path: string): Promise<void> {
    await new Promise(setImmediate) // what is printed in one go is written in one go, after the frame
    const lines = this.#pending
    this.#pending = []
    try {
      rotateLog(path)
      await appendFile(path, lines.join(''), { mode: 0o600 })
    } catch {
      return // dropped, see above
    }
  }
}
