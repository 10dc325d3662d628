/**
 * Lines in and lines out, append-only: on a terminal that can edit a line with node:readline and its completion, on a
 * dumb one or a pipe without. Owns the reading of standard input. Lines wait until they are asked for. Several lines that
 * were pasted are one, and wait for Enter: nothing of a paste is sent by itself or is a command.
 */
import { createInterface, type Interface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'
import { typeable } from '../state/editor.js'
import { EditingInput } from './editing-input.js'

export interface LineTerminalOptions {
  readonly stdin: Readable & { readonly isTTY?: boolean | undefined }
  readonly stdout: Writable & { readonly isTTY?: boolean | undefined }
  /** The terminal can edit a line: cursor keys, Tab. */
  readonly edits: boolean
  /** What can stand for the last word of a line, and that word. */
  readonly complete: (line: string) => readonly [candidates: readonly string[], word: string]
}

const prompt = '> '
/** Typed as the last line of a paste, it throws the paste away. */
const drop = safe`/drop`
/** Lines read ahead of who takes them. */
const mostWaiting = 64

export class LineTerminal {
  readonly #stdout: Writable
  readonly #lines: Interface
  readonly #edits: boolean
  readonly #input: EditingInput | undefined
  /** All lines but the last of what was pasted, which stands in the line. */
  #pasted: readonly string[] = []
  readonly #waiting: string[] = []
  readonly #interrupted = new AbortController()
  #wake: (() => void) | undefined
  #ended = false

  constructor({ stdin, stdout, edits, complete }: LineTerminalOptions) {
    this.#stdout = stdout
    this.#edits = edits
    this.#input = edits ? new EditingInput(stdin, stdout) : undefined
    this.#input?.pasted.on((text) => this.#paste(typeable(text).replace(/\n+$/, '').split('\n')))
    this.#lines = createInterface({
      input: this.#input ?? stdin,
      ...(edits ? { output: stdout } : {}),
      terminal: edits,
      completer: (line: string) => {
        const [candidates, word] = complete(line)
        return [[...candidates], word]
      },
      historySize: 500,
      removeHistoryDuplicates: true,
      crlfDelay: Number.POSITIVE_INFINITY,
    })
    this.#lines.setPrompt(prompt)
    this.#lines.on('line', (line) => this.#receive(line))
    this.#lines.on('close', () => this.#end())
    this.#lines.on('error', () => this.#end()) // the terminal was closed
    this.#lines.on('SIGINT', () => this.#interrupted.abort())
    this.#lines.on('SIGCONT', () => this.#lines.resume()) // readline pauses itself after a stop, to be asked again
  }

  /** Aborts when the person pressed Ctrl-C. */
  get interrupted(): AbortSignal {
    return this.#interrupted.signal
  }

  /** The next line; undefined when there will be none. */
  async next(): Promise<string | undefined> {
    while (this.#waiting.length === 0 && !this.#ended) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    const line = this.#waiting.shift()
    if (this.#waiting.length < mostWaiting && !this.#ended) this.#lines.resume()
    return line
  }

  /** Appends lines below everything that stands there. What is being typed is repeated below them. */
  print(lines: readonly SafeText[]): void {
    if (lines.length === 0) return
    const text = lines.join('\n')
    if (!this.#edits) {
      this.#stdout.write(`${text}\n`)
      return
    }
    const typed = this.#lines.line
    this.#stdout.write(`${typed === '' ? '\r' : '\n'}${text}\n${prompt}${typed}`)
  }

  /** Shows that a line can be typed. */
  prompt(): void {
    if (this.#edits && !this.#ended) this.#stdout.write(prompt)
  }

  /** Leaves the line of the prompt to nobody. */
  close(): void {
    this.#lines.close()
    this.#input?.close()
    if (this.#edits) this.#stdout.write('\n')
  }

  /** One line goes where the cursor is; several begin what Enter will send as a whole. */
  #paste(lines: readonly string[]): void {
    const last = lines.at(-1) ?? ''
    if (lines.length > 1) {
      const whole = [...this.#pasted, this.#lines.line + (lines[0] ?? ''), ...lines.slice(1, -1)]
      this.#lines.write(null, { ctrl: true, name: 'e' })
      this.#lines.write(null, { ctrl: true, name: 'u' })
      this.#pasted = whole
      const begin = sanitizeLine(whole[0] ?? '', 40)
      this.print([
        safe`-- ${whole.length + 1} lines pasted, beginning "${begin}". Enter sends them as one message; ${drop} as the last line drops them.`,
      ])
    }
    if (last !== '') this.#lines.write(last)
  }

  #receive(typed: string): void {
    const isDropped = this.#pasted.length > 0 && typed.trim() === drop
    const line = isDropped ? '' : [...this.#pasted, typed].join('\n')
    this.#pasted = []
    this.#waiting.push(line)
    if (this.#waiting.length >= mostWaiting) this.#lines.pause()
    this.#wake?.()
    this.prompt()
  }

  #end(): void {
    this.#ended = true
    this.#wake?.()
  }
}
