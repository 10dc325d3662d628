/** The real program in a pseudo-terminal, read back through a terminal emulator. */
import { spawn } from '@lydell/node-pty'
import xterm from '@xterm/headless'
import type { Test } from 'tap'
import { until } from '../testnet/until.js'
import { type Profile, program } from './profiles.js'

const patienceMs = 40_000
/** Answered with a whole frame. */
const repaint = '\x0c'

interface Size {
  readonly cols?: number
  readonly rows?: number
}

export interface ScreenOptions extends Size {
  readonly env?: Readonly<Record<string, string>>
  readonly command?: readonly string[]
}

export class Screen {
  readonly #terminal: InstanceType<typeof xterm.Terminal>
  readonly #pty: ReturnType<typeof spawn>
  /** Resolves with the exit code. */
  readonly ended: Promise<number>
  /** Resolves with the number of the signal that it died of; 0 when it ended by itself. */
  readonly endedBy: Promise<number>
  /** Every byte that the program has written to its terminal. */
  raw = ''

  /** `command`: something else than the program, such as a shell in which it is started. */
  constructor(
    profile: Profile,
    { env = {}, command = [process.execPath, program], ...size }: ScreenOptions & Required<Size>,
  ) {
    this.#terminal = new xterm.Terminal({ ...size, allowProposedApi: true })
    const [file = '', ...args] = command
    this.#pty = spawn(file, args, {
      ...size,
      name: 'xterm-256color',
      env: { ...profile.env, TERM: 'xterm-256color', LANG: 'C.UTF-8', CI: 'true', ...env } as Record<
        string,
        string
      >,
    })
    this.#pty.onData((data) => {
      this.raw += data
      this.#terminal.write(data)
    })
    this.#terminal.onData((reply) => this.#pty.write(reply))
    this.ended = new Promise((resolve) => this.#pty.onExit(({ exitCode }) => resolve(exitCode)))
    this.endedBy = new Promise((resolve) => this.#pty.onExit(({ signal = 0 }) => resolve(signal)))
  }

  get pid(): number {
    return this.#pty.pid
  }

  /** What stands on the screen now, a line a row. */
  get text(): string {
    const { active } = this.#terminal.buffer
    return Array.from(
      { length: this.#terminal.rows },
      (_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? '',
    ).join('\n')
  }

  /** Every title that the window was given, oldest first. */
  get titles(): readonly string[] {
    return [...this.raw.matchAll(/\x1b\]2;(.*?)(?:\x1b\\|\x07)/g)].map(([, title = '']) => title)
  }

  get isAlternate(): boolean {
    return this.#terminal.buffer.active.type === 'alternate'
  }

  get modes(): InstanceType<typeof xterm.Terminal>['modes'] {
    return this.#terminal.modes
  }

  type(keys: string): void {
    this.#pty.write(keys)
  }

  resize(cols: number, rows: number): void {
    this.#terminal.resize(cols, rows)
    this.#pty.resize(cols, rows)
  }

  kill(signal: string): void {
    this.#pty.kill(signal)
  }

  /** The terminal takes nothing any more, as one that is stopped. */
  stall(): void {
    this.#pty.pause()
  }

  goOn(): void {
    this.#pty.resume()
  }

  /** Closes the terminal under the program. */
  hangUp(): void {
    const pty = this.#pty as unknown as { destroy(): void } // not in its declarations
    pty.destroy()
  }

  /** Resolves when the screen shows this; gives up with what it shows instead, so that a failure can be read. */
  async shows(wanted: string | RegExp): Promise<void> {
    await this.#comesTo(() => this.#has(wanted), `the screen does not show ${wanted}`)
  }

  /** Resolves when the screen does not show this any more. */
  async hides(unwanted: string | RegExp): Promise<void> {
    await this.#comesTo(() => !this.#has(unwanted), `the screen goes on showing ${unwanted}`)
  }

  /** Presses a key again and again, each time when the last one was answered, until the screen shows this. */
  async pressUntil(key: string, wanted: string | RegExp): Promise<void> {
    const patience = AbortSignal.timeout(patienceMs)
    while (!patience.aborted && !this.#has(wanted)) {
      const seen = this.raw.length
      this.type(key + repaint)
      await until(() => patience.aborted || this.raw.length > seen)
    }
    await this.shows(wanted)
  }

  #has(wanted: string | RegExp): boolean {
    return typeof wanted === 'string' ? this.text.includes(wanted) : wanted.test(this.text)
  }

  async #comesTo(isSo: () => boolean, complaint: string): Promise<void> {
    const patience = AbortSignal.timeout(patienceMs)
    const fits = () => !this.#terminal.modes.synchronizedOutputMode && isSo() // not in the middle of a frame
    await until(() => patience.aborted || fits())
    if (!fits()) throw new Error(`${complaint}, but:\n${this.text}`)
  }
}

/** A screen on a profile; a program that still runs at the end of the test is ended. */
export function openScreen(t: Test, profile: Profile, options: ScreenOptions = {}): Screen {
  const screen = new Screen(profile, { cols: 80, rows: 24, ...options })
  t.teardown(async () => {
    try {
      screen.kill('SIGKILL')
    } catch {
      return // it has ended already
    }
    await screen.ended
  })
  return screen
}
