/** What a block is drawn with, beside its messages. */
import type { SafeText } from '../../text/sanitize.js'
import type { Look } from '../style/look.js'

export interface BlockStyle {
  readonly cols: number
  readonly look: Look
  /** A message to be shown as found, or as the one that keys act on. */
  readonly highlight: string | null
  readonly timeFormat: string
  /** Only what one wants to copy: no columns, no gutter, no marks. */
  readonly bare: boolean
  /** Long messages that are shown whole. */
  readonly unfolded: ReadonlySet<string>
  /** How the key that unfolds is called. */
  readonly unfoldKey: SafeText
}
