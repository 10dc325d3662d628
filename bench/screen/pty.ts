/** A program in a pty, read through a terminal emulator: when a key's effect stands on the screen, and what it cost. */
import { readFileSync } from 'node:fs'
import { spawn } from '@lydell/node-pty'
import xterm from '@xterm/headless'

export interface Program {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
}

export interface Size {
  readonly cols: number
  readonly rows: number
}

const patienceMs = 30_000
const ticksPerSecond = 100 // USER_HZ of Linux

export class Pty {
  readonly #terminal: InstanceType<typeof xterm.Terminal>
  readonly #pty: ReturnType<typeof spawn>
  readonly ended: Promise<number>
  readonly startedMs = performance.now()
  #bytes = 0
  #check: ((arrivedMs: number) => void) | undefined

  constructor({ args, env }: Program, size: Size) {
    this.#terminal = new xterm.Terminal({ ...size, allowProposedApi: true })
    this.#pty = spawn(process.execPath, [...args], {
      ...size,
      name: 'xterm-256color',
      env: { ...env, TERM: 'xterm-256color', LANG: 'C.UTF-8' } as Record<string, string>,
    })
    this.#pty.onData((data) => {
      const arrivedMs = performance.now()
      this.#bytes += Buffer.byteLength(data)
      this.#terminal.write(data, () => this.#check?.(arrivedMs))
    })
    this.#terminal.onData((reply) => this.#pty.write(reply))
    this.ended = new Promise((resolve) => this.#pty.onExit(({ exitCode }) => resolve(exitCode)))
  }

  /** Bytes written to the terminal so far. */
  get bytes(): number {
    return this.#bytes
  }

  get text(): string {
    const { active } = this.#terminal.buffer
    return Array.from(
      { length: this.#terminal.rows },
      (_, row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? '',
    ).join('\n')
  }

  write(keys: string): void {
    this.#pty.write(keys)
  }

  /** Milliseconds from now until the bytes came that make the screen fit; `keys` are written first. */
  async after(keys: string, fits: (text: string) => boolean): Promise<number> {
    const startMs = performance.now()
    const shown = new Promise<number>((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`nothing came for ${JSON.stringify(keys)}:\n${this.text}`)),
        patienceMs,
      )
      this.#check = (arrivedMs) => {
        if (!fits(this.text)) return
        clearTimeout(late)
        this.#check = undefined
        resolve(arrivedMs)
      }
    })
    if (keys === '') this.#check?.(startMs)
    else this.#pty.write(keys)
    return (await shown) - startMs
  }

  /** User and system time of the process so far. */
  get cpuMs(): number {
    const fields = readFileSync(`/proc/${this.#pty.pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1_000
  }

  get rssMb(): number {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.#pty.pid}/status`, 'utf8'))?.[1]) / 1_024
  }

  async end(): Promise<void> {
    this.#pty.kill('SIGTERM')
    await this.ended
    this.#terminal.dispose()
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
