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

/** The message with the emoji that its text names, except in code and links. */
export function withEmoji(message: MessageModel, { emoji }: Speech): MessageModel {
  if (!emoji || message.kind === 'system') return message
  const { text } = message
  const opaque = [...findLinks(text), ...codeIn(text)]
  const pieces: string[] = []
  let done = 0
  for (const found of findShortcodes(text)) {
    if (opaque.some(({ start, end }) => found.start >= start && found.end <= end)) continue
    pieces.push(text.slice(done, found.start), found.emoji)
    done = found.end
  }
  if (done === 0) return message
  return { ...message, text: sanitize([...pieces, text.slice(done)].join('')) }
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
