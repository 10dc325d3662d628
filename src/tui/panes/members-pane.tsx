/** Who is in the room, and who of them is connected. Presence lives here and is never a line of the timeline. */
import { safe } from '../../text/sanitize.js'
import { layoutOf } from '../state/layout.js'
import { selectScreen } from '../state/selectors.js'
import type { State } from '../state/state.js'
import { fitLine, span } from '../style/line.js'
import type { Line } from '../style/theme.js'
import { Lines } from './lines.js'
import { memberList } from './member-list.js'
import type { PaneProps } from './pane-props.js'
import { useSlice } from './use-slice.js'

export function MembersPane({ shown }: PaneProps) {
  const model = useSlice(shown, selectMembers)
  return <Lines lines={memberLines(model)} theme={model.look.theme} />
}

function selectMembers(state: State) {
  const { members: rect } = layoutOf(state)
  return {
    look: state.look,
    cols: rect?.width ?? 0,
    rows: rect?.height ?? 0,
    members: selectScreen(state).members,
    nowMs: state.nowMs,
  }
}

type MembersModel = ReturnType<typeof selectMembers>

function memberLines(model: MembersModel): Line[] {
  const { members, look, cols, rows } = model
  const inner = Math.max(1, cols - 3)
  const lines = memberList(members, model, { cols: inner, rows })
  return Array.from({ length: rows }, (_, row) => [
    span(safe`${look.glyphs.gutter} `, 'dim'),
    ...fitLine(lines[row] ?? [], inner),
  ])
}
