/**
 * z-base-32: 5 bits a character, most significant bit first, the last character padded with zero bits (PROTOCOL.md §5).
 * Strict: one text for each byte string, so no upper case, no look-alikes, no set pad bits.
 */
import { type AnyId, idBytes } from './ids.js'

const alphabet = 'ybndrfg8ejkmcpqxot1uwisza345h769'

/** The characters of `bytes`. */
export function encodeZbase32(bytes: Uint8Array): string {
  let text = ''
  let pending = 0
  let pendingBits = 0
  for (const byte of bytes) {
    pending = (pending << 8) | byte
    pendingBits += 8
    while (pendingBits >= 5) {
      pendingBits -= 5
      text += alphabet.charAt(pending >> pendingBits)
      pending &= (1 << pendingBits) - 1
    }
  }
  return pendingBits === 0 ? text : text + alphabet.charAt(pending << (5 - pendingBits))
}

/** The bytes of `text`, or undefined when it has a foreign character, a superfluous one, or set pad bits. */
export function decodeZbase32(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8))
  let length = 0
  let pending = 0
  let pendingBits = 0
  for (const character of text) {
    const value = alphabet.indexOf(character)
    if (value < 0) return undefined
    pending = (pending << 5) | value
    pendingBits += 5
    if (pendingBits >= 8) {
      pendingBits -= 8
      bytes[length++] = pending >> pendingBits
      pending &= (1 << pendingBits) - 1
    }
  }
  return pendingBits < 5 && pending === 0 ? bytes : undefined
}

/** True iff every character of `text` belongs to the alphabet. */
export function isZbase32(text: string): boolean {
  return [...text].every((character) => alphabet.includes(character))
}

/** The first `characters` characters of a key: what people compare by eye. */
export function keyTag(key: Uint8Array | AnyId, characters: number): string {
  return encodeZbase32(typeof key === 'string' ? idBytes(key) : key).slice(0, characters)
}
