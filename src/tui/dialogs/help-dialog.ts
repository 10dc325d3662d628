/** The help: sections in as many columns as there is room for, scrolled, and narrowed to what a filter asks for. Pure. */
import { safe } from '../../text/sanitize.js'
import { padEnd, textWidth } from '../../text/width.js'
import type { OverlayOf, State } from '../state/state.js'
import { cutLine, fitLine, span } from '../style/line.js'
import type { Line } from '../style/theme.js'
import { blank, type Dialog, field, hint, type Inside, lastTopOf, paragraph, scrollLines } from './dialog.js'
import { type HelpSection, helpSections } from './help-sections.js'
import { meantBy } from './help-synonyms.js'

const twoColumnsFrom = 70
const widestLeft = 27
const gap = 2

const titles = { all: safe`Help`, keys: safe`Keys`, settings: safe`Settings`, aliases: safe`Your commands` }

export function helpDialog(overlay: OverlayOf<'help'>, state: State, inside: Inside): Dialog {
  const filter = overlay.editor?.text.trim().toLowerCase() ?? ''
  const sections = helpSections(overlay.about, state).flatMap((section) => narrowed(section, filter))
  const all = linesOf(sections, inside.cols)
  const edited = overlay.editor === undefined ? undefined : field(safe`/ `, overlay.editor, inside.cols)
  const rows = Math.max(1, inside.rows - 2)
  const scroll = all.length > rows ? safe`↑↓ PgUp PgDn scroll   ` : safe``
  const foot = edited?.line ?? hint(safe`${scroll}/ filter   Esc close`)
  // what is filtered away leaves its place empty, so that the dialog does not jump while one types
  const filled = edited === undefined ? [] : Array.from({ length: rows }, () => blank)
  const lines = [...scrollLines(all, overlay.top, rows), ...filled]
    .slice(0, Math.max(all.length, filled.length))
    .slice(0, rows)
  return {
    title: titles[overlay.about],
    lines: [...lines, blank, cutLine(foot, inside.cols)],
    cursor: edited === undefined ? null : { x: edited.x, y: lines.length + 1 },
    lastTop: lastTopOf(all, rows),
  }
}

/** The rows of a section that fit; without any, no section. */
function narrowed({ title, rows }: HelpSection, filter: string): readonly HelpSection[] {
  const meant = meantBy(filter)
  const kept = rows.filter(({ left, right }) => {
    const text = `${left} ${right}`.toLowerCase()
    return meant.some((words) => text.includes(words))
  })
  return kept.length === 0 ? [] : [{ title, rows: kept }]
}

function linesOf(sections: readonly HelpSection[], cols: number): readonly Line[] {
  if (sections.length === 0) return [hint(safe`Nothing fits.`)]
  const isWide = cols >= twoColumnsFrom && sections.length > 1
  const cells = isWide ? Math.floor((cols - gap) / 2) : cols
  const columns = isWide ? balanced(sections) : [sections]
  const [left = [], right = []] = columns.map((column) =>
    column.flatMap((section) => sectionLines(section, cells)),
  )
  if (!isWide) return left
  return Array.from({ length: Math.max(left.length, right.length) }, (_, row) => [
    ...fitLine(left[row] ?? [], cells + gap),
    ...(right[row] ?? []),
  ])
}

/** Each section goes to the shorter column, so that their order stays as far as that is possible. */
function balanced(sections: readonly HelpSection[]): readonly (readonly HelpSection[])[] {
  const columns: [HelpSection[], HelpSection[]] = [[], []]
  const heights = [0, 0]
  for (const section of sections) {
    const index = (heights[0] ?? 0) <= (heights[1] ?? 0) ? 0 : 1
    columns[index].push(section)
    heights[index] = (heights[index] ?? 0) + section.rows.length + 2
  }
  return columns
}

function sectionLines({ title, rows }: HelpSection, cells: number): readonly Line[] {
  const longest = Math.max(...rows.map(({ left }) => textWidth(left)))
  const leftCells = Math.min(widestLeft, longest, Math.max(1, cells - gap)) + gap
  const lines = rows.flatMap(({ left, right }) =>
    paragraph(right, cells - leftCells).map((line, index) =>
      cutLine([span(padEnd(index === 0 ? left : safe``, leftCells), 'accent'), ...line], cells),
    ),
  )
  return [cutLine([span(title, 'heading')], cells), ...lines, blank]
}
