/** The control sequences that the screen uses, by name. Source: xterm ctlseqs; 2026 is the synchronised-output extension. */
import { askKeyboard } from './keyboard-protocol.js'

export const syncBegin = '\x1b[?2026h'
export const syncEnd = '\x1b[?2026l'
export const hideCursor = '\x1b[?25l'
export const showCursor = '\x1b[?25h'

/** Clicks and the wheel are reported, in a form that has no bounds. */
export const mouseOn = '\x1b[?1000h\x1b[?1006h'
export const mouseOff = '\x1b[?1006l\x1b[?1000l'

/** What keyboard, mouse and motion may have been left on, in every form that terminals know. */
const mouseReset = '\x1b[?1006l\x1b[?1003l\x1b[?1002l\x1b[?1000l'

/** ASCII and no style: before the terminal remembers both for the time after us. */
const plainText = '\x0f\x1b(B\x1b[0m'

/** Undoes what another program may have left behind: its characters, insert and origin mode, a scroll region, the mouse. */
export const repairScreen = `${plainText}\x1b[4l\x1b[?6l\x1b[?5l\x1b[?69l\x1b[r${mouseReset}\x1b[?7l\x1b[?2004h\x1b[?1004h`

/** Title pushed, alternate screen, no wrapping, bracketed paste, focus reports, cleared; and what keyboard there is. */
export const enterScreen = `${plainText}\x1b[22;2t\x1b[?1049h${repairScreen}\x1b[?25l\x1b[2J\x1b[H${askKeyboard}`

/** Undoes everything that any part of the screen may have switched on, in one write; harmless when nothing was. */
export const leaveScreen =
  // the keyboard's modes belong to the alternate screen: they end while it is shown
  `\x1b[?2026l\x1b[<u\x1b[>4m${mouseReset}\x1b[?1004l\x1b[?2004l\x1b[0m\x1b]8;;\x1b\\\x1b[?7h\x1b[?25h\x1b[?1049l\x1b[23;2t`

/** Cells count from 0 here, from 1 in the terminal. */
export function moveTo(x: number, y: number): string {
  return `\x1b[${y + 1};${x + 1}H`
}
