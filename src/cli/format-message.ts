/**
 * A line of a timeline as text for people, and as an object for programs. Everything that a person wrote passes the
 * sanitiser here (I8), and what belongs to the line (reply, edit, reactions) stands where no text can imitate it.
 */
import type { MessageView, ReplyView } from '../api/views.js'
import { joinSafe, type SafeText, safe, sanitize, sanitizeLine, sanitizeNick } from '../text/sanitize.js'

/** How much of an answered message is quoted. */
const quotedCharacters = 40

/** What a line says, without time and place: `ana: hello`, `* ana waves`, `-- ana joined`. */
export function formatSaid(message: MessageView): SafeText {
  const nick = sanitizeNick(message.nick)
  switch (message.type) {
    case 'text':
      return message.removed === null ? formatText(message) : formatRemoved(message.removed, nick)
    case 'created':
      return safe`-- ${nick} created the room`
    case 'join':
      return safe`-- ${nick} joined`
    case 'profile':
      return safe`-- ${message.former === null ? sanitizeLine(message.tag) : sanitizeNick(message.former)} is now called ${sanitizeNick(message.text)}`
    case 'name':
      return safe`-- ${nick} named the room ${sanitizeLine(message.text)}`
    case 'unknown':
      return safe`-- ${nick} sent something that this version of hocket cannot show`
  }
}

/** One line of a timeline as an object for programs: what does not depend on what was read, with times that people can read. */
export function messageFact({ timeMs, arrivedMs, unread, late, ...fields }: MessageView) {
  return {
    ...fields,
    time: new Date(timeMs).toISOString(),
    arrived: new Date(arrivedMs).toISOString(),
  }
}

function formatText(message: MessageView): SafeText {
  const nick = sanitizeNick(message.nick)
  const text = indent(sanitize(message.text))
  const said = message.format === 1 ? safe`* ${nick} ${text}` : safe`${nick}: ${text}`
  const quote = message.reply === null ? said : joinSafe([formatReply(message.reply), said], safe`\n    `)
  const edited = message.edited ? safe` (edited)` : safe``
  const reactions = message.reactions.map(({ emoji, count }) => safe` [${sanitizeLine(emoji, 8)} ${count}]`)
  return safe`${quote}${edited}${joinSafe(reactions, safe``)}`
}

/** The quote stands first; the answer below it, indented. */
function formatReply({ nick, text }: ReplyView): SafeText {
  if (nick === null || text === null) return safe`> a message that is not here`
  const quoted = text === '' ? safe`a message that was removed` : sanitizeLine(text, quotedCharacters)
  return safe`> ${sanitizeNick(nick)}: ${quoted}`
}

function formatRemoved({ nick, reason }: { nick: string; reason: string }, author: SafeText): SafeText {
  const why = reason === '' ? safe`` : safe`: ${sanitizeLine(reason)}`
  return safe`-- a message of ${author} was removed by ${sanitizeNick(nick)}${why}`
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
