/** The dialog on top in its frame. What stands in it is made by the dialogs themselves, without React. */
import { Box, Text } from 'ink'
import { safe } from '../../text/sanitize.js'
import { textWidth, truncate } from '../../text/width.js'
import { Lines } from '../panes/lines.js'
import type { PaneProps } from '../panes/pane-props.js'
import { useSlice } from '../panes/use-slice.js'
import { layoutOf } from '../state/layout.js'
import { selectOverlay } from '../state/selectors.js'
import type { State } from '../state/state.js'
import { fitLine, repeat, span } from '../style/line.js'
import type { Look } from '../style/look.js'
import { paintLine } from '../style/theme.js'
import { dialogOf } from './content.js'
import { type Dialog, frameCols, frameRows } from './dialog.js'

export function DialogPane({ shown }: PaneProps) {
  const { state } = useSlice(shown, selectState)
  if (state === null) return null
  const overlay = selectOverlay(state)
  const rect = layoutOf(state).overlay
  if (overlay === undefined || rect === null) return null
  const { look } = state
  const dialog = dialogOf(overlay, state)
  const cols = Math.max(1, rect.width - frameCols)
  const lines = dialog.lines.slice(0, rect.height - frameRows).map((line) => fitLine(line, cols))
  return (
    <Box flexDirection="column" width={rect.width} height={rect.height}>
      <Text>{topBorder(dialog, look, rect.width)}</Text>
      <Box borderStyle={look.glyphs.border} borderTop={false} paddingX={1} flexGrow={1}>
        <Lines lines={lines} theme={look.theme} />
      </Box>
    </Box>
  )
}

/** A dialog may show anything of the state; while none is open, no change of the state concerns it. */
function selectState(state: State) {
  return { state: selectOverlay(state) === undefined ? null : state }
}

function topBorder(dialog: Dialog, { glyphs, theme }: Look, cols: number): string {
  const [left, right] = glyphs.border === 'round' ? [safe`╭`, safe`╮`] : [safe`+`, safe`+`]
  const title = truncate(dialog.title, Math.max(1, cols - 6))
  const rest = Math.max(0, cols - 5 - textWidth(title))
  return paintLine(
    [
      span(safe`${left}${glyphs.rule} `),
      span(title, 'heading'),
      span(safe` ${repeat(glyphs.rule, rest)}${right}`),
    ],
    theme,
  )
}
