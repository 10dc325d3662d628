/**
 * Splits what a terminal sends into keys and marked pastes. Bytes of keys are passed on as they are; of a paste nothing is.
 * A marker may be cut in two by a read. Pure but for what it remembers of the last read.
 */
import { cutMarker } from '../term/cut-marker.js'
import { pasteEnd, pasteStart } from '../term/keys.js'

export type Piece =
  | { readonly kind: 'keys'; readonly bytes: Uint8Array }
  | { readonly kind: 'paste'; readonly text: string }

/** Longer is cut off. */
const longestBytes = 2 ** 20
const interrupt = '\x03'

export class PasteSplitter {
  /** Bytes as characters, so that they can be searched. */
  #buffer = ''
  #paste: string | undefined

  /** The keys and the whole pastes up to the end of `read`. */
  push(read: Uint8Array): readonly Piece[] {
    const bytes = Buffer.from(read).toString('latin1')
    if (this.#paste !== undefined && bytes === interrupt) this.#paste = undefined // it never ended
    this.#buffer += bytes
    const pieces: Piece[] = []
    for (let piece = this.#next(); piece !== undefined; piece = this.#next()) pieces.push(piece)
    return pieces
  }

  #next(): Piece | undefined {
    return this.#paste === undefined ? this.#keys() : this.#pasted(this.#paste)
  }

  #keys(): Piece | undefined {
    if (this.#buffer.startsWith(pasteStart)) {
      this.#buffer = this.#buffer.slice(pasteStart.length)
      return this.#pasted('')
    }
    const start = this.#buffer.indexOf(pasteStart)
    // a lone ESC is a key; more of the marker than that is waited for
    const kept = start < 0 ? cutMarker(this.#buffer, pasteStart) : 0
    const keys = this.#buffer.slice(0, start < 0 ? this.#buffer.length - (kept > 1 ? kept : 0) : start)
    if (keys === '') return undefined
    this.#buffer = this.#buffer.slice(keys.length)
    return { kind: 'keys', bytes: Buffer.from(keys, 'latin1') }
  }

  #pasted(before: string): Piece | undefined {
    const end = this.#buffer.indexOf(pasteEnd)
    const upTo = end < 0 ? this.#buffer.length - cutMarker(this.#buffer, pasteEnd) : end
    const pasted = (before + this.#buffer.slice(0, upTo)).slice(0, longestBytes)
    this.#buffer = this.#buffer.slice(end < 0 ? upTo : end + pasteEnd.length)
    this.#paste = end < 0 ? pasted : undefined
    return end < 0 ? undefined : { kind: 'paste', text: Buffer.from(pasted, 'latin1').toString('utf8') }
  }
}
