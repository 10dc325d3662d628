/** Keeps what libraries print away from the screen: hands it on, and has the newest lines until the screen has ended. */
import { format } from 'node:util'

const kept = 200
const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const

export type Printed = (level: string, text: string) => void

export class ConsoleCapture {
  readonly #lines: string[] = []
  readonly #originals = new Map<(typeof methods)[number], typeof console.log>()
  readonly #printed: Printed | undefined

  /** `printed` is told of everything. */
  constructor(printed?: Printed) {
    this.#printed = printed
  }

  open(): void {
    for (const method of methods) {
      this.#originals.set(method, console[method])
      console[method] = (...values: unknown[]) => {
        const text = format(...values)
        this.#printed?.(method, text)
        this.#lines.push(text)
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
