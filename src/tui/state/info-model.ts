/** All that is known of one message, as safe text for people. Made here once from what the engine tells (I8). */
import type { MessageInfoView } from '../../api/views.js'
import { joinSafe, type SafeText, safe, sanitizeLine, sanitizeNick } from '../../text/sanitize.js'

const longestReason = 200

export interface InfoModel {
  readonly id: SafeText
  readonly nick: SafeText
  /** The whole identity key. */
  readonly author: SafeText
  readonly tag: SafeText
  readonly device: SafeText
  readonly log: SafeText
  readonly timeMs: number
  readonly arrivedMs: number
  readonly clockAheadMs: number
  /** Who else holds it now, of those connected. */
  readonly holders: SafeText
  readonly notes: readonly SafeText[]
}

function removedBy({ nick, reason }: NonNullable<MessageInfoView['removed']>): SafeText {
  const by = safe`removed by ${sanitizeNick(nick)}`
  return reason === '' ? by : safe`${by}: ${sanitizeLine(reason, longestReason)}`
}

export function infoModel(view: MessageInfoView): InfoModel {
  const reactions = view.reactions.map(({ emoji, count }) => safe`${sanitizeLine(emoji, 8)} ${count}`)
  const holders = view.holders.map(({ nick }) => sanitizeNick(nick))
  return {
    id: sanitizeLine(view.id),
    nick: sanitizeNick(view.nick),
    author: sanitizeLine(view.author),
    tag: sanitizeLine(view.tag),
    device: sanitizeLine(view.device),
    log: safe`${sanitizeLine(view.log)} at ${view.seq}`,
    timeMs: view.timeMs,
    arrivedMs: view.arrivedMs,
    clockAheadMs: view.clockAheadMs,
    holders: holders.length === 0 ? safe`nobody who is connected` : joinSafe(holders, safe`, `),
    notes: [
      ...(view.edited ? [safe`edited`] : []),
      ...(view.removed === null ? [] : [removedBy(view.removed)]),
      ...(reactions.length === 0 ? [] : [joinSafe(reactions, safe`  `)]),
    ],
  }
}
