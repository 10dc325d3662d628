/** The status bar, and above it what hocket has to say. */
import { safe } from '../../text/sanitize.js'
import { keyOf } from '../state/key-help.js'
import { layoutOf } from '../state/layout.js'
import { noticeLines } from '../state/notice-lines.js'
import { selectBelow, selectRoom } from '../state/selectors.js'
import type { State } from '../state/state.js'
import { span } from '../style/line.js'
import { Lines } from './lines.js'
import type { PaneProps } from './pane-props.js'
import { statusText } from './status-line.js'
import { useSlice } from './use-slice.js'

export function StatusPane({ shown }: PaneProps) {
  const { cols, rows, text, notice, look } = useSlice(shown, selectStatus)
  return <Lines lines={[...noticeLines(notice, { cols, rows }), [span(text, 'bar')]]} theme={look.theme} />
}

/** The bar as text: it is made at every change of the state, but drawn only when it says something else. */
function selectStatus(state: State) {
  const cols = layoutOf(state).status.width
  const { rows } = state.size
  return { cols, rows, look: state.look, notice: state.notice, text: statusText(statusModel(state, cols)) }
}

function statusModel(state: State, cols: number) {
  return {
    cols,
    glyphs: state.look.glyphs,
    nowMs: state.nowMs,
    engine: state.engine,
    mode: state.net?.mode,
    dhtReachable: state.net?.dhtReachable,
    room: selectRoom(state),
    found: state.current === null ? 0 : (state.net?.found.get(state.current) ?? 0),
    below: selectBelow(state),
    newestKey: keyOf(state.settings, 'newest') ?? safe`no key`,
    lateKey: keyOf(state.settings, 'unread') ?? safe`no key`,
    bareKey: state.bare ? (keyOf(state.settings, 'bare') ?? safe`no key`) : null,
    others: (state.rooms ?? [])
      .filter(({ handle }) => handle !== state.current)
      .filter(({ level, mentions }) => level === 'all' || (level === 'mentions' && mentions > 0)),
  }
}
