/** Choosing among candidates: Tab goes on, Shift-Tab back, any other key takes what stands there, Escape undoes it. Pure. */
import { type Editor, edit } from '../editor.js'
import { wrapped } from '../wrapped.js'
import type { Candidate, Offer } from './candidate.js'

export interface Completion extends Offer {
  /** The line as it was typed. */
  readonly before: Editor
  readonly chosen: number
}

/** A line in which something may be completed. */
interface Completed {
  readonly editor: Editor
  readonly completion: Completion | null
}

/** Puts the first candidate, or from behind the last one, into the line. */
export function beginCompletion<I extends Completed>(input: I, offer: Offer, by: 1 | -1): I {
  const chosen = by === 1 ? 0 : offer.candidates.length - 1
  return choose(input, { ...offer, before: input.editor, chosen })
}

export function stepCompletion<I extends Completed>(input: I, by: 1 | -1): I {
  const { completion } = input
  if (completion === null) return input
  const { length } = completion.candidates
  return choose(input, { ...completion, chosen: wrapped(completion.chosen + by, length) })
}

/** Back to what was typed. */
export function cancelCompletion<I extends Completed>(input: I): I {
  return input.completion === null ? input : { ...input, editor: input.completion.before, completion: null }
}

/** The candidates of a popup of at most `rows`, the chosen one among them. */
export function shownCandidates(
  { candidates, chosen }: Completion,
  rows: number,
): { readonly top: number; readonly shown: readonly Candidate[] } {
  const top = Math.max(0, Math.min(chosen - Math.floor(rows / 2), candidates.length - rows))
  return { top, shown: candidates.slice(top, top + rows) }
}

/** Each choice is made in the line as it was typed, so that undo has one step. */
function choose<I extends Completed>(input: I, completion: Completion): I {
  const candidate = completion.candidates[completion.chosen]
  if (candidate === undefined) return input
  const { before, start } = completion
  const { text, mention } = candidate
  const replacement = { op: 'replace' as const, start, end: before.cursor, text: spaced(before, text) }
  const editor = edit(before, mention === undefined ? replacement : { ...replacement, mention })
  return { ...input, editor, completion: completion.candidates.length === 1 ? null : completion }
}

/** No second space where one follows already. */
function spaced({ text, cursor }: Editor, added: string): string {
  return text[cursor] === ' ' ? added.trimEnd() : added
}
