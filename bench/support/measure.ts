/** Measuring side by side: ours and a reference alternate (A B B A …) on the same machine and the same file. */

export interface Sample {
  readonly p50: number
  readonly p99: number
}

export interface Comparison {
  readonly ours: Sample
  readonly reference: Sample
  /** Median over the pairs of the ratio of their medians, ours to the reference. */
  readonly ratio: number
  readonly ratioRange: readonly [number, number]
  readonly pairs: number
  readonly samples: number
}

export interface CompareOptions {
  readonly ours: (i: number) => unknown
  readonly reference: (i: number) => unknown
  /** At least 5. */
  readonly pairs: number
  /** Runs of each side in a pair; a p99 needs 1,000 over all pairs. */
  readonly runs: number
}

/** Milliseconds of every run, after one pair to warm up. */
export function compare({ ours, reference, pairs, runs }: CompareOptions): Comparison {
  const all = { ours: [] as number[], reference: [] as number[] }
  const ratios: number[] = []
  for (let pair = -1; pair < pairs; pair++) {
    const measured = { ours: [] as number[], reference: [] as number[] }
    const order = pair % 2 === 0 ? (['ours', 'reference'] as const) : (['reference', 'ours'] as const)
    for (const side of order) {
      const run = side === 'ours' ? ours : reference
      for (let i = 0; i < runs; i++) measured[side].push(timeMs(() => run((pair + 1) * runs + i)))
    }
    if (pair < 0) continue
    all.ours.push(...measured.ours)
    all.reference.push(...measured.reference)
    ratios.push(quantile(measured.ours, 0.5) / quantile(measured.reference, 0.5))
  }
  return {
    ours: summary(all.ours),
    reference: summary(all.reference),
    ratio: quantile(ratios, 0.5),
    ratioRange: [Math.min(...ratios), Math.max(...ratios)],
    pairs,
    samples: all.ours.length,
  }
}

export function timeMs(run: () => unknown): number {
  const start = process.hrtime.bigint()
  run()
  return Number(process.hrtime.bigint() - start) / 1e6
}

export function summary(valuesMs: readonly number[]): Sample {
  return { p50: quantile(valuesMs, 0.5), p99: quantile(valuesMs, 0.99) }
}

/** The value below which `share` of the values lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
}

/** Slope of log y over log x: 0 = does not grow, 1 = linear. */
export function logSlope(points: readonly (readonly [x: number, y: number])[]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const)
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [meanX, meanY] = [mean(logs.map(([x]) => x)), mean(logs.map(([, y]) => y))]
  const over = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0)
  return over / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
}
