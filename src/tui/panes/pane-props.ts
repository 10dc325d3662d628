/** What every pane is given: it selects from the store what it draws. */
import type { Store } from '../state/store.js'

export interface PaneProps {
  readonly store: Store
}
