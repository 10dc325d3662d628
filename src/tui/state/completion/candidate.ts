/** One way to complete a word, and the word that is completed. */
import type { SafeText } from '../../../text/sanitize.js'

export interface Candidate {
  /** What comes in place of the word. */
  readonly text: string
  readonly label: SafeText
  /** What helps to choose, dim beside the label; may be empty. */
  readonly note: SafeText
  /** The first `length` units of the text name this person. */
  readonly mention?: { readonly author: string; readonly length: number }
}

/** What Tab found: the candidates for what stands between `start` and the cursor. */
export interface Offer {
  readonly start: number
  readonly candidates: readonly Candidate[]
}
