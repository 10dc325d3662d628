/** Which windows of which logs are fetched, and when. */
import t from 'tap'
import { Emitter } from '../../src/lib/emitter.js'
import type { Log } from '../../src/log/log.js'
import type { LogKey } from '../../src/protocol/ids.js'
import { Downloads } from '../../src/sync/downloads.js'
import { ManualClock } from '../testnet/manual-clock.js'

interface Window {
  readonly start: number
  readonly end: number
  readonly settle: (stored: boolean) => void
  cancelled: boolean
}

/** A log of which the test decides what arrives. */
class FakeLog {
  readonly key: LogKey
  readonly grown = new Emitter()
  readonly open: Window[] = []
  length = 0
  signedLength: number

  constructor(key: string, signedLength: number) {
    this.key = key as LogKey
    this.signedLength = signedLength
  }

  download(start: number, end: number) {
    const { promise, resolve } = promised()
    const window: Window = { start, end, settle: resolve, cancelled: false }
    this.open.push(window)
    const cancel = () => {
      window.cancelled = true
      resolve(false)
    }
    return { done: promise, cancel }
  }

  get spans(): string {
    return this.open.map(({ start, end }) => `${start}–${end}`).join(' ')
  }

  /** All blocks of the oldest window arrive. */
  async fill(): Promise<void> {
    const window = this.open.shift()
    this.length = window!.end
    this.grown.emit()
    window!.settle(true)
    await settled()
  }
}

function promised() {
  let resolve: (stored: boolean) => void = () => undefined
  const promise = new Promise<boolean>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

function make(mayFetch: (log: LogKey) => boolean = () => true) {
  const clock = new ManualClock()
  const downloads = new Downloads({ clock, mayFetch })
  return {
    clock,
    keep: (log: FakeLog) => downloads.keep(log as unknown as Log),
    close: () => downloads.close(),
  }
}

t.test('the start of every log is fetched at once, however many there are', async (t) => {
  const { keep } = make()
  const logs = Array.from({ length: 20 }, (_, i) => new FakeLog(`log ${i}`, 5_000))
  for (const log of logs) keep(log)
  for (const log of logs) keep(log)
  t.same(new Set(logs.map(({ spans }) => spans)), new Set(['0–64']))
})

t.test('a long log alone has two windows at a time, to its end and one beyond it', async (t) => {
  const { keep } = make()
  const log = new FakeLog('long', 3_000)
  keep(log)
  await log.fill()
  t.equal(log.spans, '64–1088 1088–2112')
  await log.fill()
  t.equal(log.spans, '1088–2112 2112–3136')
  await log.fill()
  t.equal(log.spans, '2112–3136', 'the rest, and what is written next')
  log.signedLength = 3_136
  await log.fill()
  t.equal(log.spans, '3136–4160')
})

t.test('long logs take turns, and none is fetched twice', async (t) => {
  const { keep } = make()
  const [a, b, c] = [new FakeLog('a', 9_000), new FakeLog('b', 9_000), new FakeLog('c', 9_000)]
  const spans = () => [a, b, c].map((log) => log.spans).join(' | ')
  for (const log of [a, b, c]) keep(log)
  for (const log of [a, b, c]) await log.fill()
  t.equal(spans(), '64–1088 1088–2112 |  | ')
  await a.fill()
  t.equal(spans(), '1088–2112 2112–3136 |  | ', 'it was there before the others')
  await a.fill()
  t.equal(spans(), '2112–3136 | 64–1088 | ')
  await a.fill()
  t.equal(spans(), ' | 64–1088 | 64–1088')
  await b.fill()
  t.equal(spans(), '3136–4160 |  | 64–1088')
  await c.fill()
  t.equal(spans(), '3136–4160 | 1088–2112 | ')
})

t.test(
  'a log whose blocks nobody sends gives up its turns, and is asked for no more than two windows',
  async (t) => {
    const { keep, clock } = make()
    const [stuck, other] = [new FakeLog('stuck', 2 ** 20), new FakeLog('other', 3_000)]
    keep(stuck)
    await stuck.fill()
    keep(other)
    await other.fill()
    t.equal(other.spans, '')
    clock.advance(2_000)
    t.equal(other.spans, '64–1088 1088–2112')
    for (let i = 0; i < 100; i++) clock.advance(2_000)
    t.equal(stuck.spans, '64–1088 1088–2112')
    await stuck.fill()
    t.equal(stuck.spans, '1088–2112 2112–3136', 'it goes on when they come')
  },
)

t.test('a turn ends when nothing more of the log is known', async (t) => {
  const { keep } = make()
  const [a, b] = [new FakeLog('a', 100), new FakeLog('b', 5_000)]
  const c = new FakeLog('c', 100)
  for (const log of [a, c, b]) keep(log)
  for (const log of [a, c, b]) await log.fill()
  t.equal(b.spans, '')
  a.length = 100
  a.grown.emit()
  t.equal(b.spans, '64–1088')
})

t.test('a quota stops a log; asking again goes on', async (t) => {
  let allowed = true
  const { keep } = make(() => allowed)
  const log = new FakeLog('log', 5_000)
  keep(log)
  allowed = false
  await log.fill()
  t.equal(log.spans, '')
  keep(log)
  t.equal(log.spans, '')
  allowed = true
  keep(log)
  t.equal(log.spans, '64–128')
})

t.test(
  'a window that ends before it is full ends the others of its log; asking again starts anew',
  async (t) => {
    const { keep } = make()
    const log = new FakeLog('log', 5_000)
    keep(log)
    await log.fill()
    const [first, second] = log.open as [Window, Window]
    first.settle(false)
    await settled()
    t.ok(second.cancelled)
    log.open.length = 0
    keep(log)
    t.equal(log.spans, '64–128')
  },
)

t.test('no log is fetched beyond its longest possible length', async (t) => {
  const { keep } = make()
  const log = new FakeLog('log', 2 ** 20)
  log.length = 2 ** 20 - 100
  keep(log)
  await log.fill()
  t.equal(log.spans, `${2 ** 20 - 36}–${2 ** 20}`)
  await log.fill()
  t.equal(log.spans, '')
})

t.test('closing cancels everything and leaves no timer', async (t) => {
  const { keep, close, clock } = make()
  const log = new FakeLog('log', 5_000)
  keep(log)
  await log.fill()
  const windows = [...log.open]
  close()
  await settled()
  t.ok(windows.every(({ cancelled }) => cancelled))
  t.equal(clock.waiting, 0)
  t.equal(log.open.length, windows.length, 'nothing new was begun')
})
