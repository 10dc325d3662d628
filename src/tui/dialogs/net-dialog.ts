/** The state of the network, and why nobody is here: the words are those of `hocket net`. Pure. */
import { type SafeText, safe, sliceSafe } from '../../text/sanitize.js'
import { wrap } from '../../text/wrap.js'
import type { ReportLine, RoomReport } from '../../words/net-report.js'
import type { OverlayOf, State } from '../state/state.js'
import { span } from '../style/line.js'
import type { Line, Role } from '../style/theme.js'
import { blank, type Dialog, hint, type Inside, lastTopOf, paragraph, scrollLines } from './dialog.js'

const roles: Readonly<Record<ReportLine['kind'], Role>> = { fact: 'text', problem: 'warn', advice: 'dim' }
const marks = { fact: safe`  `, problem: safe`! `, advice: safe`  ` }

export function netDialog(overlay: OverlayOf<'net'>, state: State, inside: Inside): Dialog {
  const all = state.net === null ? [hint(safe`The engine has not told yet.`)] : netLines(state, inside.cols)
  const rows = Math.max(1, inside.rows - 2)
  const keys =
    all.length > rows ? safe`r look again   PgUp PgDn scroll   Esc close` : safe`r look again   Esc close`
  const said = overlay.looking ? safe`Looking for peers again…   ${keys}` : keys
  return {
    title: safe`Network`,
    lines: [...scrollLines(all, overlay.top, rows), blank, hint(said)],
    cursor: null,
    lastTop: lastTopOf(all, rows),
  }
}

/** The room that is looked at stands first: it is the one that is asked about. */
function netLines(state: State, cols: number): Line[] {
  const report = state.net?.report
  if (report === undefined) return []
  const rooms = [...report.rooms].sort(
    (one, other) => Number(other.handle === state.current) - Number(one.handle === state.current),
  )
  return [
    ...indented(safe`network  `, report.network, cols),
    ...indented(safe`peers    `, report.peers, cols),
    ...report.refused.flatMap((text, index) =>
      indented(index === 0 ? safe`refused  ` : safe`         `, text, cols),
    ),
    ...rooms.flatMap((room) => [blank, ...roomLines(room, cols)]),
  ]
}

function roomLines(room: RoomReport, cols: number): Line[] {
  return [
    [span(room.label, 'heading')],
    ...paragraph(room.summary, cols - 2).map((line): Line => [span(safe`  `), ...line]),
    ...room.lines.flatMap(({ kind, text }) => indented(safe`  ${marks[kind]}`, text, cols, roles[kind])),
  ]
}

/** `text` beside its label, wrapped under itself. */
function indented(label: SafeText, text: SafeText, cols: number, role: Role = 'text'): Line[] {
  const width = label.length
  return wrap(text, Math.max(1, cols - width)).map(({ start, end }, index) => [
    span(index === 0 ? label : sliceSafe(safe`                `, 0, width), role === 'text' ? 'dim' : role),
    span(sliceSafe(text, start, end), role),
  ])
}
