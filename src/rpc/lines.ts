/**
 * Framing of the local socket: one UTF-8 line per message, bounded in length, with back-pressure in both directions.
 * Knows nothing of JSON-RPC. A line that is too long or no UTF-8 ends the connection: there is no way to resynchronise.
 */
import type { Socket } from 'node:net'
import { Emitter } from '../lib/emitter.js'

/** A face asks little: a text of 16 KiB is at most 96 KiB of JSON. */
export const maxRequestBytes = 256 * 1024
/** A page of 1,001 lines of the longest text, every character escaped, still fits. */
export const maxReplyBytes = 128 * 1024 * 1024

const newline = 0x0a

/** Cuts a byte stream into lines. `undefined` instead of lines: too long, or no UTF-8. */
export class LineSplitter {
  readonly #maxLineBytes: number
  #parts: Uint8Array[] = []
  #sizeBytes = 0

  constructor(maxLineBytes: number) {
    this.#maxLineBytes = maxLineBytes
  }

  push(chunk: Uint8Array): string[] | undefined {
    const lines: string[] = []
    let start = 0
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      const line = this.#add(chunk.subarray(start, end)) ? this.#take() : undefined
      if (line === undefined) return undefined
      lines.push(line)
      start = end + 1
    }
    return this.#add(chunk.subarray(start)) ? lines : undefined
  }

  #add(part: Uint8Array): boolean {
    this.#sizeBytes += part.length
    if (part.length > 0) this.#parts.push(part)
    return this.#sizeBytes <= this.#maxLineBytes
  }

  #take(): string | undefined {
    const bytes = Buffer.concat(this.#parts, this.#sizeBytes)
    this.#parts = []
    this.#sizeBytes = 0
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } catch {
      return undefined // converted: the connection ends with the reason "no UTF-8"
    }
  }
}

interface LineOptions {
  readonly socket: Socket
  readonly maxLineBytes: number
  readonly onLine: (line: string) => void
}

/** A socket that speaks in lines. Socket errors are the same as its end: the other side is gone. */
export class LineConnection {
  readonly drained = new Emitter()
  /** Resolves when the socket is closed, whoever closed it. */
  readonly ended: Promise<void>
  readonly #socket: Socket
  readonly #splitter: LineSplitter
  readonly #onLine: (line: string) => void
  /** Lines of the newest chunk that came while paused. */
  #queue: string[] = []
  #paused = false
  #delivering = false

  constructor({ socket, maxLineBytes, onLine }: LineOptions) {
    this.#socket = socket
    this.#splitter = new LineSplitter(maxLineBytes)
    this.#onLine = onLine
    this.ended = new Promise((resolve) => {
      socket.once('close', () => resolve())
    })
    socket.on('error', () => socket.destroy()) // converted: `ended` tells everybody who waits
    socket.on('drain', () => this.drained.emit())
    socket.on('data', (chunk: Buffer) => this.#take(chunk))
  }

  /** Sends one line. A line for a closed socket is dropped: `ended` has told so already. */
  send(line: string): void {
    if (this.#socket.writable) this.#socket.write(`${line}\n`)
  }

  /** True while the other side does not take what was sent: send no more before `drained`. */
  get congested(): boolean {
    return this.#socket.writableNeedDrain
  }

  /** No more lines, also of those that were read already, before `resume`. */
  pause(): void {
    this.#paused = true
    this.#socket.pause()
  }

  resume(): void {
    this.#paused = false
    this.#deliver()
  }

  /** Ends after everything sent so far has left. */
  finish(): Promise<void> {
    this.#socket.end(() => this.#socket.destroy())
    return this.ended
  }

  /** Ends at once. */
  destroy(): void {
    this.#queue = []
    this.#socket.destroy()
  }

  #take(chunk: Uint8Array): void {
    const lines = this.#splitter.push(chunk)
    if (lines === undefined) {
      this.destroy()
    } else {
      this.#queue.push(...lines)
      this.#deliver()
    }
  }

  #deliver(): void {
    if (this.#delivering) return
    this.#delivering = true
    for (let line = this.#next(); line !== undefined; line = this.#next()) this.#onLine(line)
    this.#delivering = false
    if (!this.#paused) this.#socket.resume()
  }

  #next(): string | undefined {
    return this.#paused ? undefined : this.#queue.shift()
  }
}
