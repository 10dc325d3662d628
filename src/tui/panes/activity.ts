/**
 * The other rooms in which something waits, most urgent first: mentions, then the rest, within each the order of the list.
 * Muted rooms are left out. As long as its place allows; what does not fit is counted. Pure.
 */
import { type SafeText, safe } from '../../text/sanitize.js'
import { textWidth, truncate } from '../../text/width.js'

/** What the list needs of a room. */
export interface ActiveRoom {
  readonly number: number
  readonly label: SafeText
  readonly unread: number
  readonly mentions: number
}

const longestName = 12

/** "Act: 5:2! 7:1! 3:14 4:3" in at most `cells`; empty when not even the first room fits. */
export function activityText(rooms: readonly ActiveRoom[], cells: number): SafeText {
  const active = sortActive(rooms)
  if (active.length === 0) return safe``
  for (let shown = active.length; shown > 0; shown -= 1) {
    const text = listOf(active, shown, 0)
    if (textWidth(text) <= cells) return shown === active.length ? withNames(active, cells) : text
  }
  return safe``
}

/** Cells that must not be taken by anything else: for the first room that mentions us, and that there are more. */
export function urgentActivityCells(rooms: readonly ActiveRoom[]): number {
  const active = sortActive(rooms)
  return (active[0]?.mentions ?? 0) === 0 ? 0 : textWidth(listOf(active, 1, 0))
}

function sortActive(rooms: readonly ActiveRoom[]): readonly ActiveRoom[] {
  const mentioned = rooms.filter((room) => room.mentions > 0)
  return [...mentioned, ...rooms.filter((room) => room.mentions === 0 && room.unread > 0)]
}

/** Rooms with a mention get their names, the first ones first, while there is place. */
function withNames(active: readonly ActiveRoom[], cells: number): SafeText {
  const mentioned = active.filter((room) => room.mentions > 0).length
  for (let named = mentioned; named > 0; named -= 1) {
    const text = listOf(active, active.length, named)
    if (textWidth(text) <= cells) return text
  }
  return listOf(active, active.length, 0)
}

function listOf(active: readonly ActiveRoom[], shown: number, named: number): SafeText {
  let text = safe`Act:`
  for (const [index, room] of active.slice(0, shown).entries()) {
    const name = index < named ? safe`${truncate(room.label, longestName)}:` : safe``
    const counted = room.mentions > 0 ? safe`${room.mentions}!` : safe`${room.unread}`
    text = safe`${text} ${room.number}:${name}${counted}`
  }
  return shown < active.length ? safe`${text} +${active.length - shown}` : text
}
