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
  while (rest.length > mostRanges) {
    const at = closest(rest)
    rest = rest.flatMap((range, i) => {
      if (i === at) return [{ fromSeq: range.fromSeq, toSeq: rest[i + 1]?.toSeq ?? range.toSeq }]
      return i === at + 1 ? [] : [range]
    })
  }
  return rest
}

/** The place of the range whose follower is nearest. */
function closest(ranges: SeqRanges): number {
  const gaps = ranges.slice(1).map(({ fromSeq }, i) => fromSeq - (ranges[i]?.toSeq ?? 0))
  return gaps.indexOf(Math.min(...gaps))
}
