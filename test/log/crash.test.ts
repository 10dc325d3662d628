import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { headNext, headStart } from '../../src/protocol/heads.js'
import { compile } from '../testnet/compile.js'
import { ManualClock } from '../testnet/manual-clock.js'
import { makeStore, ownSpec } from './worlds.js'

interface Round {
  readonly length: number
  readonly vouched: boolean
  readonly head: string
  /** Length up to which appends were acknowledged. */
  readonly acked: number
}

const seed = Number(process.env.SEED ?? Date.now() % 100_000)
const program = compile(
  fileURLToPath(new URL('./appender.ts', import.meta.url)),
  join(t.testdir(), 'appender.mjs'),
)
const dice = new ManualClock({ seed })

t.test(
  `I9: twenty kill -9 lose nothing that was acknowledged, and never fork the log (seed ${seed})`,
  async (t) => {
    await crash(t, t.testdir(), 20, () => undefined)
  },
)

// What was written since the last table file is in the *.log files only: without them the store is as after a power cut.
t.test(`I9: nor do eight power cuts that empty the store's write-ahead log (seed ${seed})`, async (t) => {
  const dir = t.testdir()
  const db = join(dir, 'store', 'db')
  await crash(t, dir, 8, () => {
    const logs = readdirSync(db).filter((name) => name.endsWith('.log'))
    t.ok(
      logs.some((name) => statSync(join(db, name)).size > 0),
      'something was lost',
    )
    for (const name of logs) rmSync(join(db, name))
  })
})

async function crash(t: Test, dir: string, count: number, afterKill: () => void): Promise<void> {
  const rounds: Round[] = []
  for (let number = 0; number < count; number++) {
    const round = await runAndKill(t, dir, number, 1 + Math.floor(dice.random() * 40))
    afterKill()
    t.ok(
      round.length >= (rounds.at(-1)?.acked ?? 0),
      `round ${number}: ${round.length} blocks are there, none is lost`,
    )
    t.ok(round.vouched, 'the journal vouches for the tail')
    rounds.push(round)
  }
  const heads = await headsOf(dir)
  for (const round of rounds)
    t.equal(heads[round.length], round.head, `the first ${round.length} blocks are the same for ever`)
  t.ok(heads.length > (rounds.at(-1)?.acked ?? 0))
}

async function runAndKill(t: Test, dir: string, number: number, acks: number): Promise<Round> {
  const child = start(dir, number)
  t.teardown(() => child.kill('SIGKILL'))
  const ended = new Promise((resolve) => child.once('close', resolve))
  let opened: string[] = []
  let acked = 0
  let left = acks
  for await (const line of createInterface({ input: child.stdout! })) {
    const words = line.split(' ')
    if (words[0] === 'open') opened = words
    if (words[0] !== 'acked') continue
    acked = Number(words[1]) + Number(words[2])
    if (--left === 0) child.kill('SIGKILL') // lines that were on their way still count
  }
  await ended
  return { length: Number(opened[1]), vouched: opened[2] === 'true', head: opened[3] ?? '', acked }
}

function start(dir: string, number: number): ChildProcess {
  return spawn(process.execPath, [program, dir, String(number)], { stdio: ['ignore', 'pipe', 'inherit'] })
}

// The head at every length.
async function headsOf(dir: string): Promise<string[]> {
  const store = makeStore(dir)
  await store.ready()
  const log = await store.openOwn(ownSpec())
  let head = headStart(log.key)
  const heads = [head]
  for (const block of await log.read(0, log.length)) {
    head = headNext(head, block)
    heads.push(head)
  }
  await store.close()
  return heads.map((bytes) => Buffer.from(bytes).toString('hex'))
}
