/** Protocol values as plain JSON and back: bytes as hex, big integers as decimal text. */
import b4a from 'b4a'

export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain }

/** `value` without classes; `bytes` of decoded objects are left out, since they repeat the input. */
export function plain(value: unknown): Plain {
  if (value instanceof Uint8Array) return hex(value)
  if (typeof value === 'bigint') return value.toString()
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value !== null) {
    const kept = Object.entries(value).filter(([key, part]) => key !== 'bytes' && part !== undefined)
    return Object.fromEntries(kept.map(([key, part]) => [key, plain(part)]))
  }
  return value as Plain
}

export function hex(bytes: Uint8Array): string {
  return b4a.toString(bytes, 'hex')
}

export function unhex(text: string): Uint8Array {
  return b4a.from(text, 'hex')
}
