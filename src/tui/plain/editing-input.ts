/**
 * Standard input as node:readline edits it: the keys of a terminal without what was pasted, which would be keys to it too.
 * Owns the wish of the terminal to mark pastes, and gives it up while the process is stopped.
 */
import { PassThrough, type Readable, type Writable } from 'node:stream'
import { Emitter } from '../../lib/emitter.js'
import { PasteSplitter } from './split-pastes.js'

type Terminal = Readable & { setRawMode?(raw: boolean): unknown; readonly isRaw?: boolean }

const marksOn = '\x1b[?2004h'
const marksOff = '\x1b[?2004l'

export class EditingInput extends PassThrough {
  readonly isTTY = true
  readonly pasted = new Emitter<string>()
  readonly #stdin: Terminal
  readonly #stdout: Writable
  readonly #splitter = new PasteSplitter()
  readonly #take = (chunk: Uint8Array) => this.#split(chunk)
  /** Also when the terminal was closed, which is told as an error. */
  readonly #finish = () => void this.end()

  constructor(stdin: Terminal, stdout: Writable) {
    super()
    this.#stdin = stdin
    this.#stdout = stdout
    stdin.on('data', this.#take)
    stdin.on('end', this.#finish)
    stdin.on('error', this.#finish)
    stdout.write(marksOn)
  }

  get isRaw(): boolean {
    return this.#stdin.isRaw === true
  }

  /** Asked for before the process is stopped and after it goes on, too. */
  setRawMode(raw: boolean): this {
    this.#stdin.setRawMode?.(raw)
    this.#stdout.write(raw ? marksOn : marksOff)
    return this
  }

  /** Lets go of the terminal. */
  close(): void {
    this.#stdin.off('data', this.#take)
    this.#stdin.off('end', this.#finish)
    this.#stdin.off('error', this.#finish)
    this.#stdin.pause()
    this.#stdout.write(marksOff)
  }

  #split(chunk: Uint8Array): void {
    for (const piece of this.#splitter.push(chunk)) {
      if (piece.kind === 'paste') this.pasted.emit(piece.text)
      else this.write(piece.bytes)
    }
  }
}
