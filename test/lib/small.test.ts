import t from 'tap'
import { Background } from '../../src/lib/background.js'
import { sleep, systemClock } from '../../src/lib/clock.js'
import { Coalescer } from '../../src/lib/coalescer.js'
import { Emitter } from '../../src/lib/emitter.js'
import { never } from '../../src/lib/never.js'
import { Serial } from '../../src/lib/serial.js'
import { ManualClock } from '../testnet/manual-clock.js'

t.test('an emitter calls every listener in order, also when one throws, and then rethrows', async (t) => {
  const emitter = new Emitter<number>()
  const seen: string[] = []
  emitter.on((value) => seen.push(`a${value}`))
  const off = emitter.on(() => {
    throw new Error('b')
  })
  emitter.on((value) => seen.push(`c${value}`))
  t.throws(() => emitter.emit(1), { message: 'b' })
  off()
  emitter.emit(2)
  t.same(seen, ['a1', 'c1', 'a2', 'c2'])
  emitter.clear()
  emitter.emit(3)
  t.equal(seen.length, 4)
})

t.test('several failing listeners are reported together', async (t) => {
  const emitter = new Emitter()
  for (const name of ['a', 'b']) {
    emitter.on(() => {
      throw new Error(name)
    })
  }
  t.throws(() => emitter.emit(), AggregateError)
})

t.test('serial jobs run one after the other, and a failure stops nobody else', async (t) => {
  const serial = new Serial()
  const seen: string[] = []
  const job = (name: string) => async () => {
    seen.push(`${name} begins`)
    await Promise.resolve()
    seen.push(`${name} ends`)
    if (name === 'b') throw new Error('b')
    return name
  }
  const results = await Promise.allSettled([serial.run(job('a')), serial.run(job('b')), serial.run(job('c'))])
  await serial.idle()
  t.same(
    results.map((result) => result.status),
    ['fulfilled', 'rejected', 'fulfilled'],
  )
  t.same(seen, ['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
})

t.test('background work reports its failures and can be waited for', async (t) => {
  const reported: unknown[] = []
  const background = new Background((error) => reported.push(error))
  let done = false
  background.run(async () => {
    await Promise.resolve()
    background.run(async () => {
      await Promise.resolve()
      done = true
    })
  })
  background.run(async () => {
    throw new Error('lost')
  })
  await background.idle()
  t.ok(done)
  t.match(reported, [{ message: 'lost' }])
})

t.test('sleep ends when its time is over or its signal aborts', async (t) => {
  await sleep(systemClock, 1)
  const abort = new AbortController()
  const sleeping = sleep(systemClock, 1_000_000, abort.signal)
  abort.abort()
  await sleeping
  await sleep(systemClock, 1_000_000, abort.signal)
  t.ok(systemClock.now() > 1_600_000_000_000)
  t.ok(systemClock.random() < 1)
  systemClock.after(1_000_000, () => t.fail('was cancelled'), { background: true })()
})

t.test('a value that cannot exist crashes', async (t) => {
  t.throws(() => never('x' as never), { message: /unreachable/ })
})

t.test('a coalescer runs at once, then at most once per interval, and forgets all when closed', async (t) => {
  const clock = new ManualClock()
  let runs = 0
  const coalescer = new Coalescer({ clock, intervalMs: 100, run: () => void runs++ })
  coalescer.request()
  t.equal(runs, 1, 'on the leading edge')
  for (let i = 0; i < 5; i++) coalescer.request()
  clock.advance(99)
  t.equal(runs, 1)
  clock.advance(1)
  t.equal(runs, 2, 'all of them together')
  clock.advance(1_000)
  t.equal(runs, 2, 'nothing was asked for')
  coalescer.request()
  coalescer.request()
  t.equal(runs, 3)
  coalescer.close()
  clock.advance(1_000)
  t.equal(runs, 3)
  coalescer.request()
  t.equal(runs, 4, 'it may be used again')
  t.equal(clock.waiting, 1)
})
