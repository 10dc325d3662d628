/** When stored blocks become records, and in what batches. */
import t from 'tap'
import { Emitter } from '../../src/lib/emitter.js'
import type { Log } from '../../src/log/log.js'
import type { ChainRoom, ChainState } from '../../src/protocol/chain.js'
import type { LogKey } from '../../src/protocol/ids.js'
import { Indexer } from '../../src/room/indexer.js'
import type { Verifier } from '../../src/room/verifier.js'
import type { VerifyJob } from '../../src/room/verify-run.js'
import { ManualClock } from '../testnet/manual-clock.js'

class FakeLog {
  readonly key: LogKey
  readonly grown = new Emitter()
  length = 0
  signedLength = 0

  constructor(key: string) {
    this.key = key as LogKey
  }

  async read(start: number, end: number): Promise<Uint8Array[]> {
    return Array.from({ length: Math.min(end, this.length) - start }, () => new Uint8Array(1))
  }

  /** `length` blocks are stored now, of `signedLength` that exist. */
  has(length: number, signedLength: number): Log {
    this.length = length
    this.signedLength = signedLength
    return this as unknown as Log
  }
}

function make() {
  const clock = new ManualClock()
  const states = new Map<LogKey, ChainState>()
  const batches: string[] = []
  const reported: unknown[] = []
  let beforeVerify: () => void = () => undefined
  const verifier = {
    async verify({ state, blocks }: VerifyJob) {
      beforeVerify()
      const next = { ...state, nextSeq: state.nextSeq + blocks.length }
      return { state: next, records: [], checkpoints: [] }
    },
  } as unknown as Verifier
  const indexer = new Indexer({
    room: {} as ChainRoom,
    verifier,
    clock,
    stateOf: (log) => states.get(log) ?? ({ nextSeq: 0 } as ChainState),
    commit: (log, { state }) => {
      batches.push(`${log} ${states.get(log)?.nextSeq ?? 0}–${state.nextSeq}`)
      states.set(log, state)
    },
    report: (error) => reported.push(error),
  })
  const onVerify = (run: () => void) => {
    beforeVerify = run
  }
  return { clock, indexer, batches, reported, onVerify }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

t.test('a message of which no more is on its way is indexed at once', async (t) => {
  const { indexer, batches, clock } = make()
  const log = new FakeLog('a')
  indexer.wake(log.has(1, 1))
  await turn()
  indexer.wake(log.has(2, 2))
  await turn()
  t.same(batches, ['a 0–1', 'a 1–2'])
  t.equal(clock.waiting, 0)
})

t.test(
  'while more of a log is on its way, full batches are indexed, and what is left before long',
  async (t) => {
    const { indexer, batches, clock } = make()
    const log = new FakeLog('a')
    for (let length = 1; length <= 600; length++) indexer.wake(log.has(length, 5_000))
    await turn()
    t.same(batches, ['a 0–512'])
    clock.advance(100)
    await turn()
    t.same(batches, ['a 0–512', 'a 512–600'])
    t.equal(clock.waiting, 0, 'nothing is waited for without a reason')
  },
)

t.test('logs that arrive together are indexed in turn', async (t) => {
  const { indexer, batches } = make()
  indexer.wake(new FakeLog('a').has(1_100, 1_100))
  indexer.wake(new FakeLog('b').has(600, 600))
  await indexer.idle()
  t.same(batches, ['a 0–512', 'b 0–512', 'a 512–1024', 'b 512–600', 'a 1024–1100'])
})

t.test('blocks that arrive while their log is being verified are not forgotten', async (t) => {
  const { indexer, batches, onVerify } = make()
  const log = new FakeLog('a')
  onVerify(() => {
    onVerify(() => undefined)
    indexer.wake(log.has(700, 700))
  })
  indexer.wake(log.has(10, 10))
  await turn()
  t.same(batches, ['a 0–10', 'a 10–522', 'a 522–700'])
})

t.test('idle indexes what waits for a full batch; close does not, and leaves no timer', async (t) => {
  const { indexer, batches, clock } = make()
  const log = new FakeLog('a')
  indexer.wake(log.has(3, 5_000))
  await indexer.idle()
  t.same(batches, ['a 0–3'])
  indexer.wake(log.has(5, 5_000))
  await indexer.close()
  clock.advance(1_000)
  indexer.wake(log.has(5_000, 5_000))
  await indexer.idle()
  t.same(batches, ['a 0–3'])
  t.equal(clock.waiting, 0)
})

t.test('a failure is reported, and what was stored is indexed when the log grows again', async (t) => {
  const { indexer, batches, reported, onVerify } = make()
  const log = new FakeLog('a')
  onVerify(() => {
    onVerify(() => undefined)
    throw new Error('no more memory')
  })
  indexer.wake(log.has(10, 10))
  await turn()
  t.match(reported, [{ message: 'no more memory' }])
  indexer.wake(log.has(11, 11))
  await turn()
  t.same(batches, ['a 0–11'])
})
