/** What hocket has to say, above the status bar: over as many lines as a person reads at a glance. Pure. */
import { safe, sliceSafe } from '../../text/sanitize.js'
import { truncate } from '../../text/width.js'
import { wrap } from '../../text/wrap.js'
import { span } from '../style/line.js'
import type { Line } from '../style/theme.js'
import type { Notice, Size } from './state.js'

const mostLines = 3
const narrowCols = 60
const mostNarrowLines = 6
/** Status bar, input line and one line of the timeline stay. */
const otherRows = 3
const signCells = 3

export function noticeLines(notice: Notice | null, { cols, rows }: Size): Line[] {
  if (notice === null) return []
  const isError = notice.level === 'error'
  const width = Math.max(1, cols - signCells - 1)
  const all = wrap(notice.text, width)
  const most = Math.max(1, Math.min(cols < narrowCols ? mostNarrowLines : mostLines, rows - otherRows))
  return all.slice(0, most).map(({ start, end }, index) => {
    const isCut = index === most - 1 && all.length > most
    const text = sliceSafe(notice.text, start, end)
    return [
      span(isError && index === 0 ? safe` ! ` : safe`   `, 'error'),
      span(isCut ? truncate(safe`${text} …`, width) : text, isError ? 'error' : 'accent'),
    ]
  })
}
