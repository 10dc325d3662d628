/** Ctrl-R: looks for a text among what was entered before, while it is being typed, newest first. Pure. */
import { type Editor, edit, typeable } from './editor.js'

export interface HistorySearch {
  readonly query: string
  /** The entry that is shown; undefined while none is found. */
  readonly at: number | undefined
  /** What was in the line before. */
  readonly before: Editor
}

/** A line with a history that can be searched. */
interface Searched {
  readonly editor: Editor
  readonly history: readonly string[]
  readonly search: HistorySearch | null
}

/** Begins to search, or goes on to the next older entry that matches. */
export function searchOlder<I extends Searched>(input: I): I {
  const { search } = input
  if (search === null) return { ...input, search: { query: '', at: undefined, before: input.editor } }
  return search.query === '' ? input : found(input, search, (search.at ?? input.history.length) - 1)
}

/** Back to the next newer entry that matches. */
export function searchNewer<I extends Searched>(input: I): I {
  const { search, history } = input
  if (search?.at === undefined) return input
  const at = history.findIndex((entry, index) => index > (search.at ?? 0) && matches(entry, search.query))
  return at < 0 ? input : shown(input, search, at)
}

/** Ends the search with what is shown in the line, or with what was there before. */
export function endSearch<I extends Searched>(input: I, how: 'take' | 'back'): I {
  if (input.search === null) return input
  return { ...input, search: null, editor: how === 'take' ? input.editor : input.search.before }
}

export function lengthenQuery<I extends Searched>(input: I, search: HistorySearch, text: string): I {
  const query = search.query + typeable(text).replaceAll('\n', ' ')
  return found(input, { ...search, query }, search.at ?? input.history.length - 1)
}

export function eraseQuery<I extends Searched>(input: I, search: HistorySearch): I {
  const query = [...search.query].slice(0, -1).join('')
  const shorter = { ...search, query, at: undefined }
  if (query === '') return { ...input, search: shorter, editor: search.before }
  return found(input, shorter, input.history.length - 1)
}

/** The newest match that is not newer than `from`. When there is none, the line stays as it is. */
function found<I extends Searched>(input: I, search: HistorySearch, from: number): I {
  for (let at = from; at >= 0; at -= 1) {
    if (matches(input.history[at] ?? '', search.query)) return shown(input, search, at)
  }
  const isNewQuery = search.query !== input.search?.query
  return isNewQuery ? { ...input, search: { ...search, at: undefined } } : input
}

function shown<I extends Searched>(input: I, search: HistorySearch, at: number): I {
  const text = input.history[at] ?? ''
  return { ...input, search: { ...search, at }, editor: edit(search.before, { op: 'set', text }) }
}

function matches(entry: string, query: string): boolean {
  return entry.toLowerCase().includes(query.toLowerCase())
}
