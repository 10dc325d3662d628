/**
 * A message as the linear face says it: short names of emoji as emoji where the terminal has them, and a very long text cut,
 * with how to read it whole. Pure.
 */
import { replaceShortcodes } from '../../text/replace-shortcodes.js'
import { type SafeText, safe, sanitize } from '../../text/sanitize.js'
import type { MessageModel } from '../state/models.js'
import { messageLines } from './say-message.js'

export interface Speech {
  /** The terminal shows emoji. */
  readonly emoji: boolean
  /** Somebody is there to ask for the rest of what is cut. */
  readonly folds: boolean
}

/** As many lines as the screen shows of a message, and as much of one that is all one line. */
const mostLines = 40
const mostLetters = 3_000

/** The message with the emoji that its text, and what it answers, name. */
export function withEmoji(message: MessageModel, { emoji }: Speech): MessageModel {
  if (!emoji || message.kind === 'system') return message
  const text = emojiIn(message.text)
  const reply = message.reply === null ? null : emojiIn(message.reply)
  return text === message.text && reply === message.reply ? message : { ...message, text, reply }
}

function emojiIn(text: SafeText): SafeText {
  const shown = replaceShortcodes(text)
  return shown === text ? text : sanitize(shown)
}

/** The lines of a message, not more than one wants to hear unasked. */
export function foldedLines(
  message: MessageModel,
  qualifiers: readonly SafeText[],
  { folds }: Speech,
): SafeText[] {
  const { text } = message
  const isLong = folds && text.length > mostLetters
  const lines = messageLines(
    isLong ? { ...message, text: sanitize(text.slice(0, mostLetters)) } : message,
    qualifiers,
  )
  if (!isLong && (!folds || lines.length <= mostLines + 1)) return lines
  return [
    ...lines.slice(0, mostLines),
    safe`-- there is more of this message: /last gives it a number, /show reads it whole`,
  ]
}
