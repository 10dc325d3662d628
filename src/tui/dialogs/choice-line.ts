/** Lines of which one is chosen, scrolled so that it is seen. Pure. */
import { cutLine, fitLine } from '../style/line.js'
import type { Line } from '../style/theme.js'

export function choiceLines(
  lines: readonly Line[],
  { selected, rows, cols }: { readonly selected: number; readonly rows: number; readonly cols: number },
): readonly Line[] {
  const top = Math.max(0, Math.min(selected - rows + 1, lines.length - rows))
  return lines
    .slice(top, top + rows)
    .map((line, index) => (top + index === selected ? chosenLine(line, cols) : cutLine(line, cols)))
}

/** The line that is chosen, marked to its end. */
export function chosenLine(line: Line, cols: number): Line {
  return fitLine(line, cols).map((part) => ({ ...part, role: 'selection' as const }))
}
