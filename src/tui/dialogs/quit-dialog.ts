/** Quitting while something exists on this machine only: how much, in which rooms, and what becomes of it. Pure. */
import { defaultLingerMs } from '../../rpc/end-policy.js'
import { type SafeText, safe } from '../../text/sanitize.js'
import { amount, formatSpan } from '../../words/span-words.js'
import { selectOnlyHere } from '../state/selectors.js'
import type { OverlayOf, State } from '../state/state.js'
import { cutLine, span } from '../style/line.js'
import type { Line } from '../style/theme.js'
import { blank, type Dialog, hint, type Inside, paragraph } from './dialog.js'

const mostRooms = 6

export function quitDialog(overlay: OverlayOf<'quit'>, state: State, inside: Inside): Dialog {
  const rooms = roomLines(state, inside.cols)
  const hidden = rooms.length - mostRooms
  return {
    title: safe`Quit hocket?`,
    lines: [
      ...paragraph(headOf(selectOnlyHere(state)), inside.cols),
      ...rooms.slice(0, mostRooms),
      ...(hidden > 0 ? [hint(safe`  and in ${amount(hidden, safe`more room`)}`)] : []),
      blank,
      ...paragraph(fateOf(state, overlay.waiting), inside.cols, 'dim'),
      blank,
      hint(
        overlay.waiting ? safe`Enter quit now   Esc stay` : safe`Enter quit   w wait, then quit   Esc stay`,
      ),
    ],
    cursor: null,
  }
}

function headOf(onlyHere: number): SafeText {
  return onlyHere === 1
    ? safe`One of your messages exists only on this machine:`
    : safe`${onlyHere} of your messages exist only on this machine:`
}

function roomLines(state: State, cols: number): Line[] {
  return (state.rooms ?? []).flatMap(({ onlyHere, drafts, label, state: roomState }) => {
    const count = onlyHere + drafts
    if (count === 0) return []
    const waits = roomState === 'waiting' ? safe`, which waits for a first member` : safe``
    return [cutLine([span(safe`  ${count} in `), span(label, 'accent'), span(waits, 'dim')], cols)]
  })
}

function fateOf(state: State, waiting: boolean): SafeText {
  const [they, them] = selectOnlyHere(state) === 1 ? [safe`It is`, safe`it`] : [safe`They are`, safe`them`]
  if (waiting)
    return safe`Waiting until another member holds ${them}; then hocket quits. It may be left alone.`
  const kept = safe`${they} kept on this machine and handed on when hocket runs again`
  if (state.engine !== 'up') return safe`${kept}.`
  return safe`The engine goes on for up to ${formatSpan(defaultLingerMs)} to hand ${them} on. ${kept}.`
}
