/** What the menu of the picked message offers when its text is cut, or was unfolded. Knows the timeline, so only reducers ask. Pure. */
import { safe } from '../../text/sanitize.js'
import { foldOf } from '../timeline/folds.js'
import { timelineOf } from '../timeline/of-state.js'
import type { MenuEntry } from './picked-overlay.js'
import { selectScreen } from './selectors.js'
import type { State } from './state.js'

/** One entry, or none where nothing is folded. */
export function foldEntries(state: State): readonly MenuEntry[] {
  const { picked, unfolded } = selectScreen(state)
  const fold = picked === null ? undefined : foldOf(timelineOf(state), picked)
  if (fold === undefined) return []
  return [
    {
      name: 'picked-fold',
      does: unfolded.has(fold) ? safe`cut the long text again` : safe`show the whole text`,
    },
  ]
}
