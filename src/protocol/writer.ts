/** Writes canonical encodings (PROTOCOL.md §1). Values out of range are our own bugs and throw RangeError. */
import b4a from 'b4a'

/** Collects parts and joins them in `finish()`. Every method returns the writer. */
export class Writer {
  readonly #parts: Uint8Array[] = []

  u8(value: number): this {
    return this.#uint(value, 1)
  }

  u16(value: number): this {
    return this.#uint(value, 2)
  }

  u32(value: number): this {
    return this.#uint(value, 4)
  }

  u40(value: number): this {
    return this.#uint(value, 5)
  }

  u48(value: number): this {
    return this.#uint(value, 6)
  }

  /** A safe integer as 8 bytes. */
  u64(value: number): this {
    return this.#uint(value, 8)
  }

  /** Any 64-bit unsigned integer as 8 bytes. */
  u64big(value: bigint): this {
    if (value < 0n || value > 0xffff_ffff_ffff_ffffn) throw new RangeError(`${value} does not fit 8 bytes`)
    const bytes = new Uint8Array(8)
    new DataView(bytes.buffer).setBigUint64(0, value)
    return this.raw(bytes)
  }

  /** Exactly `length` bytes. */
  bytes(value: Uint8Array, length: number): this {
    if (value.byteLength !== length)
      throw new RangeError(`${value.byteLength} bytes where ${length} are required`)
    return this.raw(value)
  }

  /** Bytes of any length, as they are. */
  raw(value: Uint8Array): this {
    this.#parts.push(value)
    return this
  }

  str8(text: string): this {
    const bytes = b4a.from(text)
    return this.u8(bytes.byteLength).raw(bytes)
  }

  str16(text: string): this {
    const bytes = b4a.from(text)
    return this.u16(bytes.byteLength).raw(bytes)
  }

  finish(): Uint8Array {
    return b4a.concat(this.#parts)
  }

  #uint(value: number, width: number): this {
    if (!Number.isSafeInteger(value) || value < 0 || (width < 7 && value >= 256 ** width)) {
      throw new RangeError(`${value} does not fit ${width} bytes`)
    }
    const bytes = new Uint8Array(width)
    let rest = value
    for (let i = width - 1; i >= 0; i--) {
      bytes[i] = rest % 256
      rest = Math.floor(rest / 256)
    }
    return this.raw(bytes)
  }
}

/** `value` as 4 bytes, for hashing beside other parts. */
export function u32Bytes(value: number): Uint8Array {
  return new Writer().u32(value).finish()
}
