/**
 * The beginning of a room's id as people compare it: eight letters of z-base-32. The id is the hash of how the room began, public and
 * no secret: whoever sees the same letters is in the same room, and nobody gets in with them. Pure.
 */
import { type SafeText, sanitizeLine } from '../../text/sanitize.js'

const alphabet = 'ybndrfg8ejkmcpqxot1uwisza345h769'
const letters = 8
const bitsPerLetter = 5

/** "7q3f·k4m9" for a room id of hex digits. */
export function roomKey(room: string): SafeText {
  const digits = (letters * bitsPerLetter) / 4
  const value = Number.parseInt(room.slice(0, digits), 16) // 40 bits: exact in a number
  const text = Array.from({ length: letters }, (_, index) => {
    return alphabet.charAt(Math.floor(value / 32 ** (letters - 1 - index)) % 32)
  }).join('')
  return sanitizeLine(`${text.slice(0, letters / 2)}·${text.slice(letters / 2)}`)
}
