/**
 * Sets of positions in one log, as ranges: ascending, both ends included, never touching each other. Pure.
 * A set is bounded: beyond it the two ranges that stand closest become one, so it may grow by positions, never lose one.
 */
export interface SeqRange {
  readonly fromSeq: number
  readonly toSeq: number
}

export type SeqRanges = readonly SeqRange[]

/** Ranges of one log. */
export const mostRanges = 64

export function hasSeq(ranges: SeqRanges, seq: number): boolean {
  return ranges.some(({ fromSeq, toSeq }) => fromSeq <= seq && seq <= toSeq)
}

/** The set with `added`, bounded. */
export function addRange(ranges: SeqRanges, added: SeqRange): SeqRanges {
  const joined: SeqRange[] = []
  for (const range of [...ranges, added].toSorted((a, b) => a.fromSeq - b.fromSeq)) {
    const last = joined.at(-1)
    if (last === undefined || range.fromSeq > last.toSeq + 1) joined.push(range)
    else joined[joined.length - 1] = { ...last, toSeq: Math.max(last.toSeq, range.toSeq) }
  }
  return bounded(joined)
}

/** The set without the positions of `cut`, bounded. */
export function cutRange(ranges: SeqRanges, cut: SeqRange): SeqRanges {
  return bounded(
    ranges.flatMap(({ fromSeq, toSeq }) =>
      [
        { fromSeq, toSeq: Math.min(toSeq, cut.fromSeq - 1) },
        { fromSeq: Math.max(fromSeq, cut.toSeq + 1), toSeq },
      ].filter((rest) => rest.fromSeq <= rest.toSeq),
    ),
  )
}

function bounded(ranges: SeqRanges): SeqRanges {
  let rest = ranges
  while (rest.length > mostRanges) rest = joinClosest(rest)
  return rest
}

/** One range less: the two with the smallest gap between them become one. */
function joinClosest(ranges: SeqRanges): SeqRanges {
  let closest: readonly SeqRange[] = []
  let smallest = Number.POSITIVE_INFINITY
  ranges.reduce((before, range) => {
    const gap = range.fromSeq - before.toSeq
    if (gap < smallest) [smallest, closest] = [gap, [before, range]]
    return range
  })
  const [left, right] = closest
  return ranges.flatMap((range) => {
    if (range === right) return []
    return range === left && right !== undefined ? [{ ...range, toSeq: right.toSeq }] : [range]
  })
}
