import { join } from 'node:path'
import Corestore from 'corestore'
import Hypercore from 'hypercore'
import t, { type Test } from 'tap'
import { Journal } from '../../src/log/journal.js'
import { OwnLog } from '../../src/log/own-log.js'
import { logKeyOf } from '../../src/protocol/manifest.js'
import { ManualClock } from '../testnet/manual-clock.js'
import { until } from '../testnet/until.js'
import { block, blocks, journalKey, ownSpec } from './worlds.js'

type Append = Hypercore['append']

/** An own log on a real store, whose appends a test can hold up or make fail. */
async function makeWorld(t: Test) {
  const dir = t.testdir()
  const store = new Corestore(join(dir, 'store'))
  t.teardown(() => store.close())
  const reports: unknown[] = []
  const report = (error: unknown) => void reports.push(error)
  const journal = new Journal({
    path: join(dir, 'journal'),
    key: journalKey,
    makeDurable: () => Promise.resolve(),
    report,
  })
  await journal.ready()
  t.teardown(() => journal.close())
  const clock = new ManualClock()
  const spec = ownSpec()
  let around: (append: Append) => Append = (append) => append
  const world = {
    journal,
    clock,
    reopened: 0,
    log: undefined as never as OwnLog,
    hook(wrap: typeof around) {
      around = wrap
    },
  }
  const openCore = () => {
    const core = store.get({
      manifest: Hypercore.parseManifest(spec.manifest),
      allowFork: false,
      inflightRange: [128, 1024],
    })
    core.setKeyPair(spec.keyPair)
    const append = core.append.bind(core)
    core.append = (blocks, options) => around(append)(blocks, options)
    return core
  }
  const reopenStore = () => Promise.resolve(void world.reopened++)
  world.log = new OwnLog({
    key: logKeyOf(spec.manifest),
    openCore,
    report,
    onClose: () => undefined,
    journal,
    clock,
    reopenStore,
  })
  await world.log.bind()
  await world.log.recover()
  return world
}

t.test(
  'I9: an append that fails is told, is void in the journal, and the next one reopens the store first',
  async (t) => {
    const world = await makeWorld(t)
    const { log, journal, hook } = world
    await log.append([block(0)], 0)
    const full = new Error('Batch was not applied', { cause: new Error('IO error: No space left on device') })
    hook(() => () => Promise.reject(full))
    await t.rejects(log.append(blocks(1, 3), 1), { code: 'DISK_FULL' })
    t.equal(journal.nextSeq(log.key), 1)
    t.same(journal.blocksFrom(log.key, 1), [])
    hook((append) => append)
    t.ok(await log.append([block(9)], 1))
    t.same(await log.read(0, 9), [block(0), block(9)])
    t.equal(world.reopened, 1)
  },
)

t.test(
  'I9: an append that takes too long is told; it may still land, and the next one waits for it',
  async (t) => {
    const { log, clock, hook, journal } = await makeWorld(t)
    let release: (() => void) | undefined
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    hook((append) => async (...args) => {
      await gate
      return append(...args)
    })
    const slow = log.append([block(0)], 0)
    await until(() => clock.waiting === 1 && journal.nextSeq(log.key) === 1)
    clock.advance(10_000)
    await t.rejects(slow, { code: 'TIMEOUT' })
    const next = log.append([block(1)], 0)
    await until(() => clock.waiting === 1)
    release?.()
    t.notOk(await next, 'block 0 landed meanwhile: frame again')
    t.same(await log.read(0, 9), [block(0)])
    t.ok(log.vouched)
    t.ok(await log.append([block(1)], 1))
  },
)

t.test('I9: a log that grew from a peer between framing and appending is left alone', async (t) => {
  const { log, hook, journal } = await makeWorld(t)
  await log.append([block(0)], 0)
  hook((append) => async (blocks, options) => {
    await append([block(100)], {}) // what a peer brings back, as far as the store is concerned
    return append(blocks, options)
  })
  t.notOk(await log.append([block(1)], 1))
  hook((append) => append)
  t.same(await log.read(0, 9), [block(0), block(100)])
  t.equal(journal.nextSeq(log.key), 2)
  t.equal(journal.block(log.key, 1), undefined)
  t.ok(await log.append([block(2)], 2))
})

t.test('I9: after an alarm nothing more is appended, but what is stored stays readable', async (t) => {
  const { log } = await makeWorld(t)
  await log.append([block(0)], 0)
  log.alarms.emit('verification-error')
  t.ok(await log.append([block(1)], 1))
  log.alarms.emit('conflict')
  await t.rejects(log.append([block(2)], 2), { code: 'PROFILE_DAMAGED' })
  t.same(await log.read(0, 9), blocks(0, 2))
})

t.test('a log that the store is still repairing refuses appends instead of waiting for ever', async (t) => {
  const { log } = await makeWorld(t)
  await log.append([block(0)], 0)
  const core = Reflect.get(log, 'core') as { core: { header: { hints: { recovering: number } } } }
  core.core.header.hints.recovering = 1
  await t.rejects(log.append([block(1)], 1), { code: 'PROFILE_DAMAGED' })
  core.core.header.hints.recovering = 0
  t.ok(await log.append([block(1)], 1))
  t.same(await log.read(0, 9), blocks(0, 2))
  await log.close()
})
