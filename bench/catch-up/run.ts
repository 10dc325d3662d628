/** One run: a seeder and a joiner in processes of their own, from the connection until both hold the same. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { LargeRoom } from '../../test/scenarios/large-room.js'
import { RunProcess } from './child-process.js'
import type { EndState, WireRates } from './jobs.js'
import type { Cost } from './meter.js'

export type Side = 'ours' | 'raw'

export interface RunOptions {
  readonly side: Side
  readonly program: string
  readonly bootstrap: readonly { readonly host: string; readonly port: number }[]
  /** Folder for the stores of this benchmark. */
  readonly dir: string
  /** The profile that holds the room. */
  readonly profileDir: string
  readonly room: LargeRoom
}

export interface RunResult {
  readonly joiner: Cost
  readonly seeder: Cost
  readonly end: EndState
  readonly rates: { readonly joiner: WireRates; readonly seeder: WireRates }
}

const openMs = 60_000
/** A run slower than this many messages per second has stalled. */
const slowestPerSecond = 100
const agreeMs = 30_000

/** Throws when the run stalls, a process fails, or the two sides do not hold the same in the end. */
export async function runOnce(options: RunOptions): Promise<RunResult> {
  const { side, program, bootstrap, dir, profileDir, room } = options
  const joinerDir = mkdtempSync(join(dir, 'joiner-'))
  const shared = { bootstrap, room, topic: randomBytes(32).toString('hex') }
  const stallMs = 30_000 + (room.records / slowestPerSecond) * 1_000
  const processes: RunProcess[] = []
  const start = (role: 'seed' | 'join', folder: string) => {
    const place = side === 'ours' ? { role, dir: folder } : ({ role: `${role} raw`, dir: folder } as const)
    const process = new RunProcess(program, { ...shared, ...place })
    processes.push(process)
    return process
  }
  try {
    const seeder = start('seed', side === 'ours' ? profileDir : join(profileDir, 'logs', 'store'))
    await seeder.answer('ready', openMs)
    const joiner = start('join', joinerDir)
    await joiner.answer('ready', openMs)
    const { cost } = await joiner.answer('done', stallMs)
    const [seederCost, end] = await agreement(seeder, joiner)
    if (end.blocks < room.records) throw new Error(`only ${end.blocks} of ${room.records} blocks`)
    const rates = { joiner: (await joiner.report(openMs)).rates, seeder: (await seeder.report(openMs)).rates }
    return { joiner: cost, seeder: seederCost, end, rates }
  } finally {
    for (const process of processes.toReversed()) await process.close()
    rmSync(joinerDir, { recursive: true, force: true })
  }
}

/** Both hold the same; the joiner's own log may still be on its way when it has everything else. */
async function agreement(seeder: RunProcess, joiner: RunProcess): Promise<readonly [Cost, EndState]> {
  const { cost } = await seeder.report(openMs)
  const untilMs = performance.now() + agreeMs
  for (;;) {
    const [{ end: theirs }, { end: ours }] = await Promise.all([seeder.report(openMs), joiner.report(openMs)])
    if (theirs.hash === ours.hash && theirs.blocks === ours.blocks) return [cost, ours]
    if (performance.now() > untilMs) {
      throw new Error(`different ends: ${JSON.stringify({ seeder: theirs, joiner: ours })}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
