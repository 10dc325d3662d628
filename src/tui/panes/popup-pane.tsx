/** What Tab offers, over the last lines of the timeline. */
import { popupLines } from '../state/completion/popup-lines.js'
import { layoutOf } from '../state/layout.js'
import { selectInput } from '../state/selectors.js'
import type { State } from '../state/state.js'
import { Lines } from './lines.js'
import type { PaneProps } from './pane-props.js'
import { useSlice } from './use-slice.js'

export function PopupPane({ shown }: PaneProps) {
  const { look, completion, cols, rows } = useSlice(shown, selectPopup)
  if (completion === null || rows === 0) return null
  return <Lines lines={popupLines(completion, { rows, cols, glyphs: look.glyphs })} theme={look.theme} />
}

function selectPopup(state: State) {
  const { popup } = layoutOf(state)
  return {
    look: state.look,
    completion: selectInput(state).completion,
    cols: popup?.width ?? 0,
    rows: popup?.height ?? 0,
  }
}
