/** Commands, rooms, emoji and plain words, as candidates. Pure. */
import { emojiNamed, emojiNames } from '../../../text/emoji.js'
import { type SafeText, safe, sanitizeLine } from '../../../text/sanitize.js'
import type { Glyphs } from '../../style/glyphs.js'
import { commands } from '../commands.js'
import type { State } from '../state.js'
import type { Candidate } from './candidate.js'
import { beginningFirst, beginsWith } from './matches.js'

const mostEmoji = 60

/** `typed` with its slash. A name that was typed whole comes before longer ones. */
export function offerCommands(typed: string): readonly Candidate[] {
  const name = typed.slice(1).toLowerCase()
  return commands
    .filter((command) => command.name.startsWith(name))
    .sort((one, other) => Number(other.name === name) - Number(one.name === name))
    .map((command) => ({
      text: `/${command.name}${command.usage.includes(' ') ? ' ' : ''}`,
      label: command.usage,
      note: command.help,
    }))
}

/** Names of commands behind another one, without the slash. */
export function offerCommandNames(typed: string): readonly Candidate[] {
  return offerCommands(`/${typed.replace(/^\//, '')}`).map((candidate) => ({
    ...candidate,
    text: `${candidate.text.slice(1).trimEnd()} `,
  }))
}

/** `typed` with or without its #. */
export function offerRooms(state: State, typed: string): readonly Candidate[] {
  const name = typed.replace(/^#/, '')
  return (state.rooms ?? [])
    .filter((room) => room.label.startsWith('#') && beginsWith(room.label.slice(1), name))
    .map((room) => ({ text: `${room.label} `, label: room.label, note: unreadOf(room.unread) }))
}

/** `typed` with its colon. */
export function offerEmoji(typed: string, glyphs: Glyphs): readonly Candidate[] {
  const names = beginningFirst(emojiNames(), typed.slice(1), (name) => name)
  return names.slice(0, mostEmoji).map((name) => {
    const label = sanitizeLine(`:${name}:`)
    const emoji = glyphs.blocks ? emojiNamed(name) : undefined // in ASCII the name is what one can read
    if (emoji === undefined) return { text: `${label} `, label, note: safe`` }
    return { text: `${emoji} `, label: safe`${sanitizeLine(emoji)} ${label}`, note: safe`` }
  })
}

export function offerWords(words: readonly string[], typed: string): readonly Candidate[] {
  return words
    .filter((word) => beginsWith(word, typed))
    .map((word) => ({ text: `${word} `, label: sanitizeLine(word), note: safe`` }))
}

function unreadOf(count: number): SafeText {
  return count === 0 ? safe`` : safe`${count} unread`
}
