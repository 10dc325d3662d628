/** The help: made from the keymap and the table of commands, so that it says what is so. Pure. */
import { type SafeText, safe } from '../../text/sanitize.js'
import { padEnd } from '../../text/width.js'
import { commands } from '../state/commands.js'
import { type HelpRow, helpRows } from '../state/key-help.js'
import type { OverlayOf, State } from '../state/state.js'
import type { Glyphs } from '../style/glyphs.js'
import { cutLine, fitLine, span } from '../style/line.js'
import type { Line } from '../style/theme.js'
import { blank, type Dialog, hint, type Inside, scrollLines } from './dialog.js'

const keyCells = 15
const commandCells = 17
const twoColumnsFrom = 70

export function helpDialog(overlay: OverlayOf<'help'>, state: State, inside: Inside): Dialog {
  const all = helpLines(inside.cols, state).map((line) => cutLine(line, inside.cols))
  const rows = Math.max(1, inside.rows - 2)
  const more = all.length > rows ? safe`PgUp PgDn scroll   Esc close` : safe`Esc close`
  return {
    title: safe`Help`,
    lines: [...scrollLines(all, overlay.top, rows), blank, hint(more)],
    cursor: null,
  }
}

/** All lines of the help at `cols` cells: in two columns where there is room. */
function helpLines(cols: number, { settings, look }: State): readonly Line[] {
  const left = [
    ...section(safe`COMMANDS`, commandLines()),
    [],
    ...section(safe`ROOMS`, keyLines(helpRows(settings, ['rooms']))),
    [],
    ...section(safe`YOUR MESSAGES`, signs(look.glyphs)),
  ]
  const right = [
    ...section(safe`MESSAGES`, keyLines(helpRows(settings, ['messages']))),
    [],
    ...section(safe`INPUT LINE`, keyLines(helpRows(settings, ['input', 'edit']))),
    [],
    ...section(safe`ANYWHERE`, keyLines(helpRows(settings, ['anywhere']))),
  ]
  if (cols < twoColumnsFrom) return [...left, [], ...right]
  const cells = Math.floor(cols / 2)
  return Array.from({ length: Math.max(left.length, right.length) }, (_, row) => [
    ...fitLine(left[row] ?? [], cells),
    ...(right[row] ?? []),
  ])
}

function section(title: SafeText, lines: readonly Line[]): Line[] {
  return [[span(title, 'heading')], ...lines]
}

function commandLines(): Line[] {
  const lines = commands.map(({ usage, help }) => [span(padEnd(usage, commandCells), 'accent'), span(help)])
  return [...lines, [span(padEnd(safe`//text`, commandCells), 'accent'), span(safe`sends /text`)]]
}

function keyLines(rows: readonly HelpRow[]): Line[] {
  return rows.map(({ keys, does }) => [span(padEnd(keys, keyCells), 'accent'), span(does)])
}

function signs(glyphs: Glyphs): Line[] {
  const line = (sign: SafeText, text: SafeText) => [span(padEnd(sign, 4), 'accent'), span(text)]
  return [
    line(glyphs.waiting, safe`waits for a first member`),
    line(glyphs.stored, safe`stored on this machine only`),
    line(glyphs.held, safe`another member holds it too`),
  ]
}
