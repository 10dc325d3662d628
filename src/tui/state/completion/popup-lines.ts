/** The popup of candidates: a line each, the chosen one marked. Pure. */
import { safe } from '../../../text/sanitize.js'
import { padEnd, textWidth } from '../../../text/width.js'
import type { Glyphs } from '../../style/glyphs.js'
import { cutLine, fitLine, span } from '../../style/line.js'
import type { Line } from '../../style/theme.js'
import type { Candidate } from './candidate.js'
import { type Completion, shownCandidates } from './completion.js'

export const mostCandidates = 5
const longestNote = 40

/** Cells that the widest of all candidates needs, so that the popup keeps its width while one steps through them. */
export function popupCols({ candidates }: Completion): number {
  const notes = Math.max(...candidates.map(({ note }) => textWidth(note)))
  return labelCols(candidates) + Math.min(longestNote, notes === 0 ? 0 : notes + 1) + 2
}

export function popupLines(
  completion: Completion,
  { rows, cols, glyphs }: { readonly rows: number; readonly cols: number; readonly glyphs: Glyphs },
): readonly Line[] {
  const { top, shown } = shownCandidates(completion, rows)
  const labels = labelCols(completion.candidates)
  return shown.map(({ label, note }, index) => {
    const isChosen = top + index === completion.chosen
    const role = isChosen ? 'selection' : 'text'
    const begin = span(isChosen ? glyphs.choice : glyphs.gutter, isChosen ? role : 'dim')
    const words = [begin, span(safe`${padEnd(label, labels)} `, role)]
    const beside = note === '' ? [] : [span(safe` ${note}`, isChosen ? role : 'dim')]
    return fitLine(cutLine([...words, ...beside], cols), cols, role)
  })
}

function labelCols(candidates: readonly Candidate[]): number {
  return Math.max(...candidates.map(({ label }) => textWidth(label)))
}
