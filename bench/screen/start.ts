/** From starting the program to its first frame with messages of a real engine, with `node -e 0` and `--help` beside it. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { apiVersion } from '../../src/api/methods.js'
import { connectTo } from '../../src/rpc/client.js'
import { socketPath } from '../../src/rpc/socket-path.js'
import { quantile } from '../support/measure.js'
import { type Report, round } from '../support/report.js'
import { makeRoom } from './make-room.js'
import { type Program, Pty, pause } from './pty.js'

export interface StartRun {
  readonly root: string
  readonly dir: string
  readonly face: (profileDir: string) => Program
  readonly report: Report
  readonly messages: number
  readonly runs: number
}

const size = { cols: 200, rows: 60 }

export async function measureStart({ root, dir, face, report, messages, runs }: StartRun): Promise<void> {
  const profileDir = join(dir, 'start')
  const program = face(profileDir)
  const command = (...args: string[]) => runMs([...program.args, ...args], program.env)
  await makeRoom(root, { dir: profileDir, messages, writers: 10 })
  for (let room = 2; room <= 10; room += 1) command('create', `room-${room}`)
  await indexed(profileDir, messages)
  const times: Record<string, number[]> = {
    node: [],
    help: [],
    'engine running': [],
    'engine not running': [],
  }
  command('stop')
  for (let run = -1; run < runs; run += 1) {
    const keep = (name: string, ms: number) => run >= 0 && times[name]!.push(ms)
    keep('node', runMs(['-e', '0'], program.env))
    keep('help', command('--help'))
    const engine = spawn(process.execPath, [...program.args, 'up'], {
      env: program.env as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(engine.stdout, 'data')
    keep('engine running', await firstFrameMs(program))
    engine.kill('SIGTERM')
    await once(engine, 'exit')
    keep('engine not running', await firstFrameMs(program))
    command('stop')
  }
  for (const [name, ms] of Object.entries(times)) {
    const [median, worst, bare] = [quantile(ms, 0.5), Math.max(...ms), quantile(times.node!, 0.5)]
    const title =
      { node: 'node -e 0', help: 'hocket --help' }[name] ?? `start → first frame with messages, ${name}`
    report.add(
      {
        name: title,
        size: messages,
        unit: 'ms',
        median: round(median),
        worst: round(worst),
        runs,
        nodeMs: round(bare),
      },
      {
        ours: `${round(median)} (worst ${round(worst)})`,
        stock: `node ${round(bare)}`,
        ratio: String(round(median / bare)),
      },
    )
  }
}

/** Waits until the running engine has the room whole in its index. */
async function indexed(profileDir: string, messages: number): Promise<void> {
  const client = await connectTo(socketPath(profileDir))
  await client.call('engine.hello', { api: apiVersion, face: 'bench' })
  for (;;) {
    const rooms = await client.call('rooms.list', {})
    if (rooms.some((room) => room.messages >= messages)) break
    await pause(100)
  }
  await client.close()
}

/** A time, and a text behind the gutter. */
const message = /\d\d:\d\d .* │ \S/

async function firstFrameMs(program: Program): Promise<number> {
  const pty = new Pty(program, size)
  try {
    return await pty.after('', (text) => message.test(text))
  } finally {
    await pty.end()
  }
}

function runMs(args: readonly string[], env: Program['env']): number {
  const startMs = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, { env: env as NodeJS.ProcessEnv })
  if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`)
  return performance.now() - startMs
}
