import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { LogStore } from '../../src/log/log-store.js'
import type { OwnLog } from '../../src/log/own-log.js'
import { toId } from '../../src/protocol/ids.js'
import { logKeyOf } from '../../src/protocol/manifest.js'
import { ManualClock } from '../testnet/manual-clock.js'
import { block, blocks, bytes, journalKey, makeStore, ownSpec } from './worlds.js'

t.test(
  'an own log has the key of its manifest, is vouched for when new, and keeps what is appended',
  async (t) => {
    const store = makeStore(t.testdir())
    t.teardown(() => store.close())
    await store.ready()
    const log = await store.openOwn({ ...ownSpec(), isNew: true })
    t.equal(log.key, logKeyOf(ownSpec().manifest))
    t.ok(log.vouched)
    t.equal(log.nextSeq, 0)
    let grown = 0
    log.grown.on(() => grown++)
    t.ok(await log.append(blocks(0, 3), 0))
    t.ok(await log.append([block(3)], 3))
    t.equal(log.length, 4)
    t.equal(grown, 2)
    t.same(await log.read(1, 100), blocks(1, 4))
    t.equal(await store.openOwn(ownSpec()), log, 'one Log per key')
    t.equal(await store.openRemote(log.key), log)
  },
)

t.test('I9: blocks framed for another place are refused, and nothing of them comes back later', async (t) => {
  const dir = t.testdir()
  const store = makeStore(dir)
  await store.ready()
  const log = await store.openOwn({ ...ownSpec(), isNew: true })
  await log.append(blocks(0, 2), 0)
  t.notOk(await log.append([block(9)], 1))
  t.notOk(await log.append([block(9)], 3))
  await store.close()
  const again = await reopen(t, dir)
  t.same(await again.read(0, 10), blocks(0, 2))
})

t.test('a log that is empty and was not made just now is not vouched for', async (t) => {
  const store = makeStore(t.testdir())
  t.teardown(() => store.close())
  await store.ready()
  const log = await store.openOwn(ownSpec())
  t.notOk(log.vouched)
  t.ok(await log.append([block(0)], 0), 'the caller decides to go on')
  t.ok(log.vouched)
})

t.test('the secret of a log is in no file, and neither is the device seed', async (t) => {
  const dir = t.testdir()
  const store = makeStore(dir)
  await store.ready()
  const { keyPair } = ownSpec()
  const log = await store.openOwn({ ...ownSpec(), isNew: true })
  await log.append(blocks(0, 50), 0)
  await store.close()
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).map((name) => join(dir, name))
  const contents = files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file))
  t.ok(
    contents.some((content) => content.includes(Buffer.from(keyPair.publicKey))),
    'the search finds what is there',
  )
  for (const secret of [keyPair.secretKey, keyPair.secretKey.subarray(0, 32)]) {
    t.notOk(contents.some((content) => content.includes(Buffer.from(secret))))
  }
})

t.test('whether a log is stored is told without creating it', async (t) => {
  const store = makeStore(t.testdir())
  t.teardown(() => store.close())
  await store.ready()
  const key = toId<never>(bytes('somebody'))
  t.notOk(await store.has(key))
  t.notOk(await store.has(key))
  const log = await store.openRemote(key)
  t.ok(await store.has(key))
  t.equal(log.length, 0)
  t.same(await log.read(0, 5), [])
  await log.close()
  await log.close()
  t.throws(() => log.download(0, 1), { code: 'CLOSED' })
  t.ok(await store.openRemote(key), 'a closed log can be opened again')
})

t.test('a second opener of a profile, and a copy of it, are told apart and refused', async (t) => {
  const dir = t.testdir()
  const store = makeStore(join(dir, 'one'))
  await store.ready()
  const log = await store.openOwn({ ...ownSpec(), isNew: true })
  await log.append([block(0)], 0)
  const second = makeStore(join(dir, 'one'))
  await t.rejects(second.ready(), { code: 'PROFILE_LOCKED' })
  await second.close()
  await store.close()
  cpSync(join(dir, 'one'), join(dir, 'two'), { recursive: true })
  const copy = makeStore(join(dir, 'two'))
  await t.rejects(copy.ready(), { code: 'PROFILE_COPIED' })
  await copy.close()
  const again = makeStore(join(dir, 'one'))
  await again.ready()
  await again.close()
})

t.test(
  'I9: blocks that the store lost are brought back byte for byte, also after several runs',
  async (t) => {
    const dir = t.testdir()
    await fill(dir, 0, 4)
    await fill(dir, 4, 10)
    const journal = readFileSync(join(dir, 'journal'))
    rmSync(join(dir, 'store'), { recursive: true })
    const log = await reopen(t, dir)
    t.same(await log.read(0, 20), blocks(0, 10))
    t.ok(log.vouched)
    t.same(readFileSync(join(dir, 'journal')), journal, 'nothing new was written')
  },
)

t.test('I9: a store without its journal is not vouched for, nor is one that is ahead of it', async (t) => {
  const dir = t.testdir()
  await fill(dir, 0, 4)
  const old = readFileSync(join(dir, 'journal'))
  await fill(dir, 4, 6)
  writeFileSync(join(dir, 'journal'), old)
  await check()
  rmSync(join(dir, 'journal'))
  await check()

  async function check() {
    const store = makeStore(dir)
    await store.ready()
    const log = await store.openOwn(ownSpec())
    t.notOk(log.vouched)
    t.equal(log.length, 6)
    await store.close()
  }
})

t.test('appends are done one after the other and leave no timer behind', async (t) => {
  const clock = new ManualClock()
  const store = new LogStore({
    dir: t.testdir(),
    journalKey,
    clock,
    report: (error) => t.fail(String(error)),
  })
  t.teardown(() => store.close())
  await store.ready()
  const log = await store.openOwn({ ...ownSpec(), isNew: true })
  const first = log.append([block(0)], 0)
  const second = log.append([block(1)], 1)
  t.ok(await first)
  t.ok(await second)
  t.equal(clock.waiting, 0)
})

async function reopen(t: Test, dir: string): Promise<OwnLog> {
  const store = makeStore(dir)
  t.teardown(() => store.close())
  await store.ready()
  return store.openOwn(ownSpec())
}

// Appends blocks start…end in a run of its own.
async function fill(dir: string, start: number, end: number): Promise<void> {
  const store = makeStore(dir)
  await store.ready()
  const log = await store.openOwn({ ...ownSpec(), isNew: true })
  for (let n = start; n < end; n++) await log.append([block(n)], n)
  await store.close()
}
