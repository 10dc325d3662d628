/** What the line that is being written will be when it is not a message of its own. */
import type { SafeText } from '../../text/sanitize.js'
import type { Editor } from './editor.js'

export interface Answer {
  readonly kind: 'reply' | 'edit'
  /** The message that is answered or edited. */
  readonly id: string
  /** Who wrote it, and what, on one line. */
  readonly nick: SafeText
  readonly text: SafeText
  /** For an edit: what stood in the line before. */
  readonly before: Editor | null
}
