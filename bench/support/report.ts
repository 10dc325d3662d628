/** Results of a benchmark: a table for people, one line of JSON per figure for programs, and on what machine. */
import { cpus, loadavg } from 'node:os'

export interface Figure {
  readonly name: string
  /** Size of the world, as a number of messages. */
  readonly size: number
  readonly unit: string
  readonly [detail: string]: unknown
}

const machine = {
  cores: cpus().length,
  cpu: cpus()[0]?.model ?? 'unknown',
  node: process.version,
}

export class Report {
  readonly #rows: Record<string, string>[] = []
  readonly #figures: Figure[] = []

  /** Adds one figure with the row of the table that shows it. */
  add(figure: Figure, row: Readonly<Record<string, string>>): void {
    this.#figures.push(figure)
    this.#rows.push({ figure: figure.name, size: figure.size.toLocaleString('en'), ...row })
  }

  print(title: string): void {
    const now = { load: loadavg().map(round), rssMb: Math.round(process.memoryUsage.rss() / 2 ** 20) }
    console.log(
      `\n${title}\n${machine.cores} × ${machine.cpu}, Node ${machine.node}, load ${now.load.join(' ')}, RSS ${now.rssMb} MB\n`,
    )
    const columns = [...new Set(this.#rows.flatMap((row) => Object.keys(row)))]
    const widths = columns.map((column) =>
      Math.max(column.length, ...this.#rows.map((row) => (row[column] ?? '').length)),
    )
    const line = (cells: readonly string[]) =>
      cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ')
    console.log(line(columns))
    for (const row of this.#rows) console.log(line(columns.map((column) => row[column] ?? '')))
    console.log()
    for (const figure of this.#figures) console.log(JSON.stringify({ ...figure, ...machine, ...now }))
  }
}

/** Three digits after the point at most. */
export function round(value: number): number {
  return Math.round(value * 1_000) / 1_000
}
