/** What a user may send, call himself and name a room. Throws faults that say how to put it right; nothing is changed. */
import { HocketError } from '../errors.js'
import { limits } from '../protocol/limits.js'
import { countCodePoints } from '../protocol/reader.js'

const control = /\p{Cc}/u

/** A message: 1–16,384 bytes of text that is more than white space. */
export function checkMessage(text: string): string {
  if (text.trim() === '') throw new HocketError('BAD_TEXT', 'There is nothing to send: the message is empty.')
  if (!text.isWellFormed())
    throw new HocketError('BAD_TEXT', 'The message is not valid text, so it was not sent.')
  const bytes = Buffer.byteLength(text)
  if (bytes > limits.textBytes) {
    throw new HocketError(
      'BAD_TEXT',
      `The message has ${bytes} bytes and ${limits.textBytes} are allowed. It was not sent: send it in parts.`,
    )
  }
  return text
}

/** Why a message is removed: at most 200 characters, possibly none. */
export function checkReason(reason: string): string {
  const line = reason.trim()
  if (!line.isWellFormed() || countCodePoints(line) > limits.reasonCodePoints) {
    throw new HocketError(
      'BAD_TEXT',
      `A reason can have at most ${limits.reasonCodePoints} characters. Nothing was removed.`,
    )
  }
  return line
}

/** A reaction: an emoji or a very short word, 1–32 bytes without spaces. */
export function checkEmoji(emoji: string): string {
  const bytes = Buffer.byteLength(emoji)
  if (bytes === 0 || bytes > limits.emojiBytes || !emoji.isWellFormed() || /[\s\p{Cc}]/u.test(emoji)) {
    throw new HocketError('BAD_TEXT', `A reaction is one emoji of at most ${limits.emojiBytes} bytes.`)
  }
  return emoji
}

/** A nick: 1–32 characters on one line. */
export function checkNick(nick: string): string {
  return checkLine(nick, 'BAD_NICK', 'A nick', limits.nickCodePoints)
}

/** A word that counts as a mention: 1–64 characters on one line. */
export function checkWord(word: string): string {
  return checkLine(word, 'BAD_TEXT', 'A word', limits.roomNameCodePoints)
}

/** A room name: 1–64 characters on one line; a leading # belongs to how it is shown, not to the name. */
export function checkRoomName(name: string): string {
  return checkLine(name.trim().replace(/^#/, ''), 'BAD_NAME', 'The name of a room', limits.roomNameCodePoints)
}

function checkLine(
  text: string,
  code: 'BAD_NICK' | 'BAD_NAME' | 'BAD_TEXT',
  what: string,
  most: number,
): string {
  const line = text.trim().normalize('NFC')
  if (line === '') throw new HocketError(code, `${what} cannot be empty.`)
  if (control.test(line) || !line.isWellFormed()) {
    throw new HocketError(code, `${what} cannot hold control characters or line breaks.`)
  }
  if (countCodePoints(line) > most || Buffer.byteLength(line) > 255) {
    throw new HocketError(code, `${what} can have at most ${most} characters.`)
  }
  return line
}
