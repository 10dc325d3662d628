/** How facts look as text. Everything that a person wrote passes the sanitiser here (I8). Times are local. */
import type { RoomView } from '../api/views.js'
import { joinSafe, type SafeText, safe, sanitizeLine } from '../text/sanitize.js'
import { padEnd, padStart, textWidth } from '../text/width.js'

/** `2026-11-21 21:02`. */
export function formatTime(timeMs: number): SafeText {
  const time = new Date(timeMs)
  const clock = sanitizeLine(`${twoDigits(time.getHours())}:${twoDigits(time.getMinutes())}`)
  return safe`${formatDay(timeMs)} ${clock}`
}

/** `2026-11-21`. */
export function formatDay(timeMs: number): SafeText {
  const time = new Date(timeMs)
  const day = [time.getFullYear(), time.getMonth() + 1, time.getDate()].map(twoDigits).join('-')
  return sanitizeLine(day)
}

/** `#garden`, or what stands for a room whose name has not arrived. */
export function formatRoomName(room: Pick<RoomView, 'name'>): SafeText {
  return room.name === null ? safe`(no name yet)` : safe`#${sanitizeLine(room.name)}`
}

/** Columns as wide as their widest cell, two spaces apart. */
export function formatTable(rows: readonly (readonly SafeText[])[]): SafeText {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => textWidth(row[column] ?? ''))),
  )
  const lines = rows.map((row) => {
    const cells = row.map((cell, column) =>
      fit(cell, { cells: widths[column] ?? 0, last: column === row.length - 1 }),
    )
    return joinSafe(cells, safe`  `)
  })
  return joinSafe(lines, safe`\n`)
}

/** Blocks of lines under each other. */
export function lines(...parts: readonly SafeText[]): SafeText {
  return joinSafe(parts, safe`\n`)
}

/** Numbers stand right, everything else left; the last column has no trailing spaces. */
function fit(cell: SafeText, { cells, last }: { cells: number; last: boolean }): SafeText {
  if (/^\d+$/.test(cell)) return padStart(cell, cells)
  return last ? cell : padEnd(cell, cells)
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
