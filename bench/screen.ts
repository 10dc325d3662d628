/**
 * The screen beside stock full-height Ink in the same run, in turn (A B B A …): pty → program → pty → terminal emulator.
 * `node scripts/bench.mjs screen [all|keys|catch-up|start] [pairs] [keys a block] [messages]`; without arguments all parts, 5 pairs of 100 keys, 100,000
 * messages. Ours is the built program with a real socket to an engine process; the engine makes its history up, except in
 * the parts "start" and "catch-up", where it is the real one. Must be run with the project built.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { measureCatchUp } from './screen/catch-up.js'
import { type Program, Pty, pause, type Size } from './screen/pty.js'
import { measureStart } from './screen/start.js'
import { cpuShare, firstNumber, page, typeKeys } from './screen/typing.js'
import { quantile } from './support/measure.js'
import { Report, round } from './support/report.js'

const [part = 'all', ...numbers] = process.argv.slice(2)
const [pairs = 5, keys = 100, messages = 100_000] = numbers.map(Number)
const root = process.env.BENCH_ROOT ?? join(import.meta.dirname, '..', '..', '..')
const sizes: readonly Size[] = [
  { cols: 80, rows: 24 },
  { cols: 200, rows: 60 },
]
type Side = 'ours' | 'stock'

interface Block {
  readonly keysMs: number[]
  readonly pagesMs: number[]
  readonly bytesPerKey: number
  readonly cpu: number
  readonly rssMb: number
}

const report = new Report()
const dir = mkdtempSync(join(tmpdir(), 'hocket-screen-'))
const compiled = join(root, 'node_modules', '.cache', `hocket-screen-${process.pid}`)
try {
  mkdirSync(compiled, { recursive: true })
  if (part === 'all' || part === 'keys') await measureAllKeys()
  const stock = (profileDir: string) => ({ ...face(profileDir), args: [compile('screen/stock.tsx')] })
  const echo = { ...face(dir), args: [compile('screen/echo.ts')] }
  if (part === 'all' || part === 'catch-up')
    await measureCatchUp({ root, dir, face, stock, echo, report, messages: 20_000 })
  if (part === 'all' || part === 'start')
    await measureStart({ root, dir, face, report, messages, runs: Number(process.env.BENCH_RUNS ?? 20) })
} finally {
  rmSync(dir, { recursive: true, force: true })
  rmSync(compiled, { recursive: true, force: true })
}
report.print('hocket screen')

async function measureAllKeys(): Promise<void> {
  const profile = join(dir, 'made-up')
  mkdirSync(profile, { mode: 0o700 })
  const engine = await startEngine(profile)
  const programs = { ours: face(profile), stock: { ...face(profile), args: [compile('screen/stock.tsx')] } }
  for (const size of sizes) for (const rate of [0, 100]) await measureKeys({ engine, programs, size, rate })
  engine.disconnect()
}

function compile(file: string): string {
  const outfile = join(compiled, file.replace(/\.tsx?$/, '.mjs'))
  buildSync({
    entryPoints: [join(root, 'bench', file)],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    jsx: 'automatic',
  })
  return outfile
}

function face(profileDir: string): Program {
  const { CI: _, NO_COLOR: __, FORCE_COLOR: ___, ...env } = process.env
  return {
    args: [join(root, 'bin', 'hocket.js'), '--offline'],
    env: { ...env, HOCKET_PROFILE: profileDir, NODE_ENV: 'production' },
  }
}

async function startEngine(profile: string): Promise<ChildProcess> {
  const child = fork(compile('screen/engine.ts'), [profile, String(messages)], { stdio: 'inherit' })
  await new Promise((resolve, reject) => {
    child.once('message', resolve)
    child.once('exit', (code) => reject(new Error(`the engine ended with ${code}`)))
  })
  return child
}

interface KeyRun {
  readonly engine: ChildProcess
  readonly programs: Readonly<Record<Side, Program>>
  readonly size: Size
  readonly rate: number
}

async function measureKeys(run: KeyRun): Promise<void> {
  const blocks: Record<Side, Block[]> = { ours: [], stock: [] }
  for (let pair = -1; pair < pairs; pair += 1) {
    const order: readonly Side[] = pair % 2 === 0 ? ['ours', 'stock'] : ['stock', 'ours']
    for (const side of order) {
      const block = await measureBlock(run, side)
      console.error(
        `${side}, ${run.size.cols}×${run.size.rows}, ${run.rate} msg/s: p50 ${round(median(block.keysMs))} ms`,
      )
      if (pair >= 0) blocks[side].push(block) // the first pair warms up
    }
  }
  const where = `${run.size.cols}×${run.size.rows}${run.rate > 0 ? `, ${run.rate} msg/s` : ', idle'}`
  addTimes(`key → screen, ${where}`, blocks, (block) => block.keysMs)
  if (run.rate === 0) {
    addTimes(`PgUp, PgDn → screen, ${where}`, blocks, (block) => block.pagesMs)
    addMedians(`bytes per key, ${where}`, blocks, (block) => block.bytesPerKey, 'B')
  } else addMedians(`CPU, ${where}`, blocks, (block) => block.cpu * 100, '% of a core')
  addMedians(`RSS, ${where}`, blocks, (block) => block.rssMb, 'MB')
}

async function measureBlock({ engine, programs, size, rate }: KeyRun, side: Side): Promise<Block> {
  const pty = new Pty(programs[side], size)
  try {
    await pty.after('', (text) => firstNumber(text) !== undefined && text.includes('[ana]'))
    await pause(500)
    await typeKeys(pty, 20)
    engine.send(rate)
    await pause(rate > 0 ? 500 : 0)
    const bytes = pty.bytes
    const keysMs = await typeKeys(pty, keys)
    const bytesPerKey = (pty.bytes - bytes) / keys
    const cpu = rate > 0 ? await cpuShare(pty, 3_000) : 0
    const pagesMs = rate === 0 ? await page(pty, 3) : []
    return { keysMs, pagesMs, bytesPerKey, cpu, rssMb: pty.rssMb }
  } finally {
    engine.send(0)
    await pty.end()
  }
}

function addTimes(
  name: string,
  blocks: Readonly<Record<Side, readonly Block[]>>,
  times: (block: Block) => number[],
): void {
  const all = (side: Side) => blocks[side].flatMap(times)
  const [ours, stock] = [all('ours'), all('stock')]
  const ratios = blocks.ours.map((block, index) => median(times(block)) / median(times(blocks.stock[index]!)))
  const of = (values: number[]) => [0.5, 0.95, 0.99].map((share) => round(quantile(values, share)))
  const detail = {
    oursMs: of(ours),
    stockMs: of(stock),
    ratio: round(median(ratios)),
    ratioRange: ends(ratios),
  }
  report.add(
    { name, size: messages, unit: 'ms p50 p95 p99', samples: ours.length, pairs, ...detail },
    row(detail.oursMs.join(' / '), detail.stockMs.join(' / '), detail.ratio),
  )
}

function addMedians(
  name: string,
  blocks: Readonly<Record<Side, readonly Block[]>>,
  value: (block: Block) => number,
  unit: string,
): void {
  const [ours, stock] = [median(blocks.ours.map(value)), median(blocks.stock.map(value))]
  const ratio = round(ours / stock)
  report.add(
    { name, size: messages, unit, ours: round(ours), stock: round(stock), ratio, pairs },
    row(`${round(ours)} ${unit}`, `${round(stock)} ${unit}`, ratio),
  )
}

function row(ours: string, stock: string, ratio: number): Record<string, string> {
  return { ours, stock, ratio: String(ratio) }
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

function ends(values: readonly number[]): readonly [number, number] {
  return [round(Math.min(...values)), round(Math.max(...values))]
}
