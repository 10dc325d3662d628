/** What can be reacted with: what is used in the room, and emoji by their short names. Pure. */
import { bounds } from '../../api/bounds.js'
import { emojiNamed, emojiNames } from '../../text/emoji.js'
import { type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'
import { beginningFirst } from './completion/matches.js'
import type { MessageModel } from './models.js'

/** A reaction to choose from: the emoji, and its short name where it has one. */
export interface Choice {
  readonly emoji: string
  readonly label: SafeText
}

const most = 6
const usual = ['👍', '❤️', '😂', '🎉', '😮', '👀']

/** The emoji that are used most among `messages`, filled up with usual ones. */
export function usedReactions(messages: readonly MessageModel[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { emoji, count } of messages.flatMap((message) => message.reactions))
    counts.set(emoji, (counts.get(emoji) ?? 0) + count)
  const used = [...counts].toSorted(([, a], [, b]) => b - a).map(([emoji]) => emoji)
  return [...used, ...usual.filter((emoji) => !counts.has(emoji))].slice(0, most)
}

/** What fits what was typed: an emoji itself, or the beginning of a short name; `used` for nothing. */
export function reactionChoices(typed: string, used: readonly string[]): readonly Choice[] {
  const query = typed.trim().replace(/^:|:$/g, '').toLowerCase()
  if (query === '') return used.map((emoji) => ({ emoji, label: sanitizeLine(emoji) }))
  const exact = emojiNamed(query)
  const fitting = beginningFirst(emojiNames(), query, (name) => name)
  const ordered = exact === undefined ? fitting : [query, ...fitting.filter((name) => name !== query)]
  const named = ordered.slice(0, most).flatMap((name) => choiceNamed(name))
  return named.length > 0 || !isEmoji(query) ? named : [{ emoji: query, label: sanitizeLine(query) }]
}

function choiceNamed(name: string): readonly Choice[] {
  const emoji = emojiNamed(name)
  return emoji === undefined ? [] : [{ emoji, label: safe`${sanitizeLine(emoji)} :${sanitizeLine(name)}:` }]
}

/** Something that is no word: what a keyboard of emoji gives. */
function isEmoji(text: string): boolean {
  return /[^\x00-\x7f]/.test(text) && !/\s/.test(text) && Buffer.byteLength(text) <= bounds.emojiBytes
}
