/**
 * The link of a room: a QR code when there is room for it, and the link itself in full, so that it can be selected. The
 * code is of the link in upper case, which makes it smaller, and black on white whatever the theme. Pure.
 */
import { encode } from 'uqr'
import { type SafeText, safe, sliceSafe } from '../../text/sanitize.js'
import type { OverlayOf, State } from '../state/state.js'
import { centerLine, span } from '../style/line.js'
import type { Line } from '../style/theme.js'
import { blank, type Dialog, hint, type Inside, paragraph } from './dialog.js'

export function linkDialog(overlay: OverlayOf<'link'>, state: State, inside: Inside): Dialog {
  const link = overlay.link
  if (link === null) return { title: titleOf(overlay), lines: [hint(safe`One moment...`)], cursor: null }
  const grants =
    overlay.access === 'w'
      ? safe`Whoever has this link can read, write and invite others. Send it on a way that you trust.`
      : safe`Whoever has this link can read, and not write.`
  const text = [
    ...linkLines(link, inside.cols),
    ...paragraph(grants, inside.cols, 'dim'),
    hint(overlay.copied ? safe`Given to the terminal's clipboard.   Esc close` : safe`y copy   Esc close`),
  ]
  const code = state.look.glyphs.blocks ? qrLines(link) : []
  const fits = code.length + text.length <= inside.rows && code.length * 2 <= inside.cols
  return {
    title: titleOf(overlay),
    lines: fits ? [...code.map((line) => centerLine(line, inside.cols)), ...text] : [blank, ...text],
    cursor: null,
  }
}

function titleOf(overlay: OverlayOf<'link'>): SafeText {
  return overlay.access === 'w' ? safe`Link to ${overlay.label}` : safe`Reading link to ${overlay.label}`
}

function linkLines(link: SafeText, cols: number): Line[] {
  const lines: Line[] = []
  for (let start = 0; start < link.length; start += cols) {
    lines.push([span(sliceSafe(link, start, start + cols), 'accent')])
  }
  return lines
}

function qrLines(link: SafeText): Line[] {
  const code = encode(link.toUpperCase(), { ecc: 'L', border: 1 }).data
  const lines: Line[] = []
  for (let row = 0; row < code.length; row += 2) {
    lines.push([span(halfBlocks(code[row] ?? [], code[row + 1] ?? []), 'qr')])
  }
  return lines
}

/** Two rows of modules as one row of cells. */
function halfBlocks(upper: readonly boolean[], lower: readonly boolean[]): SafeText {
  let line = safe``
  for (const [index, dark] of upper.entries()) line = safe`${line}${block(dark, lower[index] === true)}`
  return line
}

function block(upper: boolean, lower: boolean): SafeText {
  if (upper) return lower ? safe`█` : safe`▀`
  return lower ? safe`▄` : safe` `
}
