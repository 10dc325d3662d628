/** /mentions: words that count as mentions of us in one room, beside the nick and the words of the configuration. Pure. */
import { bounds } from '../../api/bounds.js'
import { parseList } from '../../config/parse-list.js'
import { joinSafe, type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'
import type { Action } from './action.js'
import { noRoom } from './command.js'
import { selectRoom } from './selectors.js'
import type { State } from './state.js'

export function runMentions(rest: string, state: State): readonly Action[] | SafeText {
  const room = selectRoom(state)
  if (room === undefined) return noRoom
  if (rest === '') return [{ type: 'roomWordsAsked', handle: room.handle }]
  const words = parseList(rest, 'words')
  if (words === undefined)
    return safe`These are no words: a quote or a bracket is not closed. Nothing was changed; /mentions lyon "new york" names two.`
  if (words.length > bounds.words)
    return safe`A room has at most ${bounds.words} words of its own. Nothing was changed.`
  return [{ type: 'roomWordsAsked', handle: room.handle, words }]
}

/** What the engine keeps now, as a sentence. */
export function roomWordsText(label: SafeText, words: readonly string[]): SafeText {
  if (words.length === 0)
    return safe`${label} has no words of its own: your nickname and /set words count. /mentions lyon relay adds two here.`
  const list = joinSafe(
    words.map((word) => sanitizeLine(word, longestShown)),
    safe`, `,
  )
  return safe`In ${label} these too count as mentions of you: ${list}. /mentions [] takes them away.`
}

const longestShown = 64
