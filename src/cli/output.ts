/**
 * Where a command prints. Text reaches standard output only as SafeText (I8), facts only as escaped JSON; what is said
 * beside the result goes to standard error. A reader that has gone (EPIPE) ends the command quietly.
 */
import { once } from 'node:events'
import { isUtf8 } from '../lib/utf8-locale.js'
import { escapeJson } from '../text/escape-json.js'
import { type SafeText, safe, sanitize } from '../text/sanitize.js'
import type { Io } from './io.js'

export class Output {
  /** Aborts when nobody reads standard output any more. */
  readonly unread: AbortSignal
  readonly json: boolean
  readonly color: boolean
  /** Whoever reads the text can show emoji. */
  readonly emoji: boolean
  readonly #io: Io
  readonly #undo: () => void
  #held: string[] | undefined

  constructor(io: Io, options: { readonly json: boolean; readonly color: boolean }) {
    this.#io = io
    this.json = options.json
    this.color = options.color
    this.emoji = isUtf8(io.env)
    const gone = new AbortController()
    const onError = () => gone.abort()
    io.stdout.on('error', onError)
    this.#undo = () => io.stdout.off('error', onError)
    this.unread = gone.signal
  }

  /** One line, or several, of the result. */
  line(text: SafeText): void {
    this.#print(`${text}\n`)
  }

  /** One object of the result. */
  fact(value: unknown): void {
    this.#print(`${escapeJson(value)}\n`)
  }

  /** The result either way. */
  result(value: unknown, text: SafeText): void {
    if (this.json) this.fact(value)
    else this.line(text)
  }

  /** A sentence beside the result. */
  note(sentence: string): void {
    const line = `hocket: ${sanitize(sentence)}\n`
    if (this.#held === undefined) this.#io.stderr.write(line)
    else this.#held.push(line)
  }

  /** Keeps every note back until the command ends: a screen is on the terminal until then. */
  holdNotes(): void {
    this.#held ??= []
  }

  bold(text: SafeText): SafeText {
    return this.color ? safe`\x1b[1m${text}\x1b[22m` : text
  }

  dim(text: SafeText): SafeText {
    return this.color ? safe`\x1b[2m${text}\x1b[22m` : text
  }

  /** Waits until a slow reader has taken what was printed. */
  async flushed(): Promise<void> {
    if (!this.#io.stdout.writableNeedDrain || this.unread.aborted) return
    await once(this.#io.stdout, 'drain', { signal: this.unread }).catch(() => undefined) // converted: `unread` says it
  }

  close(): void {
    for (const line of this.#held?.splice(0) ?? []) this.#io.stderr.write(line)
    // The listener stays after a broken pipe: more errors of the same stream may follow.
    if (!this.unread.aborted) this.#undo()
  }

  #print(text: string): void {
    if (!this.unread.aborted) this.#io.stdout.write(text)
  }
}
