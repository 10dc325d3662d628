/** What can stand for the last word of a line: what Tab offers on the screen, and the commands that only lines have. Pure. */
import { changeInput } from '../state/change.js'
import { offerCompletion } from '../state/completion/offer-completion.js'
import { edit, emptyEditor } from '../state/editor.js'
import type { State } from '../state/state.js'
import { ownCommands } from './say-commands.js'

/** The candidates, and the word that they stand for. */
export function completeLine(
  state: State,
  line: string,
): readonly [candidates: readonly string[], word: string] {
  const editor = edit(emptyEditor, { op: 'set', text: line })
  const offer = offerCompletion(changeInput(state, (input) => ({ ...input, editor })))
  const start = offer?.start ?? 0
  const own = ownCommands.map(({ name }) => `/${name}`).filter((name) => line !== '' && name.startsWith(line))
  const offered = (offer?.candidates ?? []).map(({ text }) => text)
  const candidates = [...new Set([...offered, ...own])].map((text) => (/\s$/.test(text) ? text : `${text} `))
  return [candidates, line.slice(start)]
}
