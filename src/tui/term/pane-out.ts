/**
 * The "terminal" that one Ink root writes to: as large as the pane, and every complete frame goes to the screen as lines.
 * With Ink's `debug` option a write is one whole frame, also where Ink believes to run in CI.
 */
import { Writable } from 'node:stream'
import type { Screen } from './screen.js'

export class PaneOut extends Writable {
  readonly isTTY = false
  columns = 1
  rows = 1
  readonly #screen: Screen
  readonly #id: string
  readonly #drawn: () => void

  constructor(screen: Screen, id: string, drawn: () => void) {
    super({ decodeStrings: false })
    this.#screen = screen
    this.#id = id
    this.#drawn = drawn
  }

  resize(columns: number, rows: number): void {
    this.columns = columns
    this.rows = rows
  }

  override _write(frame: string | Buffer, _encoding: string, done: () => void): void {
    this.#screen.draw(this.#id, frame.toString().split('\n'))
    this.#drawn()
    done()
  }
}
