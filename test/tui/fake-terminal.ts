/** A terminal without a pty: what is written to it is interpreted by a real emulator, and can be read back as cells. */
import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import xterm from '@xterm/headless'
import type { TtyIn, TtyOut } from '../../src/tui/term/tty.js'

export class FakeTerminal {
  readonly emulator: InstanceType<typeof xterm.Terminal>
  readonly input = Object.assign(new PassThrough(), {
    isTTY: true,
    raw: false,
    setRawMode(raw: boolean) {
      this.raw = raw
    },
  })
  readonly #events = new EventEmitter()
  /** Everything written since the last look. */
  written = ''
  /** The terminal takes nothing until it is drained. */
  full = false
  #columns: number
  #rows: number

  constructor(columns: number, rows: number) {
    this.#columns = columns
    this.#rows = rows
    this.emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true })
  }

  get columns(): number {
    return this.#columns
  }

  get rows(): number {
    return this.#rows
  }

  readonly isTTY = true
  readonly on = this.#events.on.bind(this.#events)
  readonly once = this.#events.once.bind(this.#events)
  readonly off = this.#events.off.bind(this.#events)

  write(text: string): boolean {
    this.written += text
    this.emulator.write(text)
    return !this.full
  }

  drain(): void {
    this.full = false
    this.#events.emit('drain')
  }

  resize(columns: number, rows: number): void {
    this.#columns = columns
    this.#rows = rows
    this.emulator.resize(columns, rows)
    this.#events.emit('resize')
  }

  get stdin(): TtyIn {
    return this.input as unknown as TtyIn
  }

  get stdout(): TtyOut {
    return this as unknown as TtyOut
  }

  type(text: string): void {
    this.input.write(Buffer.from(text))
  }

  /** The rows of the screen, without what is blank at their ends. */
  async lines(): Promise<string[]> {
    await new Promise<void>((resolve) => this.emulator.write('', resolve))
    const { active } = this.emulator.buffer
    return Array.from(
      { length: this.#rows },
      (_, row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? '',
    )
  }

  /** Resolves with the screen when it shows `expected`; rejects with what it shows when that never comes. */
  async until(expected: RegExp): Promise<string> {
    const deadlineMs = Date.now() + 15_000
    for (;;) {
      const screen = (await this.lines()).join('\n')
      if (expected.test(screen) && !this.emulator.modes.synchronizedOutputMode) return screen
      if (Date.now() > deadlineMs) throw new Error(`the screen never showed ${expected}, but:\n${screen}`)
      await new Promise(setImmediate)
    }
  }
}
