/** Tab where a command wants a file: looks into the folder and offers what is there. */
import { safe, sanitizeLine } from '../../text/sanitize.js'
import { listPaths } from '../files/list-paths.js'
import type { Action, ActionOf } from '../state/action.js'
import { pathWanted } from '../state/completion/offer-completion.js'
import { selectInput } from '../state/selectors.js'
import type { State } from '../state/state.js'

/** The answer to a Tab; undefined when no path was wanted, or there is none. `workDir`: where relative paths begin. */
export async function offerPaths(
  state: State,
  { by }: ActionOf<'completed'>,
  workDir: string,
): Promise<Action | undefined> {
  const { editor, completion } = selectInput(state)
  const wanted = pathWanted(state)
  if (wanted === undefined || completion !== null) return undefined
  const paths = await listPaths(wanted.typed, workDir)
  const candidates = paths.map((path) => ({ text: path, label: sanitizeLine(path), note: safe`` }))
  if (candidates.length === 0) return undefined
  return { type: 'pathsOffered', editor, by, offer: { start: wanted.start, candidates } }
}
