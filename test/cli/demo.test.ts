import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { demoScript } from '../../src/cli/demo/demo-script.js'

const program = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'bin', 'hocket.js')

interface DemoLine {
  readonly text?: string
  readonly nick?: string
  readonly agree?: boolean
  readonly hash?: string
  readonly peers?: number
}

/** The real program, with a temporary folder in which nothing may be left. */
async function runDemo(t: Test, ...argv: string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'hk-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const env = { ...process.env, NODE_OPTIONS: '', TMPDIR: folder }
  const child: ChildProcess = spawn(process.execPath, [program, 'demo', ...argv], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  const spoke = new Promise<void>((resolve) => {
    child.stdout!.on('data', (chunk) => {
      out += chunk
      resolve()
    })
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    child,
    folder,
    spoke,
    ended,
    lines: () =>
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as DemoLine),
  }
}

t.test('the demo plays on real engines, all of them agree at the end, and nothing is left', async (t) => {
  const demo = await runDemo(t, '--json', '--fast')
  t.equal(await demo.ended, 0)
  const lines = demo.lines()
  t.match(lines.at(-1), { peers: 4, agree: true, hash: /^[0-9a-f]{64}$/ })
  for (const step of demoScript) {
    if (!('say' in step)) continue
    const said = lines.filter(({ text }) => text === step.say)
    t.equal(said.length, 1, `said once: ${step.say}`)
    t.equal(said[0]!.nick, step.who)
  }
  t.same(await readdir(demo.folder), [])
})

t.test('an interrupted demo ends every process and removes every file', async (t) => {
  const demo = await runDemo(t, '--json')
  await demo.spoke
  demo.child.kill('SIGINT')
  t.equal(await demo.ended, 130)
  t.same(await readdir(demo.folder), [])
})
