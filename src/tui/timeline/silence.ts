/**
 * Which records of a stretch are shown: the join of somebody who said nothing in the half hour after it is left
 * out, unless it is news. Nothing is left out when everything is asked for. Pure.
 */
import type { MessageModel } from '../state/models.js'

export type Joins = 'folded' | 'all' | 'none'

export interface Stretch {
  readonly messages: readonly MessageModel[]
  readonly joins: Joins
  /** Joins after this time are news: they stand also while nothing has been said. */
  readonly sinceMs: number
}

/** Who speaks this soon after joining is shown to have joined. */
const silentMs = 30 * 60_000

export function shownMessages({ messages, joins, sinceMs }: Stretch): readonly MessageModel[] {
  if (joins === 'all') return messages
  // when this author spoke next, read upwards
  const spoke = new Map<string, number>()
  const upwards = messages.toReversed().filter((message) => {
    const { author } = message.person
    if (message.kind !== 'join') {
      if (message.kind !== 'system') spoke.set(author, message.timeMs)
      return true
    }
    if (joins === 'none') return false
    const nextMs = spoke.get(author)
    return message.timeMs >= sinceMs || (nextMs !== undefined && nextMs - message.timeMs <= silentMs)
  })
  // a room in which nobody ever spoke shows at least who is there
  return upwards.length === 0 && joins === 'folded' ? messages : upwards.reverse()
}
