/** What a dialog holds, as lines: without its decoration and without hints about keys that are not there. Pure. */
import { joinSafe, type SafeText, safe } from '../../text/sanitize.js'
import { dialogOf } from '../dialogs/content.js'
import { isHere, sortMembers } from '../panes/member-line.js'
import { selectScreen } from '../state/selectors.js'
import type { Overlay, OverlayOf, State } from '../state/state.js'
import { clockTime, shortDay } from '../timeline/times.js'
import { countOf } from './say-room.js'

/** High enough for every list, wide enough for a link. */
const unbounded = { cols: 200, rows: 10_000 }

/** The title and the lines of any dialog. */
export function dialogLines(overlay: Overlay, state: State): SafeText[] {
  const { title, lines } = dialogOf(overlay, { ...state, size: unbounded })
  const shown = lines
    .filter((line) => !line.every(({ text, role }) => text.trim() === '' || role === 'dim'))
    .map((line) =>
      joinSafe(
        line.map(({ text }) => text),
        safe``,
      ),
    )
  return [safe`${title}:`, ...shown]
}

/** Everybody in the room, who is online first. */
export function memberLines(state: State): SafeText[] {
  const members = sortMembers(selectScreen(state).members)
  const online = members.filter(isHere).length
  return [
    safe`${countOf(members.length, safe`member`)}, ${online} online:`,
    ...members.map(({ nick, me, online, creator }) => {
      const place = me ? safe`you` : online ? safe`online` : safe`offline`
      return creator ? safe`${nick}, ${place}, creator` : safe`${nick}, ${place}`
    }),
  ]
}

/** The link on a line of its own, so that it can be taken from there. */
export function linkLines({ label, access, link }: OverlayOf<'link'>): SafeText[] {
  if (link === null) return []
  return access === 'w'
    ? [safe`Link to ${label}. Whoever has it can read, write and invite others:`, link]
    : [safe`Reading link to ${label}. Whoever has it can read, and not write:`, link]
}

/** What a search found, oldest first: the newest stands where one reads on. */
export function searchLines({ hits, incompleteRooms }: OverlayOf<'search'>): SafeText[] {
  const found = hits.length === 0 ? safe`Nothing found` : safe`${hits.length} found`
  const missing =
    incompleteRooms === 0
      ? safe``
      : safe`; the history of ${countOf(incompleteRooms, safe`room`)} is not complete here yet`
  return [
    safe`${found}${missing}.`,
    ...hits.toReversed().map(({ timeMs, room, person, text }) => {
      return safe`${shortDay(timeMs)} ${clockTime(timeMs)} ${room} ${person.nick}: ${text}`
    }),
  ]
}
