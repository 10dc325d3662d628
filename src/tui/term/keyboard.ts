/**
 * Reads a terminal's input and emits keys. Owns the waiting for the rest of a split sequence: 30 ms tell a lone Escape
 * from the beginning of an arrow key (slow ssh links cut sequences); for what no hand types, and for a paste, it is a
 * second. A paste that pauses longer is emitted as far as it has come, and what follows is a part of it until its end
 * marker: nothing of a paste is ever a key. A read of more lines than anybody types into a slow link
 * is a paste of a terminal that does not mark pastes, and nothing of it is sent.
 */
import type { Clock } from '../../lib/clock.js'
import { Emitter } from '../../lib/emitter.js'
import { chordOf, type Key } from './key.js'
import { KeyParser, pasteEnd, pasteStart } from './keys.js'
import { readKind } from './read-kind.js'

const sequenceWaitMs = 30
const longWaitMs = 1000
/** The reads of one paste follow each other faster than that. */
const unmarkedPasteWaitMs = 60
const escapeByte = 0x1b
/** ESC, or ESC [, and a read that nobody types behind it: a report of the terminal or an arrow key that was cut in two. */
const rejoinable = /^\x1b(?:\[[<=>?]|\]\d+;|\[\d[\d;:]*[A-Za-z~^$@](?:\x1b|$)|\[[ABCDFHIO](?:\x1b|$))/
const latin1 = new TextDecoder('latin1')
/** What a slow link can make one read of what was typed: a few short lines. More than that was pasted. */
const mostTypedLineEnds = 4
const mostTypedBytes = 256

export class Keyboard {
  readonly keys = new Emitter<Key>()
  readonly #parser = new KeyParser()
  readonly #clock: Clock
  #cancel: (() => void) | undefined
  #unmarked = false
  /** The end marker of a paste has not come, though it was waited for. */
  #endOwed = false
  /** When it began what is waited for. */
  #sinceMs = 0
  /** What counted as a key because its rest did not come in time; the rest may come yet. */
  #severed = { start: '', untilMs: 0 }
  /** The terminal has marked a paste: it marks every one, and nothing has to be guessed. */
  #marksPastes = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** What the terminal sent. */
  push(chunk: Uint8Array): void {
    this.#cancel?.()
    this.#cancel = undefined
    const read = this.#rejoined(chunk)
    if (this.#unmarked && read.includes(escapeByte)) this.#flush() // a key, or a paste that is marked
    this.#beginPaste(read)
    const former = this.#parser.pending
    this.#emit(this.#parser.push(read))
    const { pending } = this.#parser
    if (former === 'paste' && pending !== 'paste') this.#endOwed = false
    if (pending !== 'report' || former !== 'report') this.#sinceMs = this.#clock.now()
    if (pending === 'nothing') return
    const passedMs = this.#clock.now() - this.#sinceMs
    this.#cancel = this.#clock.after(Math.max(0, this.#waitMs(pending) - passedMs), () => this.#flush())
  }

  stop(): void {
    this.#cancel?.()
    this.keys.clear()
  }

  #waitMs(pending: 'sequence' | 'report' | 'paste'): number {
    if (pending === 'sequence') return sequenceWaitMs
    return pending === 'paste' && this.#unmarked ? unmarkedPasteWaitMs : longWaitMs
  }

  /** What counted as a key has been one; its rest at least is not typed. */
  #rejoined(chunk: Uint8Array): Uint8Array {
    const { start, untilMs } = this.#severed
    this.#severed = { start: '', untilMs: 0 }
    if (start === '' || this.#clock.now() >= untilMs) return chunk
    const whole = start + latin1.decode(chunk)
    return rejoinable.test(whole) ? Uint8Array.of(...new TextEncoder().encode(start), ...chunk) : chunk
  }

  /** Decides whether a read is pasted, where its beginning does not say so. */
  #beginPaste(read: Uint8Array): void {
    const { pending } = this.#parser
    if (pending === 'paste') return
    if (this.#endOwed) this.#goOn(read)
    else if (pending === 'nothing' && endsPaste(read)) this.#parser.startPaste()
    else if (!this.#marksPastes && pending === 'nothing' && isUnmarkedPaste(read)) {
      this.#unmarked = true
      this.#parser.startPaste()
    }
  }

  /** The end of a paste is owed: only one key alone, and no line end, is a sign that a hand types again. */
  #goOn(read: Uint8Array): void {
    const kind = endsPaste(read) ? 'more' : readKind(read)
    if (kind === 'report') return
    const isOver = kind === 'key' || latin1.decode(read).startsWith(pasteStart)
    if (isOver) this.#parser.endPaste()
    else this.#parser.startPaste()
    this.#endOwed = !isOver
  }

  #flush(): void {
    const { pending } = this.#parser
    const isPaused = pending === 'paste' && !this.#unmarked
    const keys = isPaused ? this.#parser.pausePaste() : this.#parser.flush()
    this.#endOwed ||= isPaused
    const isGuess = this.#unmarked
    this.#unmarked = false
    const start = pending === 'sequence' ? startOf(keys) : ''
    this.#severed = { start, untilMs: this.#clock.now() + longWaitMs }
    this.#emit(isGuess ? keys.map((key) => (key.kind === 'paste' ? { ...key, unmarked: true } : key)) : keys)
  }

  #emit(keys: readonly Key[]): void {
    for (const key of keys) {
      if (key.kind === 'paste' && key.unmarked !== true) this.#marksPastes = true
      this.keys.emit(key)
    }
  }
}

/** The bytes of a lone key that can be the beginning of a sequence. */
function startOf([key]: readonly Key[]): string {
  if (key?.kind !== 'key') return ''
  const chord = chordOf(key)
  return chord === 'escape' ? '\x1b' : chord === 'M-[' ? '\x1b[' : ''
}

/** The end marker of a paste whose beginning is not in the read. */
function endsPaste(read: Uint8Array): boolean {
  const text = latin1.decode(read)
  const end = text.indexOf(pasteEnd)
  const start = text.indexOf(pasteStart)
  return end >= 0 && (start < 0 || start > end)
}

/** More text behind line ends than one types while a link hangs, and no key among it. */
function isUnmarkedPaste(chunk: Uint8Array): boolean {
  let lineEnds = 0
  let lineEndsBefore = 0
  for (const byte of chunk) {
    if (byte === 0x0d || byte === 0x0a) lineEnds += 1
    else if ((byte < 0x20 && byte !== 0x09) || byte === 0x7f) return false
    else lineEndsBefore = lineEnds // those that have text behind them
  }
  return lineEndsBefore > mostTypedLineEnds || (lineEndsBefore > 0 && chunk.length > mostTypedBytes)
}
