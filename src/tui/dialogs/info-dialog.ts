/** All that is known of one message. Keys and ids in full, so that they can be compared and selected. Pure. */
import { joinSafe, type SafeText, safe } from '../../text/sanitize.js'
import { amount } from '../../words/span-words.js'
import type { OverlayOf } from '../state/state.js'
import { clockTime, dayName } from '../timeline/times.js'
import { blank, type Dialog, hint, type Inside, labelled } from './dialog.js'

const labelCells = 10
const minuteMs = 60_000

export function infoDialog({ info }: OverlayOf<'info'>, inside: Inside): Dialog {
  const rows: readonly (readonly [SafeText, SafeText])[] = [
    [safe`from`, safe`${info.nick}  ${info.tag}`],
    [safe`written`, stamp(info.timeMs)],
    [safe`arrived`, stamp(info.arrivedMs)],
    ...(info.clockAheadMs < minuteMs ? [] : [[safe`clock`, ahead(info.clockAheadMs)] as const]),
    [safe`held by`, info.holders],
    ...(info.notes.length === 0 ? [] : [[safe`since`, joinSafe(info.notes, safe`, `)] as const]),
    [safe`id`, info.id],
    [safe`key`, info.author],
    [safe`device`, info.device],
    [safe`log`, info.log],
  ]
  const lines = rows.flatMap(([label, text]) => labelled(label, text, { labelCells, cols: inside.cols }))
  return {
    title: safe`About this message`,
    lines: [...lines.slice(0, inside.rows - 2), blank, hint(safe`Esc close`)],
    cursor: null,
  }
}

function stamp(timeMs: number): SafeText {
  return safe`${dayName(timeMs)} ${clockTime(timeMs)}`
}

function ahead(byMs: number): SafeText {
  return safe`the author's is ${amount(Math.round(byMs / minuteMs), safe`minute`)} ahead of ours`
}
