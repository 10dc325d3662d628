/**
 * Whether a message names somebody: by the key in the message, or else by a nick or another word of theirs, as a whole
 * word and in any case. Where a key names somebody else, the words there name nobody. Pure.
 */
import b4a from 'b4a'
import type { Mention } from '../protocol/entry.js'
import type { MemberId } from '../protocol/ids.js'

export interface Naming {
  readonly text: string
  readonly mentions: readonly Mention[]
}

const inWord = String.raw`[\p{L}\p{M}\p{N}_|-]`
const syntax = /[\\^$.*+?()[\]{}|/]/gu

/** Tells for each message whether it names `me`, or holds one of `words`. */
export function mentionOf(me: MemberId, words: readonly string[]): (message: Naming) => boolean {
  const patterns = words
    .map((word) => word.trim().normalize('NFC'))
    .filter((word) => word !== '')
    .map((word) => word.replace(syntax, String.raw`\$&`))
  const pattern = new RegExp(`(?<!${inWord})(?:${patterns.join('|')})(?!${inWord})`, 'iu')
  return (message) =>
    message.mentions.some(({ identity }) => identity === me) ||
    (patterns.length > 0 && pattern.test(unclaimed(message).normalize('NFC')))
}

/** The text with spaces where a key names somebody. */
function unclaimed({ text, mentions }: Naming): string {
  if (mentions.length === 0) return text
  const bytes = b4a.from(text)
  for (const { startByte, lengthBytes } of mentions) bytes.fill(0x20, startByte, startByte + lengthBytes)
  return b4a.toString(bytes, 'utf8')
}
