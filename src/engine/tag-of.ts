/** The short form of a person's key: what faces show of somebody who has no nick, and beside equal nicks. */
import type { MemberId } from '../protocol/ids.js'
import { keyTag } from '../protocol/zbase32.js'

const tagCharacters = 8

export function tagOf(author: MemberId): string {
  return keyTag(author, tagCharacters)
}
