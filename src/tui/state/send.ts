/** Sending what was typed, when that is possible now; otherwise a sentence, and the text stays in the line. Pure. */
import { type SafeText, safe } from '../../text/sanitize.js'
import type { Action } from './action.js'
import { noRoom } from './command.js'
import { tooLong } from './message-size.js'
import { selectInput, selectRoom } from './selectors.js'
import type { State } from './state.js'

export interface Sent {
  readonly text: string
  readonly format: 0 | 1
}

/** For whoever has a link that only lets them read. */
export const readOnly = safe`You may read this room but not write in it: your text stays here. Ask a member for a link that lets you write.`

export function sendOf(state: State, sent: Sent): readonly Action[] | SafeText {
  if (state.rooms === null)
    return safe`Your rooms are not here yet: your text stays here. Press Enter again in a moment.`
  const room = selectRoom(state)
  if (room === undefined) return noRoom
  if (state.engine !== 'up')
    return safe`The engine is away: your text stays here. Press Enter again when the status bar says that it is back.`
  if (room.access === 'read') return readOnly
  const problem = tooLong(sent.text)
  if (problem !== undefined) return problem
  const { answer } = selectInput(state)
  return [{ type: 'textSent', handle: room.handle, typed: sent.text, ...sent, answer }]
}
