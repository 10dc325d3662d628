/** Keeps what libraries print away from the screen, in a bounded list; given back when the screen has ended. */
import { format } from 'node:util'

const kept = 200
const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const

export class ConsoleCapture {
  readonly #lines: string[] = []
  readonly #originals = new Map<(typeof methods)[number], typeof console.log>()

  open(): void {
    for (const method of methods) {
      this.#originals.set(method, console[method])
      console[method] = (...values: unknown[]) => {
        this.#lines.push(format(...values))
        if (this.#lines.length > kept) this.#lines.shift()
      }
    }
  }

  /** Gives the console back and returns what was printed meanwhile. */
  close(): readonly string[] {
    for (const [method, original] of this.#originals) console[method] = original
    this.#originals.clear()
    return this.#lines
  }
}
