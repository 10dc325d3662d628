/** Keys while a room is fetched: seeder, joiner's engine and face are three real processes on a DHT of this machine. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { systemClock } from '../../src/lib/clock.js'
import { LocalDht } from '../../src/network/local-dht.js'
import { attach } from '../../src/rpc/start-engine.js'
import { stopEngine } from '../../src/rpc/stop-engine.js'
import { quantile } from '../support/measure.js'
import { type Report, round } from '../support/report.js'
import { makeRoom } from './make-room.js'
import { type Program, Pty, pause } from './pty.js'
import { typeKeys } from './typing.js'

export interface CatchUpRun {
  readonly root: string
  readonly dir: string
  readonly face: (profileDir: string) => Program
  readonly stock: (profileDir: string) => Program
  /** Only writes the line again. */
  readonly echo: Program
  readonly report: Report
  readonly messages: number
}

type Side = 'ours' | 'stock' | 'echo'
const order: readonly Side[] = ['stock', 'ours', 'echo', 'echo', 'ours', 'stock', 'stock', 'ours', 'echo']
const keysAtOnce = 10

export async function measureCatchUp(run: CatchUpRun): Promise<void> {
  const dht = new LocalDht({ host: '127.0.0.1' })
  await dht.ready()
  const bootstrap = dht.bootstrap.map(({ host, port }) => `${host}:${port}`).join(',')
  const seedDir = join(run.dir, 'seed')
  const room = await makeRoom(run.root, { dir: seedDir, messages: run.messages, writers: 10 })
  const seeder = up(run.face(seedDir), bootstrap)
  const times: Record<Side, number[]> = { ours: [], stock: [], echo: [] }
  try {
    await once(seeder.stdout!, 'data')
    for (const [index, side] of order.entries()) {
      const joinDir = join(run.dir, `join-${index}`)
      const timesMs = await keysDuring(run, { joinDir, side, bootstrap, link: room.link })
      console.error(`${side}, catch-up: ${timesMs.length} keys`)
      times[side].push(...timesMs)
    }
  } finally {
    seeder.kill('SIGTERM')
    await once(seeder, 'exit')
    await dht.close()
  }
  const of = (side: Side) => [0.5, 0.95, 0.99].map((share) => round(quantile(times[side], share)))
  const [oursMs, stockMs, echoMs] = [of('ours'), of('stock'), of('echo')]
  const ratio = round(oursMs[0]! / stockMs[0]!)
  const samples = { ours: times.ours.length, stock: times.stock.length, echo: times.echo.length }
  run.report.add(
    {
      name: 'key → screen, 200×60, catch-up',
      size: run.messages,
      unit: 'ms p50 p95 p99',
      oursMs,
      stockMs,
      echoMs,
      ratio,
      samples,
    },
    { ours: oursMs.join(' / '), stock: stockMs.join(' / '), ratio: String(ratio), echo: echoMs.join(' / ') },
  )
}

interface Joining {
  readonly joinDir: string
  readonly side: Side
  readonly bootstrap: string
  readonly link: string
}

async function keysDuring(run: CatchUpRun, { joinDir, side, bootstrap, link }: Joining): Promise<number[]> {
  const program = run.face(joinDir)
  const { client } = await attach({
    profileDir: joinDir,
    face: 'bench',
    network: { kind: 'bootstrap', text: bootstrap },
    start: 'if-needed',
    clock: systemClock,
    warn: (sentence) => console.error(sentence),
    program: program.args[0]!,
  })
  command(program, bootstrap, 'nick', 'ana')
  await client.call('room.join', { link })
  const screens = { ours: program, stock: run.stock(joinDir), echo: run.echo }
  const pty = new Pty(online(screens[side], bootstrap), { cols: 200, rows: 60 })
  const timesMs: number[] = []
  try {
    await pty.after('', (text) => /^\[ana\]/m.test(text))
    await pause(100)
    for (;;) {
      timesMs.push(...(await typeKeys(pty, keysAtOnce)))
      const [room] = await client.call('rooms.list', {})
      if (room !== undefined && room.messages >= run.messages) return timesMs
    }
  } finally {
    await pty.end()
    await client.close()
    await stopEngine(joinDir, systemClock)
  }
}

function online({ args, env }: Program, bootstrap: string): Program {
  return { args: args.filter((arg) => arg !== '--offline'), env: { ...env, HOCKET_BOOTSTRAP: bootstrap } }
}

/** The engine of the others, who have a machine of their own: in a session of its own, by which a system may share out its processors. */
function up(program: Program, bootstrap: string): ChildProcess {
  const { args, env } = online(program, bootstrap)
  return spawn(process.execPath, [...args, 'up'], {
    detached: true,
    env: env as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

function command(program: Program, bootstrap: string, ...words: string[]): void {
  const { args, env } = online(program, bootstrap)
  const { status, stderr } = spawnSync(process.execPath, [...args, ...words], {
    env: env as NodeJS.ProcessEnv,
  })
  if (status !== 0) throw new Error(`${words.join(' ')}: ${stderr}`)
}
