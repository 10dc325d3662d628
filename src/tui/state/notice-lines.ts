/** What hocket has to say, above the status bar: over as many lines as a person reads at a glance. Pure. */
import { safe, sliceSafe } from '../../text/sanitize.js'
import { wrap } from '../../text/wrap.js'
import { span } from '../style/line.js'
import type { Line } from '../style/theme.js'
import type { Notice } from './state.js'

const mostLines = 3
const signCells = 3

export function noticeLines(notice: Notice | null, cols: number): Line[] {
  if (notice === null) return []
  const isError = notice.level === 'error'
  const lines = wrap(notice.text, Math.max(1, cols - signCells - 1)).slice(0, mostLines)
  return lines.map(({ start, end }, index) => [
    span(isError && index === 0 ? safe` ! ` : safe`   `, 'error'),
    span(sliceSafe(notice.text, start, end), isError ? 'error' : 'accent'),
  ])
}
