/**
 * A message as the linear face says it: short names of emoji as emoji where the terminal has them, and a very long text cut,
 * with how to read it whole. Pure.
 */
import { findShortcodes } from '../../text/emoji.js'
import { findLinks } from '../../text/links.js'
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

/** Except in code and links. */
function emojiIn(text: SafeText): SafeText {
  const codes = findShortcodes(text)
  if (codes.length === 0) return text
  const opaque = [...findLinks(text), ...codeIn(text)]
  const pieces: string[] = []
  let done = 0
  for (const { start, end, emoji } of codes) {
    if (opaque.some((range) => start >= range.start && end <= range.end)) continue
    pieces.push(text.slice(done, start), emoji)
    done = end
  }
  return sanitize([...pieces, text.slice(done)].join(''))
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

function codeIn(text: string): readonly { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(/(`+)[^`][\s\S]*?\1/g)].map(({ 0: code, index }) => ({
    start: index,
    end: index + code.length,
  }))
}
