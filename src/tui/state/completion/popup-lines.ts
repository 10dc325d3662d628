/**
 * The popup of candidates: a frame that sets it apart from the timeline below it, and a line each, the chosen one marked. The
 * frame says which of how many it is when there are more than are shown. Pure.
 */
import { type SafeText, safe } from '../../../text/sanitize.js'
import { padEnd, textWidth } from '../../../text/width.js'
import type { Glyphs } from '../../style/glyphs.js'
import { cutLine, fitLine, repeat, span } from '../../style/line.js'
import type { Line } from '../../style/theme.js'
import type { Candidate } from './candidate.js'
import { type Completion, shownCandidates } from './completion.js'

export const mostCandidates = 5
/** The rule above the candidates. */
export const popupFrameRows = 1
/** The border and the margin on the left of every candidate. */
export const popupMargin = 2
const longestNote = 40

/** Cells that the widest of all candidates needs, so that the popup keeps its width while one steps through them. */
export function popupCols({ candidates }: Completion): number {
  const notes = Math.max(...candidates.map(({ note }) => textWidth(note)))
  return labelCols(candidates) + Math.min(longestNote, notes === 0 ? 0 : notes + 2) + 2 * popupMargin
}

export function popupLines(
  completion: Completion,
  { rows, cols, glyphs }: { readonly rows: number; readonly cols: number; readonly glyphs: Glyphs },
): readonly Line[] {
  const shownRows = rows - popupFrameRows
  const { top, shown } = shownCandidates(completion, shownRows)
  const labels = labelCols(completion.candidates)
  const inner = Math.max(0, cols - popupMargin)
  const lines = shown.map(({ label, note }, index): Line => {
    const isChosen = top + index === completion.chosen
    const role = isChosen ? 'selection' : 'text'
    const begin = span(safe`${isChosen ? glyphs.choice : glyphs.gutter} `, isChosen ? role : 'dim')
    const beside = note === '' ? [] : [span(safe`  ${note}`, isChosen ? role : 'dim')]
    const words = [begin, span(padEnd(label, labels), role), ...beside]
    return [...fitLine(cutLine(words, inner), inner, role), span(safe` `, role), span(glyphs.gutter, 'dim')]
  })
  const { candidates, chosen } = completion
  const place = candidates.length > shownRows ? safe` ${chosen + 1}/${candidates.length} ` : safe``
  return [[span(frameTop(place, { cols, glyphs }), 'dim')], ...lines]
}

function frameTop(
  label: SafeText,
  { cols, glyphs }: { readonly cols: number; readonly glyphs: Glyphs },
): SafeText {
  const [left, right] = glyphs.border === 'round' ? [safe`╭`, safe`╮`] : [safe`+`, safe`+`]
  const rest = Math.max(0, cols - 3 - textWidth(label))
  return safe`${left}${repeat(glyphs.rule, rest)}${label}${glyphs.rule}${right}`
}

function labelCols(candidates: readonly Candidate[]): number {
  return Math.max(...candidates.map(({ label }) => textWidth(label)))
}
