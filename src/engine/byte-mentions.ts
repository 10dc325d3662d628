/**
 * Mentions count in UTF-16 for faces and in bytes of UTF-8 in records. Both ways, strictly: a range that does not lie
 * between characters of its text is refused on the way in; records on the way out were checked by the protocol. Pure.
 */
import type { MentionParam } from '../api/methods.js'
import { HocketError } from '../errors.js'
import type { Mention } from '../protocol/entry.js'
import { type MemberId, parseId } from '../protocol/ids.js'
import { limits } from '../protocol/limits.js'

/** The longest text that can name somebody. */
const longestBytes = 255

/** The mentions of a record with `text`; the first ones when there are too many. Throws BAD_TEXT for ranges beside it. */
export function toByteMentions(text: string, mentions: readonly MentionParam[]): readonly Mention[] {
  let freeFrom = 0
  const found = mentions
    .toSorted((a, b) => a.start - b.start)
    .map(({ author, start, end }) => {
      const identity = parseId<MemberId>(author)
      if (identity === undefined || start < freeFrom || !isRange(text, start, end)) {
        throw new HocketError('BAD_TEXT', 'A name in the message does not fit its text, so it was not sent.')
      }
      freeFrom = end
      const startByte = Buffer.byteLength(text.slice(0, start))
      return { identity, startByte, lengthBytes: Buffer.byteLength(text.slice(start, end)) }
    })
  return found.filter(({ lengthBytes }) => lengthBytes <= longestBytes).slice(0, limits.mentionsPerText)
}

/** The same ranges in UTF-16. */
export function fromByteMentions(
  text: string,
  mentions: readonly Mention[],
): readonly { readonly identity: MemberId; readonly start: number; readonly end: number }[] {
  if (mentions.length === 0) return []
  const bytes = Buffer.from(text)
  return mentions.map(({ identity, startByte, lengthBytes }) => {
    const start = bytes.toString('utf8', 0, startByte).length
    return { identity, start, end: start + bytes.toString('utf8', startByte, startByte + lengthBytes).length }
  })
}

function isRange(text: string, start: number, end: number): boolean {
  return start < end && end <= text.length && isBorder(text, start) && isBorder(text, end)
}

/** Not between the two halves of one character. */
function isBorder(text: string, at: number): boolean {
  return !/^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1)) || at === 0
}
