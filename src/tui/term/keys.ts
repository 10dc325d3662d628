/**
 * Bytes of a terminal → keys. The same bytes give the same keys however they are cut into reads. A lone ESC or an
 * unfinished sequence stays pending until `flush()`; the caller decides how long. Knows no time and no terminal.
 * Nothing inside a bracketed paste is interpreted, and unknown sequences are swallowed whole.
 */
import { cutMarker } from './cut-marker.js'
import { type Key, stroke } from './key.js'
import { controlKey, csiKey, ss3Key } from './sequences.js'

/** Longest control string (OSC, DCS, …) that we wait for, in characters. */
const longestString = 4096
/** Longest paste that is kept, in characters. What comes after it is dropped up to the end marker. */
export const longestPaste = 2 ** 20
export const pasteStart = '\x1b[200~'
export const pasteEnd = '\x1b[201~'

/** The beginning of what only a terminal sends: a sequence with parameters, or a string. */
const report = /^\x1b(\[[\x30-\x3f]|[\]P].|_G)/

/** What the parser waits for: nothing, the rest of a sequence, the rest of one that no hand types, or the end of a paste. */
type Pending = 'nothing' | 'sequence' | 'report' | 'paste'

/** A key and how many characters it took; undefined: more characters are needed. */
type Match = { readonly key: Key | undefined; readonly length: number } | undefined

export class KeyParser {
  readonly #decoder = new TextDecoder('utf-8')
  #buffer = ''
  /** The text of a paste whose end has not come yet. */
  #paste: string | undefined
  /** The last characters of a paste that was paused: line ends, perhaps the beginning of its end marker. */
  #heldBack = ''

  get pending(): Pending {
    if (this.#paste !== undefined) return 'paste'
    if (this.#buffer === '') return 'nothing'
    return report.test(this.#buffer) ? 'report' : 'sequence'
  }

  /** The keys that are complete with `chunk`. */
  push(chunk: Uint8Array): Key[] {
    this.#buffer += this.#decoder.decode(chunk, { stream: true })
    return this.#drain()
  }

  /** What comes now is pasted text, up to an end marker or `flush()`; it goes on where a paste was paused. */
  startPaste(): void {
    if (this.#paste !== undefined) return
    this.#paste = ''
    this.#buffer = this.#heldBack + this.#buffer
    this.#heldBack = ''
  }

  /** A paste that was paused does not go on. */
  endPaste(): void {
    this.#heldBack = ''
  }

  /** Gives what has come of a paste that takes long; `startPaste()` goes on with the rest of it. */
  pausePaste(): Key[] {
    const whole = (this.#paste ?? '') + this.#buffer
    const text = whole.slice(0, whole.length - cutMarker(whole, pasteEnd)).replace(/[\r\n]+$/, '')
    this.#heldBack = whole.slice(text.length)
    this.#paste = undefined
    this.#buffer = ''
    return text === '' ? [] : [{ kind: 'paste', text: text.slice(0, longestPaste) }]
  }

  /** Ends the waiting: what is pending counts as it stands. */
  flush(): Key[] {
    if (this.#paste !== undefined) {
      const text = this.#paste + this.#buffer
      this.#paste = undefined
      this.#buffer = ''
      return [{ kind: 'paste', text: text.slice(0, longestPaste) }]
    }
    const keys = unfinished(this.#buffer)
    this.#buffer = ''
    return keys
  }

  #drain(): Key[] {
    const keys: Key[] = []
    while (this.#buffer !== '') {
      if (this.#paste === undefined && this.#buffer.startsWith(pasteStart)) {
        this.#paste = ''
        this.#buffer = this.#buffer.slice(pasteStart.length)
        continue
      }
      const match = this.#paste === undefined ? nextKey(this.#buffer) : this.#nextOfPaste(this.#paste)
      if (match === undefined) break
      if (match.key !== undefined) keys.push(match.key)
      this.#buffer = this.#buffer.slice(match.length)
    }
    return keys
  }

  #nextOfPaste(paste: string): Match {
    const end = this.#buffer.indexOf(pasteEnd)
    if (end >= 0) {
      this.#paste = undefined
      const text = (paste + this.#buffer.slice(0, end)).slice(0, longestPaste)
      return { key: { kind: 'paste', text }, length: end + pasteEnd.length }
    }
    const kept = cutMarker(this.#buffer, pasteEnd) // perhaps the beginning of the end marker
    const taken = this.#buffer.length - kept
    if (taken === 0) return undefined
    this.#paste = (paste + this.#buffer.slice(0, taken)).slice(0, longestPaste)
    return { key: undefined, length: taken }
  }
}

function nextKey(buffer: string): Match {
  const code = buffer.charCodeAt(0)
  if (code === 0x1b) return escapeKey(buffer)
  if (code < 0x20 || code === 0x7f) return { key: controlKey(code), length: 1 }
  if (code >= 0x80 && code < 0xa0) return { key: { kind: 'reply', bytes: buffer.slice(0, 1) }, length: 1 }
  const text = /^[^\x00-\x1f\x7f-\x9f]+/.exec(buffer)?.[0] ?? ''
  return { key: { kind: 'text', text }, length: text.length }
}

function escapeKey(buffer: string): Match {
  const second = buffer[1]
  if (second === undefined) return undefined
  if (second === '[') return csi(buffer)
  if (second === 'O') return ss3(buffer)
  if (second === ']' || second === 'P') return controlString(buffer)
  if (second === '_' && buffer.length === 2) return undefined
  if (second === '_' && buffer[2] === 'G') return controlString(buffer) // what terminals say of pictures; else Alt-_
  if (second === '\x1b') return doubleEscape(buffer)
  return altOf(buffer)
}

function csi(buffer: string): Match {
  const found = /^\x1b\[(\[|[\x30-\x3f]*[\x20-\x23\x25-\x2f]*)/.exec(buffer)
  const parameters = found?.[1] ?? ''
  const at = 2 + parameters.length
  const final = buffer[at]
  if (final === undefined) return undefined
  // rxvt ends its shifted keys with "$", which elsewhere stands before the end of a reply
  if (final === '$' && parameters.startsWith('?')) return csiReply(buffer, at)
  const complete = final === '$' || (final >= '@' && final <= '~')
  if (!complete) return { key: { kind: 'reply', bytes: buffer.slice(0, at) }, length: at } // broken off
  return { key: csiKey(parameters, final), length: at + final.length }
}

function csiReply(buffer: string, at: number): Match {
  if (buffer[at + 1] === undefined) return undefined
  return { key: { kind: 'reply', bytes: buffer.slice(0, at + 2) }, length: at + 2 }
}

function ss3(buffer: string): Match {
  const modifier = /^\x1bO([0-9]?)/.exec(buffer)?.[1] ?? ''
  const final = buffer[2 + modifier.length]
  if (final === undefined) return undefined
  if (final < ' ' || final > '~') return { key: stroke('O', { alt: true }), length: 2 }
  return { key: ss3Key(modifier, final), length: 3 + modifier.length }
}

function controlString(buffer: string): Match {
  const end = /\x07|\x1b\\|\x9c/.exec(buffer.slice(2, longestString))
  if (end === null) {
    if (buffer.length < longestString) return undefined
    return { key: { kind: 'reply', bytes: buffer.slice(0, longestString) }, length: longestString }
  }
  const length = 2 + end.index + end[0].length
  return { key: { kind: 'reply', bytes: buffer.slice(0, length) }, length }
}

/** ESC ESC [ … is Alt with the sequence; two lone ESC are two Escapes. */
function doubleEscape(buffer: string): Match {
  const third = buffer[2]
  if (third === undefined) return undefined
  if ((third !== '[' && third !== 'O') || buffer.startsWith(pasteStart, 1))
    return { key: stroke('escape'), length: 1 }
  const inner = escapeKey(buffer.slice(1))
  if (inner === undefined) return undefined
  const key = inner.key?.kind === 'key' ? { ...inner.key, alt: true } : inner.key
  return { key, length: inner.length + 1 }
}

function altOf(buffer: string): Match {
  const point = buffer.codePointAt(1) ?? 0
  const length = 1 + String.fromCodePoint(point).length
  if (point < 0x20 || point === 0x7f) return { key: { ...controlKey(point), alt: true }, length }
  const character = String.fromCodePoint(point)
  return { key: stroke(character === ' ' ? 'space' : character, { alt: true }), length }
}

/** An unfinished sequence after the wait: Escape, Alt with one character, or something broken that is swallowed. */
function unfinished(buffer: string): Key[] {
  if (buffer === '') return []
  if (buffer === '\x1b') return [stroke('escape')]
  if (buffer === '\x1b\x1b') return [stroke('escape'), stroke('escape')]
  const second = buffer.slice(1)
  if (second.length === 1) return [stroke(second, { alt: true })]
  return [{ kind: 'reply', bytes: buffer }]
}
