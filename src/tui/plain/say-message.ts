/**
 * One record of a timeline as lines for an ear or a pipe: time, nick, what is special about it, text, always in this
 * order. What a peer wrote can stand behind a colon or an indented bar only, so that it can never pass for another line.
 * Decoration is ASCII. Pure.
 */
import { joinSafe, type SafeText, safe, sanitizeLine, sanitizeNick, sliceSafe } from '../../text/sanitize.js'
import type { MessageModel } from '../state/models.js'
import { clockTime, shortDay } from '../timeline/times.js'

const quotedCells = 48

/** The lines of one message. `qualifiers` say what is special about where it stands, such as "late". */
export function messageLines(message: MessageModel, qualifiers: readonly SafeText[] = []): SafeText[] {
  const time = clockTime(message.timeMs)
  const nick = spokenNick(message.person.nick)
  const special = [...qualifiers, ...ownQualifiers(message)].reduce(
    (text, qualifier) => safe`${text}, ${qualifier}`,
    safe``,
  )
  if (message.removed !== null) return [safe`${time} -- ${nick}${special}: ${message.removed}`]
  switch (message.kind) {
    case 'join':
      return [safe`${time} -- ${nick} joined${special}`]
    case 'unknown':
    case 'system': {
      const warning = message.warning === null ? safe`` : safe`, ${message.warning}`
      return [safe`${time} -- ${sanitizeLine(message.text)}${warning}${special}`]
    }
    case 'action':
      return indented(safe`${time} * ${nick}${special} `, message.text)
    default:
      return indented(safe`${time} ${nick}${special}: `, message.text)
  }
}

/** A message that waits for the room's first member, or for the own log. */
export function draftLines(draft: MessageModel): SafeText[] {
  return messageLines(draft, [safe`kept here until it can be sent`])
}

/** A few words by which a listener knows which message is meant. */
export function mentionOf(message: MessageModel): SafeText {
  return safe`${clockTime(message.timeMs)} ${spokenNick(message.person.nick)}: ${sanitizeLine(message.text, quotedCells)}`
}

/** What changed in a message that was said before; nothing when a listener would hear no difference. */
export function changeLines(before: MessageModel, after: MessageModel): SafeText[] {
  const which = mentionOf(before)
  if (after.removed !== null) {
    return before.removed === null ? [safe`-- taken back: ${which}. ${after.removed}`] : []
  }
  const isEdit = after.edited && after.text !== before.text
  const lines = isEdit ? [safe`-- changed: ${which}`, ...messageLines(after)] : []
  const reactions = reactionsOf(after)
  if (reactions !== reactionsOf(before) && reactions !== '') lines.push(safe`-- ${reactions} on: ${which}`)
  return lines
}

/** Each sign with how often it was given; empty when there are none. */
function reactionsOf({ reactions }: MessageModel): SafeText {
  return joinSafe(
    reactions.map(({ emoji, count }) => safe`${emoji} ${count}`),
    safe`, `,
  )
}

function ownQualifiers(message: MessageModel): SafeText[] {
  const said: SafeText[] = []
  if (message.person.likeness === 'alike' && message.kind !== 'system') said.push(safe`look-alike`)
  if (message.mention) said.push(safe`to you`)
  if (message.reply !== null) said.push(safe`answering "${sanitizeLine(message.reply, quotedCells)}"`)
  if (message.edited) said.push(safe`edited`)
  if (message.reactions.length > 0) said.push(reactionsOf(message))
  return said
}

/** "late, written 21 Nov 20:14": when it was written is not where one hears it. */
export function lateQualifier(message: MessageModel): SafeText {
  return safe`late, written ${shortDay(message.timeMs)}`
}

/** A nick with signs of our own grammar in it stands in quotes. */
function spokenNick(nick: SafeText): SafeText {
  return /[:,"]|^[*-]/.test(nick) ? safe`"${sanitizeNick(nick.replaceAll('"', "'"))}"` : nick
}

/** `text` behind `head`; its other lines behind a bar. */
function indented(head: SafeText, text: SafeText): SafeText[] {
  const lines: SafeText[] = []
  for (let start = 0; start <= text.length; ) {
    const end = text.indexOf('\n', start)
    const line = sliceSafe(text, start, end < 0 ? text.length : end)
    lines.push(lines.length === 0 ? safe`${head}${line}` : safe`      | ${line}`)
    if (end < 0) break
    start = end + 1
  }
  return lines
}
