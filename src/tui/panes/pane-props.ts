/** What every pane is given: it selects from the shown state what it draws. */
import type { Shown } from './shown.js'

export interface PaneProps {
  readonly shown: Shown
}
