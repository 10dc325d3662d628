/** What the window is called: what waits, and the room. Never a key or a link: titles end in task bars and screenshots. Pure. */
import { type SafeText, safe } from '../../text/sanitize.js'
import { selectRoom } from './selectors.js'
import type { State } from './state.js'

/** "(2!) #garden – hocket": mentions before everything else; muted rooms count nothing. */
export function windowTitleText(state: State): SafeText {
  const room = selectRoom(state)
  const place = room === undefined ? safe`hocket` : safe`${room.label} – hocket`
  let [mentions, unread] = [0, 0]
  for (const { level, ...counts } of state.rooms ?? []) {
    if (level !== 'none') mentions += counts.mentions
    if (level === 'all') unread += counts.unread
  }
  if (mentions > 0) return safe`(${mentions}!) ${place}`
  return unread > 0 ? safe`(${unread}) ${place}` : place
}
