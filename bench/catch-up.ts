/**
 * Catch-up of a new profile beside raw hypercore replication of the same blocks in the same run: two processes over a swarm
 * on 127.0.0.1, in turn (A B B A …). Ours is complete when the last message of every author can be searched.
 * `node scripts/bench.mjs catch-up [messages] [pairs] [writers …]`; without arguments 20,000 messages, 5 pairs, 1 and 10
 * writers. The room is written by the real writer before anything is measured.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LocalDht } from '../src/network/local-dht.js'
import type { LargeRoom } from '../test/scenarios/large-room.js'
import { RunProcess } from './catch-up/child-process.js'
import { compileTree } from './catch-up/compile.js'
import { type RunResult, runOnce, type Side } from './catch-up/run.js'
import { quantile } from './support/measure.js'
import { Report, round } from './support/report.js'

const [messages = 20_000, pairs = 5, ...writerCounts] = process.argv.slice(2).map(Number)
const root = join(import.meta.dirname, '..', '..', '..')
const makeMs = 600_000

interface Pair {
  readonly ours: RunResult
  readonly raw: RunResult
}

const report = new Report()
const program = join(compileTree(root), 'bench', 'catch-up', 'child.js')
const dir = mkdtempSync(join(tmpdir(), 'hocket-catch-up-'))
const dht = new LocalDht({ host: '127.0.0.1' })
let failed = 0
try {
  await dht.ready()
  for (const writers of writerCounts.length > 0 ? writerCounts : [1, 10]) await measure(writers)
} finally {
  await dht.close()
  rmSync(dir, { recursive: true, force: true })
}
report.print('hocket catch-up')
if (failed > 0) {
  console.error(`${failed} runs failed`)
  process.exitCode = 1
}

async function measure(writers: number): Promise<void> {
  const profileDir = join(dir, `room-${writers}`)
  const room = await makeRoom(profileDir, writers)
  const done: Pair[] = []
  for (let pair = -1; pair < pairs; pair++) {
    const order: readonly Side[] = pair % 2 === 0 ? ['ours', 'raw'] : ['raw', 'ours']
    const results: Partial<Record<Side, RunResult>> = {}
    for (const side of order) {
      results[side] = await attempt(`${side}, ${writers} writers, pair ${pair + 1}`, () =>
        runOnce({ side, program, bootstrap: dht.bootstrap, dir, profileDir, room }),
      )
    }
    const { ours, raw } = results
    if (pair >= 0 && ours !== undefined && raw !== undefined) done.push({ ours, raw })
  }
  if (done.length > 0) add(writers, done)
}

async function makeRoom(profileDir: string, writers: number): Promise<LargeRoom> {
  const maker = new RunProcess(program, { role: 'make', dir: profileDir, messages, writers })
  try {
    return (await maker.answer('made', makeMs)).room
  } finally {
    await maker.close()
  }
}

/** A run that fails is told at once and counted; it gives no figure. */
async function attempt(name: string, run: () => Promise<RunResult>): Promise<RunResult | undefined> {
  try {
    const result = await run()
    console.error(`${name}: ${Math.round(result.joiner.ms)} ms`)
    return result
  } catch (error) {
    failed++
    console.error(`${name}: FAILED: ${error instanceof Error ? error.message : String(error)}`)
    return undefined
  }
}

function add(writers: number, done: readonly Pair[]): void {
  const median = (value: (pair: Pair) => number) => round(quantile(done.map(value), 0.5))
  const ratios = done.map(({ ours, raw }) => round(ours.joiner.ms / raw.joiner.ms))
  const perSecond = (side: Side) => Math.round((messages / median((pair) => pair[side].joiner.ms)) * 1_000)
  const cpuUs = (side: Side, end: 'joiner' | 'seeder') =>
    Math.round(median((pair) => (pair[side][end].cpuMs / messages) * 1_000))
  const figure = {
    oursMs: median(({ ours }) => ours.joiner.ms),
    rawMs: median(({ raw }) => raw.joiner.ms),
    oursPerSecond: perSecond('ours'),
    rawPerSecond: perSecond('raw'),
    ratio: median(({ ours, raw }) => ours.joiner.ms / raw.joiner.ms),
    ratioRange: [Math.min(...ratios), Math.max(...ratios)],
    pairs: done.length,
    failed,
    cpuUsPerMessage: {
      ours: { joiner: cpuUs('ours', 'joiner'), seeder: cpuUs('ours', 'seeder') },
      raw: { joiner: cpuUs('raw', 'joiner'), seeder: cpuUs('raw', 'seeder') },
    },
    joinerRssMb: {
      ours: median(({ ours }) => ours.joiner.rssMb),
      raw: median(({ raw }) => raw.joiner.rssMb),
    },
    wireRates: done.map(({ raw }) => raw.rates).at(-1),
  }
  report.add(
    { name: `catch-up, ${writers} writers`, size: messages, unit: 'messages/s', writers, ...figure },
    {
      ours: `${figure.oursPerSecond}/s`,
      raw: `${figure.rawPerSecond}/s`,
      ratio: `${figure.ratio} [${figure.ratioRange.join('–')}]`,
      'CPU µs': `${figure.cpuUsPerMessage.ours.joiner} / ${figure.cpuUsPerMessage.raw.joiner}`,
      RSS: `${Math.round(figure.joinerRssMb.ours)} MB`,
    },
  )
}
