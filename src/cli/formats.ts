/** How facts look as text. Everything that a person wrote passes the sanitiser here (I8). Times are local. */
import type { MessageView, RoomView } from '../api/views.js'
import { joinSafe, type SafeText, safe, sanitize, sanitizeLine, sanitizeNick } from '../text/sanitize.js'
import { padEnd, padStart, textWidth } from '../text/width.js'

/** `2026-11-21 21:02`. */
export function formatTime(timeMs: number): SafeText {
  const time = new Date(timeMs)
  const day = [time.getFullYear(), time.getMonth() + 1, time.getDate()].map(twoDigits).join('-')
  return sanitizeLine(`${day} ${twoDigits(time.getHours())}:${twoDigits(time.getMinutes())}`)
}

/** `3 rooms`, `1 room`. */
export function count(amount: number, word: string): SafeText {
  return sanitizeLine(`${amount} ${word}${amount === 1 ? '' : 's'}`)
}

/** `#garden`, or what stands for a room whose name has not arrived. */
export function formatRoomName(room: Pick<RoomView, 'name' | 'handle'>): SafeText {
  return room.name === null ? safe`(no name yet)` : safe`#${sanitizeLine(room.name)}`
}

/** What a line of a timeline says, without time and place: `ana: hello`, `* ana waves`, `-- ana joined`. */
export function formatSaid(message: MessageView): SafeText {
  const nick = sanitizeNick(message.nick)
  switch (message.type) {
    case 'text': {
      const text = indent(sanitize(message.text))
      return message.format === 1 ? safe`* ${nick} ${text}` : safe`${nick}: ${text}`
    }
    case 'join':
      return safe`-- ${nick} joined`
    case 'profile':
      return safe`-- ${sanitizeLine(message.tag)} is now called ${sanitizeNick(message.text)}`
    case 'name':
      return safe`-- ${nick} named the room ${sanitizeLine(message.text)}`
    case 'unknown':
      return safe`-- ${nick} sent something that this version of hocket cannot show`
  }
}

/** One line of a timeline as an object for programs. */
export function messageFact(message: MessageView) {
  const { id, room, author, nick, tag, device, log, seq, hlc, type, text, format, mine, delivery } = message
  const time = new Date(message.timeMs).toISOString()
  const arrived = new Date(message.arrivedMs).toISOString()
  return {
    id,
    room,
    author,
    nick,
    tag,
    device,
    log,
    seq,
    hlc,
    time,
    arrived,
    type,
    text,
    format,
    mine,
    delivery,
  }
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

/** Later lines of a message cannot be taken for messages of their own. */
function indent(text: SafeText): SafeText {
  return text.includes('\n')
    ? joinSafe(
        text.split('\n').map((line) => sanitize(line)),
        safe`\n    `,
      )
    : text
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
