/**
 * Whether a line that was typed must not be remembered: it holds the link or the key of a room, or looks like recovery words.
 * Errs on the side of forgetting. Pure.
 */

const joinCommand = /^\s*\/join\s/i
const link = /hocket:\w+\//i
/** A key in z-base-32 or hex, alone or as the end of a link that lost its scheme. */
const key = /(?<![0-9a-z])[0-9a-z]{48,}(?![0-9a-z])/i
/** Words as one writes down the recovery of an identity: nobody says twelve such words in a row. */
const words = /(?<!\S)(?:[a-z]{3,8}\s+){11}[a-z]{3,8}(?!\S)/

export function holdsSecret(text: string): boolean {
  return joinCommand.test(text) || link.test(text) || key.test(text) || words.test(text)
}
