/** Everybody in the room, for terminals too narrow for the member pane, and for `/names`. Pure. */
import { safe } from '../../text/sanitize.js'
import { amount } from '../../words/span-words.js'
import { isHere, memberLine, sortMembers } from '../panes/member-line.js'
import { likenessLines } from '../panes/member-list.js'
import { selectRoom, selectScreen } from '../state/selectors.js'
import type { OverlayOf, State } from '../state/state.js'
import { blank, type Dialog, hint, type Inside, lastTopOf, scrollLines } from './dialog.js'

export function membersDialog(overlay: OverlayOf<'members'>, state: State, inside: Inside): Dialog {
  const { members } = selectScreen(state)
  const warnings = likenessLines(members, state, inside.cols)
  const lines = [
    ...sortMembers(members).map((member) => memberLine(member, state, inside.cols)),
    ...(warnings.length === 0 ? [] : [[], ...warnings]),
  ]
  const rows = Math.max(1, inside.rows - 2)
  const online = members.filter(isHere).length
  return {
    title: safe`${selectRoom(state)?.label ?? safe`Room`}: ${amount(members.length, safe`member`)}, ${online} online`,
    lines: [...scrollLines(lines, overlay.top, rows), blank, hint(safe`Esc close`)],
    cursor: null,
    lastTop: lastTopOf(lines, rows),
  }
}
