/**
 * Whether a message names somebody: by the key in the message, or else by a nick or another word of theirs, as a whole
 * word and in any case. An edge of a word that is itself a sign, as of "c++", stands next to anything. Where a key names somebody else, the words there name nobody. Pure.
 */
import b4a from 'b4a'
import type { Mention } from '../protocol/entry.js'
import type { MemberId } from '../protocol/ids.js'

export interface Naming {
  readonly text: string
  readonly mentions: readonly Mention[]
}

const signBefore = /[\p{L}\p{M}\p{N}_|-]$/u
const signAfter = /^[\p{L}\p{M}\p{N}_|-]/u
const twoUnits = /^[\u{10000}-\u{10ffff}]/u
const syntax = /[\\^$.*+?()[\]{}|/]/gu

/** Tells for each message whether it names `me`, or holds one of `words`. */
export function mentionOf(me: MemberId, words: readonly string[]): (message: Naming) => boolean {
  // the neighbours are looked at apart: a pattern that knows what a word is takes milliseconds to make
  const patterns = words
    .map((word) => word.trim().normalize('NFC'))
    .filter((word) => word !== '')
    .map((word) => new RegExp(word.replace(syntax, String.raw`\$&`), 'giu'))
  return (message) => {
    if (message.mentions.some(({ identity }) => identity === me)) return true
    const text = patterns.length === 0 ? '' : unclaimed(message).normalize('NFC')
    return patterns.some((pattern) => holdsWhole(text, pattern))
  }
}

function holdsWhole(text: string, pattern: RegExp): boolean {
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const { index } = match
    const end = index + match[0].length
    const before = text.slice(Math.max(0, index - 2), index)
    const goesOnBefore = signAfter.test(match[0]) && signBefore.test(before)
    const goesOnAfter = signBefore.test(match[0]) && signAfter.test(text.slice(end, end + 2))
    if (!goesOnBefore && !goesOnAfter) return true
    // to the next character, which may be two units away: the pattern would step back into the middle of one
    pattern.lastIndex = index + (twoUnits.test(match[0]) ? 2 : 1)
  }
  return false
}

/** The text with spaces where a key names somebody. */
function unclaimed({ text, mentions }: Naming): string {
  if (mentions.length === 0) return text
  const bytes = b4a.from(text)
  for (const { startByte, lengthBytes } of mentions) bytes.fill(0x20, startByte, startByte + lengthBytes)
  return b4a.toString(bytes, 'utf8')
}
