/**
 * The terminal of this process: raw mode, size, signals, and giving it back whatever happens. Owns the listeners on the
 * process while the screen runs. RESTORE is written synchronously on exit, signals and crashes: after us the shell must
 * find its terminal as it was.
 */
import { Buffer } from 'node:buffer'
import { writeSync } from 'node:fs'
import { Emitter } from '../../lib/emitter.js'
import type { Size } from '../state/state.js'
import { leaveScreen } from './modes.js'

export type TtyIn = NodeJS.ReadableStream & { setRawMode?(raw: boolean): unknown; readonly isTTY?: boolean }
export type TtyOut = NodeJS.WriteStream

/** What ends the screen from outside: the exit code, and the error of a crash. */
export interface TtyEnd {
  readonly code: number
  readonly error?: unknown
}

type Handle = { setBlocking?(blocking: boolean): void; close?(): void }

/** Half a second in all. */
const attempts = 50
const attemptPauseMs = 10

const signalCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const

export class Tty {
  readonly input = new Emitter<Uint8Array>()
  readonly resized = new Emitter<Size>()
  /** The process continues after it was stopped. */
  readonly resumed = new Emitter()
  /** Somebody else wants the process to stop, as Ctrl-Z does: `suspend` has to follow. */
  readonly stopAsked = new Emitter()
  readonly ended = new Emitter<TtyEnd>()
  readonly #stdin: TtyIn
  readonly #stdout: TtyOut
  readonly #undo: (() => void)[] = []
  readonly #onStop = () => (this.#lent ? this.#stop() : this.stopAsked.emit())
  #taken = false
  #lent = false
  #suspended = false

  constructor(stdin: TtyIn, stdout: TtyOut) {
    this.#stdin = stdin
    this.#stdout = stdout
  }

  get size(): Size {
    return { cols: this.#stdout.columns || 80, rows: this.#stdout.rows || 24 }
  }

  open(): void {
    this.#taken = true
    this.#setBlocking({ blocking: false }) // a terminal that stops reading must not stop us
    this.#setRaw({ raw: true })
    this.#listen(this.#stdin, 'data', (chunk: Uint8Array | string) => {
      this.input.emit(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
    })
    for (const event of ['end', 'error', 'close']) this.#listen(this.#stdin, event, () => this.#hangUp())
    this.#listen(this.#stdout, 'error', () => this.#hangUp())
    this.#listen(this.#stdout, 'resize', () => this.resized.emit(this.size))
    this.#listen(process, 'SIGCONT', () => this.#onContinue())
    if (this.canSuspend) this.#listen(process, 'SIGTSTP', this.#onStop)
    for (const [signal, code] of Object.entries(signalCodes)) {
      this.#listen(process, signal, () => {
        if (!(this.#lent && signal === 'SIGINT')) this.ended.emit({ code }) // Ctrl-C in another program is its own
      })
    }
    this.#listen(process, 'uncaughtException', (error: unknown) => this.ended.emit({ code: 1, error }))
    this.#listen(process, 'unhandledRejection', (error: unknown) => this.ended.emit({ code: 1, error }))
    this.#listen(process, 'exit', () => this.#restore())
    this.#stdin.resume()
  }

  /** Gives the terminal back. Signals are caught as before, so that what still has to end is not cut off by one. */
  giveBack(): void {
    this.#restore()
    this.#setRaw({ raw: false })
    this.#stdin.pause()
  }

  /** Gives the terminal back and lets go of the process. */
  close(): void {
    this.giveBack()
    for (const undo of this.#undo.splice(0).reverse()) undo()
  }

  /** False where a process cannot be stopped and continued. */
  get canSuspend(): boolean {
    return process.platform !== 'win32'
  }

  /** Stops the process as Ctrl-Z does in a shell; `resumed` tells when it goes on. */
  suspend(): void {
    this.#suspended = true
    this.#setBlocking({ blocking: true })
    this.#setRaw({ raw: false })
    this.#stop()
  }

  /** For when the process was not stopped after all, as where no shell could continue it; `resumed` follows. */
  goOn(): void {
    if (this.#suspended) this.#onContinue()
  }

  /** Hands the terminal to another program: until `reclaim` its keys are not read, and Ctrl-C is not ours. */
  lend(): void {
    this.#lent = true
    this.#setBlocking({ blocking: true })
    this.#setRaw({ raw: false })
    this.#stdin.pause()
  }

  /** Takes the terminal back; `resumed` follows. */
  reclaim(): void {
    this.#lent = false
    this.#stdin.resume()
    this.#onContinue()
  }

  /** The handler is back when the process continues: while it is there the signal does not stop. */
  #stop(): void {
    process.off('SIGTSTP', this.#onStop)
    process.kill(process.pid, 'SIGTSTP')
  }

  #onContinue(): void {
    if (!this.#taken) return
    process.off('SIGTSTP', this.#onStop)
    if (this.canSuspend) process.on('SIGTSTP', this.#onStop)
    this.#suspended = false
    if (this.#lent) return
    this.#setRaw({ raw: false }) // a shell has changed the mode meanwhile, which is not known here
    this.#setRaw({ raw: true })
    this.#setBlocking({ blocking: false })
    this.resumed.emit()
  }

  #hangUp(): void {
    this.ended.emit({ code: signalCodes.SIGHUP })
  }

  #restore(): void {
    if (!this.#taken) return
    this.#taken = false
    const { fd } = this.#stdout as { fd?: number }
    if (fd === undefined) return void this.#stdout.write(leaveScreen)
    writePatiently(fd, leaveScreen)
    this.#setBlocking({ blocking: true })
    this.#dropWaiting()
  }

  /** What the terminal has not taken by now is of a screen that has ended: it would be drawn over the shell. */
  #dropWaiting(): void {
    const { writableLength, _handle: handle } = this.#stdout as { writableLength?: number; _handle?: Handle }
    if ((writableLength ?? 0) > 0) handle?.close?.()
  }

  #setRaw({ raw }: { readonly raw: boolean }): void {
    try {
      this.#stdin.setRawMode?.(raw)
    } catch {
      // a terminal that has gone takes no mode any more; that it has gone is told by a signal or by its streams
    }
  }

  #setBlocking({ blocking }: { readonly blocking: boolean }): void {
    const { _handle: handle } = this.#stdout as { _handle?: Handle }
    handle?.setBlocking?.(blocking)
  }

  #listen<T extends unknown[]>(
    target: NodeJS.EventEmitter,
    event: string,
    listener: (...values: T) => void,
  ): void {
    const call = listener as (...values: unknown[]) => void
    target.on(event, call)
    this.#undo.push(() => target.off(event, call))
  }
}

/** Past what the stream still holds back: it may never be written. A terminal that takes nothing is not waited for long. */
function writePatiently(fd: number, text: string): void {
  let rest = Buffer.from(text, 'utf8')
  for (let attempt = 0; attempt < attempts && rest.length > 0; attempt += 1) {
    try {
      rest = rest.subarray(writeSync(fd, rest))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return // gone: there is nothing left to restore
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, attemptPauseMs)
    }
  }
}
