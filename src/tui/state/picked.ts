/** Which message is picked, and which ones can be: what people said, not what happened. Pure. */
import { type SafeText, sanitizeLine } from '../../text/sanitize.js'
import type { Answer } from './answer.js'
import { changeScreen } from './change.js'
import type { MessageModel } from './models.js'
import { selectScreen } from './selectors.js'
import type { State } from './state.js'

const quotedCharacters = 120

/** The picked message, when the keyboard is with it. */
export function pickedMessage(state: State): MessageModel | undefined {
  const { picked, window } = selectScreen(state)
  return picked === null ? undefined : window?.messages.find((message) => message.id === picked)
}

/** The message that commands are about: the picked one, the one that was picked last, or the lowest in view. */
export function namedMessage(state: State): MessageModel | undefined {
  const { lastPicked, window } = selectScreen(state)
  const last = window?.messages.find((message) => message.id === lastPicked)
  return pickedMessage(state) ?? last ?? lowestMessage(state)
}

/** The keyboard goes back to the line; the message can still be named by commands. */
export function leavePick(state: State): State {
  const { picked } = selectScreen(state)
  if (picked === null) return state
  return changeScreen(state, state.current, (screen) => ({ ...screen, picked: null, lastPicked: picked }))
}

/** A message as it is quoted above the line. */
export function quoteOf({ id, person, text }: MessageModel): Omit<Answer, 'kind' | 'before'> {
  return { id, nick: person.nick, text: oneLine(text) }
}

function oneLine(text: SafeText): SafeText {
  return sanitizeLine(text.replace(/\s+/g, ' '), quotedCharacters)
}

/** The lowest message that begins above the lower edge of the view. */
export function lowestMessage(state: State): MessageModel | undefined {
  const { anchor, window } = selectScreen(state)
  const messages = window?.messages ?? []
  const edge = anchor === null ? -1 : messages.findIndex((message) => message.id === anchor.id)
  const above = edge < 0 ? messages : messages.slice(0, edge + 1)
  return above.findLast(isPickable)
}

export function isPickable({ kind, delivery }: MessageModel): boolean {
  return (kind === 'text' || kind === 'action' || kind === 'notice') && delivery !== 'waiting'
}
