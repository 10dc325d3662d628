/** The wire guard: what it lets through, what it refuses, and the self-test that proves it at every start. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { systemClock } from '../../src/lib/clock.js'
import type { WirePeer } from '../../src/log/wire-peer.js'
import { GuardBudget, guardPeer, guardRates } from '../../src/sync/guard.js'
import { Outbox } from '../../src/sync/outbox.js'
import { selfTestGuard } from '../../src/sync/self-test.js'
import { TokenBucket } from '../../src/sync/token-bucket.js'
import { makeStore } from '../log/worlds.js'
import { ManualClock } from '../testnet/manual-clock.js'

const handlers = ['onsync', 'onrange', 'onbitfield', 'onwant', 'onrequest', 'ondata', 'onextension'] as const
type Handler = (typeof handlers)[number]

function fakePeer(budget?: GuardBudget) {
  const handled: string[] = []
  const refusals: string[] = []
  const remoteRequests = new Map<number, object>()
  const peer = { remoteRequests } as unknown as Record<Handler, (message: object) => unknown> & WirePeer
  for (const name of handlers) peer[name] = () => void handled.push(name)
  const clock = new ManualClock()
  guardPeer(peer, budget ?? new GuardBudget(clock), (reason) => refusals.push(reason))
  const send = (name: Handler, message: object) => (peer[name] as (message: object) => unknown)(message)
  return { send, handled, refusals, remoteRequests, clock }
}

const plain = { seek: null, hash: null }
const block = (sizeBytes: number, index = 0) => ({
  ...plain,
  block: { index, value: new Uint8Array(sizeBytes) },
  upgrade: null,
})
const cases: readonly [name: string, handler: Handler, good: object, bad: readonly object[]][] = [
  [
    'lengths',
    'onsync',
    { fork: 0, length: 2 ** 20 },
    [
      { fork: 0, length: 2 ** 20 + 1 },
      { fork: 1, length: 1 },
      { fork: 0, length: 1.5 },
      { fork: 0, length: -1 },
      { fork: 0, length: 2 ** 60 },
    ],
  ],
  [
    'ranges',
    'onrange',
    { start: 0, length: 2 ** 20 },
    [
      { start: 0, length: 2 ** 32 },
      { start: 2 ** 50, length: 1 },
      { start: 2 ** 20, length: 1 },
    ],
  ],
  [
    'bitfields',
    'onbitfield',
    { start: 0, bitfield: new Uint32Array(8192) },
    [
      { start: 2 ** 21, bitfield: new Uint32Array(1) },
      { start: 0, bitfield: new Uint32Array(8193) },
      { start: 2 ** 20, bitfield: new Uint32Array(8193) },
    ],
  ],
  [
    'wants',
    'onwant',
    { start: 0, length: 2 ** 21 },
    [
      { start: 2 ** 21, length: 1 },
      { start: 0, length: 2 ** 22 },
    ],
  ],
  [
    'data',
    'ondata',
    block(65_586),
    [
      block(65_587),
      block(1, 2 ** 20),
      { ...plain, block: null, upgrade: { start: 0, length: 2 ** 21 } },
      { ...block(1), seek: { bytes: 0, nodes: [] } },
      { ...block(1), hash: { index: 0, nodes: [] } },
    ],
  ],
  [
    'requests',
    'onrequest',
    plain,
    [
      { ...plain, seek: { bytes: 0, padding: 0 } },
      { ...plain, hash: { index: 0, nodes: 0 } },
    ],
  ],
]

for (const [name, handler, good, bad] of cases) {
  t.test(`the guard hands on ${name} within the limits and refuses those beyond`, async (t) => {
    const peer = fakePeer()
    peer.send(handler, good)
    t.same(peer.handled, [handler])
    for (const message of bad) {
      const { send, handled, refusals } = fakePeer()
      send(handler, message)
      send(handler, good)
      t.same(handled, [], 'nothing is handled after a refusal')
      t.equal(refusals.length, 1)
    }
  })
}

t.test(
  'the guard refuses extensions, floods and long queues, but no peer that fetches at full speed',
  async (t) => {
    const extension = fakePeer()
    extension.send('onextension', {})
    t.same(extension.refusals, ['guard: extension'])
    const queue = fakePeer()
    for (let id = 0; id < 2_048; id++) queue.remoteRequests.set(id, {})
    queue.send('onrequest', plain)
    t.same(queue.refusals, ['guard: request'])
    const flood = fakePeer()
    for (let i = 0; i <= guardRates.request.burst; i++) flood.send('onrequest', plain)
    t.same(flood.refusals, ['guard: request'])
    const fast = fakePeer()
    for (let second = 0; second < 5; second++) {
      for (let i = 0; i < guardRates.request.perSecond; i++) fast.send('onrequest', plain)
      fast.clock.advance(1000)
    }
    t.same(fast.refusals, [])
  },
)

t.test('who closes a channel and opens it again gets no new budget for it', async (t) => {
  const budget = new GuardBudget(new ManualClock())
  const first = fakePeer(budget)
  for (let i = 0; i < guardRates.request.burst; i++) first.send('onrequest', plain)
  t.same(first.refusals, [])
  const second = fakePeer(budget)
  second.send('onrequest', plain)
  t.same(second.refusals, ['guard: request'])
  const opened = Array.from({ length: guardRates.state.burst }, () => fakePeer(budget))
  t.same(opened.at(-1)!.refusals, ['guard: channel'])
})

t.test('data without block and upgrade, or with an empty block, is nothing to refuse', async (t) => {
  const peer = fakePeer()
  peer.send('ondata', { ...plain, block: null, upgrade: null })
  peer.send('ondata', { ...plain, block: { index: 3, value: null }, upgrade: undefined })
  t.equal(peer.handled.length, 2)
})

t.test('the self-test passes with the guard in place, and leaves no stream behind', async (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'hocket-guard-'))
  t.teardown(() => rmSync(dir, { recursive: true, force: true }))
  const store = makeStore(dir)
  t.teardown(() => store.close())
  await store.ready()
  t.equal(await selfTestGuard({ store, clock: systemClock }), undefined)
  t.equal(await selfTestGuard({ store, clock: systemClock }), undefined, 'and again')
})

t.test('a token bucket fills up with time, up to its burst, and tells how long to wait', async (t) => {
  const clock = new ManualClock()
  const bucket = new TokenBucket({ perSecond: 10, burst: 5 }, clock)
  for (let i = 0; i < 5; i++) t.ok(bucket.take())
  t.notOk(bucket.take())
  t.equal(bucket.waitMs(), 100)
  clock.advance(100)
  t.ok(bucket.take())
  clock.advance(60_000)
  t.ok(bucket.take(5))
  t.notOk(bucket.take())
})

t.test(
  'an outbox sends in order, slows down by itself, and forgets everything when it is closed',
  async (t) => {
    const clock = new ManualClock()
    const outbox = new Outbox(clock)
    const sent: number[] = []
    for (let i = 0; i < 1_000; i++) outbox.send(() => void sent.push(i))
    t.equal(sent.length, 800, 'a burst at once')
    clock.advance(500)
    t.ok(sent.length > 880 && sent.length < 900, `${sent.length} after half a second`)
    clock.advance(1_000)
    t.same(
      sent,
      Array.from({ length: 1_000 }, (_, i) => i),
    )
    for (let i = 0; i < 2_000; i++) outbox.send(() => void sent.push(i))
    outbox.close()
    clock.advance(60_000)
    outbox.send(() => t.fail('sent after close'))
    t.ok(sent.length < 2_000)
  },
)
