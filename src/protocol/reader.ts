/**
 * Reads canonical encodings (PROTOCOL.md §1): big-endian, fixed width, every length checked against its limit and the
 * bytes left before anything is allocated. Throws MalformedError inside a decoder; `decode` turns that into data (I4).
 */
import b4a from 'b4a'

/** Why bytes were refused. Never leaves protocol/: `decode` catches it. */
export class MalformedError extends Error {}

/** A decoded value, or the reason for the refusal as a short English phrase. */
export type Decoded<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string }

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A cursor over `bytes`. */
export class Reader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** Bytes not read yet. */
  get left(): number {
    return this.#bytes.byteLength - this.#at
  }

  /** Position of the next byte. */
  get offset(): number {
    return this.#at
  }

  u8(): number {
    return this.#uint(1)
  }

  u16(): number {
    return this.#uint(2)
  }

  u32(): number {
    return this.#uint(4)
  }

  /** Unsigned integer of 5 bytes. */
  u40(): number {
    return this.#uint(5)
  }

  /** Unsigned integer of 6 bytes (always a safe integer). */
  u48(): number {
    return this.#uint(6)
  }

  /** Unsigned integer of 8 bytes that must be ≤ 2^53−1. */
  u64(): number {
    const value = this.u64big()
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new MalformedError('integer above 2^53-1')
    return Number(value)
  }

  /** Unsigned integer of 8 bytes, whole range (hlc, proof-of-work nonce). */
  u64big(): bigint {
    const bytes = this.bytes(8)
    return new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0)
  }

  /** A byte that must be 0 or 1. */
  flag(): boolean {
    const byte = this.u8()
    this.expect(byte <= 1, 'neither 0 nor 1')
    return byte === 1
  }

  /** A byte that must be `known`; another one is named, so that the user learns what is too new. */
  version(known: number, what: string): void {
    const version = this.u8()
    this.expect(version === known, `${what} is of version ${version}, this program knows version ${known}`)
  }

  /** The next `length` bytes, as a view. */
  bytes(length: number): Uint8Array {
    if (length > this.left) throw new MalformedError('truncated')
    const start = this.#at
    this.#at += length
    return this.#bytes.subarray(start, this.#at)
  }

  /** UTF-8 with a one-byte length, at most `maxCodePoints`. */
  str8(maxCodePoints: number): string {
    return this.text(this.u8(), maxCodePoints)
  }

  /** UTF-8 with a two-byte length, at most `maxCodePoints`. */
  str16(maxCodePoints: number): string {
    return this.text(this.u16(), maxCodePoints)
  }

  /** `length` bytes of strict UTF-8, at most `maxCodePoints`. */
  text(length: number, maxCodePoints: number): string {
    const text = decodeUtf8(this.bytes(length))
    if (text === undefined) throw new MalformedError('invalid UTF-8')
    if (countCodePoints(text) > maxCodePoints) throw new MalformedError('text too long')
    return text
  }

  /** Requires that `ok`; otherwise refuses with `reason`. */
  expect(ok: boolean, reason: string): asserts ok {
    if (!ok) throw new MalformedError(reason)
  }

  /** Requires that the texts (ids, hex prefixes) strictly ascend: a list has one order and no duplicates. */
  expectAscending(keys: readonly string[]): void {
    const ascending = keys.every((key, index) => (keys[index - 1] ?? '') < key)
    if (!ascending) throw new MalformedError('list not ascending')
  }

  /** Requires that nothing is left over. */
  end(): void {
    if (this.left !== 0) throw new MalformedError('bytes left over')
  }

  #uint(width: number): number {
    let value = 0
    for (const byte of this.bytes(width)) value = value * 256 + byte
    return value
  }
}

/**
 * Runs `read` over all of `bytes`, requires that nothing is left over, and that `write` of the value gives the same
 * bytes again: every object has exactly one encoding.
 */
export function decode<T>(
  bytes: Uint8Array,
  read: (reader: Reader) => T,
  write: (value: T) => Uint8Array,
): Decoded<T> {
  try {
    const reader = new Reader(bytes)
    const value = read(reader)
    reader.end()
    if (!b4a.equals(write(value), bytes)) return { ok: false, reason: 'not canonical' }
    return { ok: true, value }
  } catch (error) {
    if (error instanceof MalformedError) return { ok: false, reason: error.message }
    throw error // not the peer's fault: a bug
  }
}

/** The text of strict UTF-8 `bytes`, or undefined when they are not valid UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined // TextDecoder's only failure: invalid bytes; the caller counts it
  }
}

/** Number of Unicode code points in `text`. */
export function countCodePoints(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}
