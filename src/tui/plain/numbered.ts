/**
 * Messages by number: /last numbers the newest ones, and other commands take such a number. The numbers are those of the
 * list that was read out last, whatever comes meanwhile. Owns that list. Prints nothing, asks nothing.
 */
import type { RoomHandle } from '../../api/views.js'
import { emojiNamed } from '../../text/emoji.js'
import { joinSafe, type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'
import type { Action } from '../state/action.js'
import { noRoom } from '../state/command.js'
import type { MessageModel } from '../state/models.js'
import { isPickable, quoteOf } from '../state/picked.js'
import { reactionChoices } from '../state/reactions.js'
import { selectRoom, selectScreen } from '../state/selectors.js'
import { sendOf } from '../state/send.js'
import type { State } from '../state/state.js'
import { mentionOf, messageLines } from './say-message.js'
import { type Speech, withEmoji } from './spoken.js'

/** What is said, and what is done; a sentence alone when nothing can be. */
export type Numbering = { readonly say: readonly SafeText[]; readonly actions: readonly Action[] } | SafeText

const usualCount = 10

export class Numbered {
  /** Newest first, as they were read out. */
  readonly #listed = new Map<RoomHandle, readonly MessageModel[]>()
  readonly #speech: Speech

  constructor(speech: Speech) {
    this.#speech = speech
  }

  /** What `line` comes to; undefined when it is no command about a numbered message. */
  run(state: State, line: string): Numbering | undefined {
    const [, name = '', rest = ''] = /^\/(last|show|reply|edit|react|delete)(?:\s+(.*))?$/.exec(line) ?? []
    if (name === '' || (name === 'edit' && !/^\d/.test(rest))) return undefined
    const room = selectRoom(state)
    if (room === undefined) return noRoom
    if (name === 'last') return this.#list(state, room.handle, rest)
    const [, number = '', text = ''] = /^(\d+)(?:\s+(.*))?$/.exec(rest) ?? []
    const listed = this.#listed.get(room.handle)?.[Number(number) - 1]
    if (listed === undefined)
      return safe`Which message? /last gives the newest ones numbers: /${sanitizeLine(name)} 1.`
    const shown = selectScreen(state).window?.messages.find(({ id }) => id === listed.id)
    const about: About = {
      state,
      message: withEmoji(shown ?? listed, this.#speech),
      handle: room.handle,
      line,
      text: text.trim(),
    }
    return acts[name]?.(about)
  }

  #list(state: State, handle: RoomHandle, typed: string): Numbering {
    const count = typed === '' ? usualCount : Number(typed)
    if (!Number.isInteger(count) || count < 1) return safe`How many? /last takes a number: /last 20.`
    const messages = selectScreen(state).window?.messages ?? []
    const newest = messages
      .filter((message) => isPickable(message) && message.removed === null)
      .slice(-count)
      .reverse()
    this.#listed.set(handle, newest)
    if (newest.length === 0) return safe`There is no message here yet.`
    const say = newest
      .map((message, index) => safe`${index + 1}: ${mentionOf(withEmoji(message, this.#speech))}`)
      .reverse()
    return { say, actions: [] }
  }
}

interface About {
  readonly state: State
  readonly message: MessageModel
  readonly handle: RoomHandle
  readonly line: string
  readonly text: string
}

const acts: Readonly<Record<string, (about: About) => Numbering>> = {
  show: ({ message }) => ({ say: messageLines(message), actions: [] }),
  reply: (about) => sent(about, 'reply', safe`answering`),
  edit: (about) =>
    about.message.mine
      ? sent(about, 'edit', safe`changing`)
      : safe`Only your own messages can be changed: this is one of ${about.message.person.nick}.`,
  react,
  delete: ({ message, handle, text }) => ({
    say: [safe`-- deleting ${mentionOf(message)}`],
    actions: [{ type: 'removalSent', handle, id: message.id, reason: text }],
  }),
}

function sent({ state, message, line, text }: About, kind: 'reply' | 'edit', doing: SafeText): Numbering {
  if (text === '') return safe`Write the text behind the number: nothing was sent.`
  const actions = sendOf(state, { text, format: 0 })
  if (typeof actions === 'string') return actions
  const answer = { ...quoteOf(message), kind, before: null }
  return {
    say: [safe`-- ${doing} ${mentionOf(message)}`],
    actions: actions.map((action) =>
      action.type === 'textSent' ? { ...action, typed: line, answer } : action,
    ),
  }
}

/** Gives a reaction, or takes it back. A name that is only begun must fit one emoji. */
function react({ message, handle, text }: About): Numbering {
  if (text === '') return safe`Write an emoji or its name behind the number: /react 1 :tada:`
  const choices = reactionChoices(text, [])
  const isWhole = emojiNamed(text.replace(/^:|:$/g, '').toLowerCase()) !== undefined
  const [choice, another] = choices
  if (choice === undefined) return safe`No emoji is called ${sanitizeLine(text, 40)}.`
  if (another !== undefined && !isWhole)
    return safe`Several emoji fit: ${joinSafe(
      choices.map(({ label }) => label),
      safe`, `,
    )}.`
  const { emoji } = choice
  const on = !message.reactions.some((given) => given.mine && given.emoji === emoji)
  return {
    say: [
      safe`-- ${on ? safe`reacting` : safe`no longer reacting`} with ${choice.label} to ${mentionOf(message)}`,
    ],
    actions: [{ type: 'reactionSent', handle, id: message.id, emoji, on }],
  }
}
