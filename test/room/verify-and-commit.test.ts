/** From stored blocks to commits with real chains: in order, once, whatever fails on the way; and the thread that verifies. */
import type { Worker } from 'node:worker_threads'
import t from 'tap'
import { systemClock } from '../../src/lib/clock.js'
import type { Log } from '../../src/log/log.js'
import { type ChainState, startChain } from '../../src/protocol/chain.js'
import type { LogKey } from '../../src/protocol/ids.js'
import { hasPow } from '../../src/protocol/pow.js'
import { Indexer } from '../../src/room/indexer.js'
import { Verifier } from '../../src/room/verifier.js'
import { type VerifiedRun, verifyRun } from '../../src/room/verify-run.js'
import { openRoom, person, TestLog } from '../protocol/world.js'
import { until } from '../testnet/until.js'

const room = openRoom(person('ana'))

/** A log as the indexer sees it: what is stored of it, up to `length`. */
class StoredLog {
  readonly key: LogKey
  readonly blocks: Uint8Array[]
  length: number

  constructor(author: string, texts: number) {
    const log = new TestLog(room, person(author))
    const says = Array.from({ length: texts }, (_, i) => `${author} ${i}`)
    this.key = log.card.log
    this.blocks = [log.join(), ...says.map((text) => log.say(text))].map(({ block }) => block)
    this.length = this.blocks.length
  }

  get signedLength(): number {
    return this.length
  }

  async read(start: number, end: number): Promise<Uint8Array[]> {
    return this.blocks.slice(start, Math.min(end, this.length))
  }
}

const asLog = (log: StoredLog) => log as unknown as Log
const upTo = (length: number) => Array.from({ length }, (_, seq) => seq)

/** An indexer that keeps what it commits in memory. `fails` decides which commits throw. */
function index(logs: readonly StoredLog[], fails: (log: LogKey) => boolean = () => false) {
  const states = new Map<LogKey, ChainState>(logs.map(({ key }) => [key, startChain(key)]))
  const committed: { log: LogKey; seqs: number[] }[] = []
  const reported: unknown[] = []
  const indexer = new Indexer({
    room: room.chainRoom,
    verifier: new Verifier(),
    clock: systemClock,
    stateOf: (log) => states.get(log),
    commit: (log: LogKey, run: VerifiedRun) => {
      if (fails(log)) throw new Error('the disk is full')
      states.set(log, run.state)
      committed.push({ log, seqs: run.records.map(({ seq }) => seq) })
    },
    report: (error) => reported.push(error),
  })
  const seqsOf = ({ key }: StoredLog) =>
    committed.filter(({ log }) => log === key).flatMap(({ seqs }) => seqs)
  return { indexer, committed, reported, seqsOf }
}

t.test(
  'every block of every log is committed once and in order, however often its log is woken',
  async (t) => {
    const logs = ['bob', 'chidi', 'dana'].map((name, i) => new StoredLog(name, 5 * i))
    const { indexer, seqsOf, reported } = index(logs)
    for (const log of [...logs, ...logs]) indexer.wake(asLog(log))
    await indexer.idle()
    for (const log of logs) indexer.wake(asLog(log))
    await indexer.idle()
    for (const log of logs) t.same(seqsOf(log), upTo(log.length))
    t.same(reported, [])
  },
)

t.test('blocks that arrive one by one while others are indexed are indexed too', async (t) => {
  const log = new StoredLog('bob', 8)
  log.length = 1
  const { indexer, committed, seqsOf } = index([log])
  indexer.wake(asLog(log))
  await until(() => committed.length > 0)
  for (let length = 2; length <= log.blocks.length; length++) {
    log.length = length
    indexer.wake(asLog(log))
  }
  await indexer.idle()
  t.same(seqsOf(log), upTo(9))
})

t.test('a commit that fails is reported, keeps no other log waiting, and is tried again', async (t) => {
  const [bad, good] = [new StoredLog('bob', 3), new StoredLog('chidi', 3)] as const
  let isFull = true
  const { indexer, reported, seqsOf } = index([bad, good], (log) => log === bad.key && isFull)
  indexer.wake(asLog(bad))
  indexer.wake(asLog(good))
  await indexer.idle()
  t.match(reported, [{ message: 'the disk is full' }])
  t.same([seqsOf(bad), seqsOf(good)], [[], upTo(4)])
  isFull = false
  indexer.wake(asLog(bad))
  await indexer.idle()
  t.same(seqsOf(bad), upTo(4))
})

t.test('a log that is not of the room, and one woken after the end, are left alone', async (t) => {
  const [log, foreign] = [new StoredLog('bob', 1), new StoredLog('chidi', 1)] as const
  const { indexer, committed, reported } = index([log])
  indexer.wake(asLog(foreign))
  await indexer.idle()
  await indexer.close()
  indexer.wake(asLog(log))
  await indexer.idle()
  t.same([committed, reported], [[], []])
})

const long = new StoredLog('erin', 200)
const job = { room: room.chainRoom, log: long.key, state: startChain(long.key), blocks: long.blocks }

t.test(
  'the thread answers as verifying in place does; what it cannot do is refused, never left open',
  async (t) => {
    const verifier = new Verifier()
    t.teardown(() => verifier.close())
    await verifier.ready()
    process.once('worker', (worker: Worker) => void worker.terminate())
    const both = Promise.all([verifier.verify(job), verifier.verify(job)])
    await t.rejects(both, { code: 'INTERNAL' }, 'the thread ended')
    const { identity } = person('erin').attestation
    const subject = { roomId: room.roomId, log: long.key, identity, powBits: 9 }
    const [bad, good, nonce] = await Promise.allSettled([
      verifier.verify({ ...job, room: undefined as never }),
      verifier.verify(job),
      verifier.mine(subject),
    ])
    t.equal(bad.status, 'rejected', 'a job that makes no sense is refused alone')
    t.ok(nonce.status === 'fulfilled' && hasPow(subject, nonce.value))
    t.same(good, { status: 'fulfilled', value: verifyRun(job) }, 'by a new thread')
    t.same(
      verifyRun(job).checkpoints.map(({ length }) => length),
      [64, 128, 192],
    )
    const pending = t.rejects(verifier.mine({ ...subject, powBits: 250 }), { code: 'CLOSED' })
    await verifier.close()
    await pending
    await t.rejects(verifier.verify(job), { code: 'CLOSED' })
  },
)
