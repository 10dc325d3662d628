import { join } from 'node:path'
import Protomux from 'protomux'
import t, { type Test } from 'tap'
import type { Log, LogAlarm } from '../../src/log/log.js'
import type { LogStore } from '../../src/log/log-store.js'
import type { OwnLog } from '../../src/log/own-log.js'
import type { WirePeer } from '../../src/log/wire-peer.js'
import { noisePair } from '../testnet/noise-pair.js'
import { until } from '../testnet/until.js'
import { block, blocks, makeStore, ownSpec } from './worlds.js'

async function makeStores(t: Test, ...names: string[]): Promise<LogStore[]> {
  const dir = t.testdir()
  return Promise.all(
    names.map(async (name) => {
      const store = makeStore(join(dir, name))
      t.teardown(() => store.close())
      await store.ready()
      return store
    }),
  )
}

async function writerAndReader(t: Test): Promise<{ stores: LogStore[]; own: OwnLog; remote: Log }> {
  const stores = await makeStores(t, 'writer', 'reader')
  const own = await stores[0]!.openOwn({ ...ownSpec(), isNew: true })
  return { stores, own, remote: await stores[1]!.openRemote(own.key) }
}

t.test('one log goes over a shared Protomux, and both sides learn what the other holds', async (t) => {
  const { own, remote } = await writerAndReader(t)
  await own.append(blocks(0, 20), 0)
  const [left, right] = await noisePair()
  t.teardown(() => left.destroy())
  let grown = 0
  remote.grown.on(() => grown++)
  own.replicate(Protomux.from(left))
  own.replicate(Protomux.from(left))
  remote.replicate(Protomux.from(right))
  const download = remote.download(0, 20)
  await download.done
  t.equal(remote.length, 20)
  t.ok(grown > 0)
  t.same(await remote.read(0, 99), blocks(0, 20))
  await until(() => own.remoteLengths()[0]?.length === 20)
  t.same(own.remoteLengths()[0]!.remotePublicKey, left.remotePublicKey)
  let changes = 0
  own.heldChanged.on(() => changes++)
  const live = remote.download(20, 21)
  await own.append([block(20)], 20)
  await live.done
  await until(() => own.remoteLengths()[0]?.length === 21)
  await until(() => changes > 0)
})

t.test('a window is fetched as asked, holes do not count, and a cancelled download ends', async (t) => {
  const { own, remote } = await writerAndReader(t)
  await own.append(blocks(0, 30), 0)
  const [left, right] = await noisePair()
  t.teardown(() => left.destroy())
  own.replicate(left)
  remote.replicate(right)
  await remote.download(10, 20).done
  t.equal(remote.length, 0)
  t.equal(remote.signedLength, 30)
  t.same(await remote.read(10, 30), blocks(10, 20))
  t.same(await remote.read(0, 30), [])
  await remote.download(0, 10).done
  t.equal(remote.length, 20)
  const never = remote.download(30, 40)
  never.cancel()
  await never.done
  t.equal(remote.length, 20)
})

t.test(
  'who guards the wire sees each peer before its first message, and can replace its handlers',
  async (t) => {
    const { own, remote } = await writerAndReader(t)
    await own.append(blocks(0, 5), 0)
    const [left, right] = await noisePair()
    const seen: string[] = []
    const guard = (peer: WirePeer) => {
      for (const name of ['onsync', 'onrange', 'ondata'] as const) {
        const handle = Reflect.get(peer, name).bind(peer) as (message: unknown) => unknown
        Reflect.set(peer, name, (message: unknown) => {
          seen.push(name)
          return handle(message)
        })
      }
    }
    const stop = remote.onPeer(guard)
    own.replicate(left)
    remote.replicate(right)
    await remote.download(0, 5).done
    t.same(seen.slice(0, 2), ['onsync', 'onrange'])
    t.ok(seen.includes('ondata'))
    stop()
    remote.onPeer((peer) => t.equal(peer.stream, right, 'also told of who is there already'))
    right.destroy()
    await until(() => own.remoteLengths().length === 0)
  },
)

t.test('a detached or closed log takes nothing more from a peer that goes on sending', async (t) => {
  const { stores, own, remote } = await writerAndReader(t)
  const [left, right] = await noisePair()
  t.teardown(() => left.destroy())
  own.replicate(left)
  remote.replicate(right)
  await until(() => own.remoteLengths().length === 1 && remote.remoteLengths().length === 1)
  remote.detach(right)
  await until(() => own.remoteLengths().length === 0)
  await own.append([block(0)], 0)
  remote.replicate(right)
  await remote.download(0, 1).done
  await remote.close()
  remote.replicate(right)
  await until(() => own.remoteLengths().length === 0)
  await own.append([block(1)], 1)
  const again = await stores[1]!.openRemote(own.key)
  t.equal(again.signedLength, 1)
})

t.test(
  'a store that is reopened under its logs goes on, with the same logs and the same connections',
  async (t) => {
    const { stores, own, remote } = await writerAndReader(t)
    const [left, right] = await noisePair()
    t.teardown(() => left.destroy())
    own.replicate(left)
    remote.replicate(right)
    await own.append([block(0)], 0)
    await remote.download(0, 1).done
    await stores[0]!.reopen()
    t.same(await own.read(0, 9), [block(0)])
    t.ok(await own.append([block(1)], 1))
    await remote.download(1, 2).done
    await stores[1]!.reopen()
    t.same(await remote.read(0, 9), blocks(0, 2))
    await own.append([block(2)], 2)
    await remote.download(2, 3).done
    t.equal(remote.length, 3)
  },
)

t.test(
  'I9: two histories of one log raise the alarm on both sides, and what is stored stays readable',
  async (t) => {
    t.intercept(console, 'log', { value: () => undefined }) // the library prints the conflict
    const [first, second, third] = await makeStores(t, 'original', 'restored', 'reader')
    const original = await first!.openOwn({ ...ownSpec(), isNew: true })
    const restored = await second!.openOwn({ ...ownSpec(), isNew: true })
    await original.append(blocks(0, 5), 0)
    await restored.append(blocks(10, 18), 0)
    const reader = await third!.openRemote(original.key)
    const alarms: LogAlarm[] = []
    const invalid: WirePeer[] = []
    reader.alarms.on((alarm) => alarms.push(alarm))
    reader.invalidProofs.on((peer) => invalid.push(peer))
    const [a1, a2] = await noisePair()
    original.replicate(a1)
    reader.replicate(a2)
    await reader.download(0, 5).done
    const [b1, b2] = await noisePair()
    t.teardown(() => {
      a1.destroy()
      b1.destroy()
    })
    restored.replicate(b1)
    reader.replicate(b2)
    reader.download(5, 8)
    await until(() => alarms.includes('conflict'))
    t.ok(alarms.includes('verification-error'))
    t.equal(invalid[0]!.stream, b2)
    await until(async () => (await reader.read(0, 9).catch(() => [])).length === 5)
    t.same(await reader.read(0, 9), blocks(0, 5))
  },
)

t.test(
  'I9: an own log that lost store and journal gets its tail back from a peer and goes on without a fork',
  async (t) => {
    const { own, remote } = await writerAndReader(t)
    await own.append(blocks(0, 5), 0)
    const [a1, a2] = await noisePair()
    own.replicate(a1)
    remote.replicate(a2)
    await remote.download(0, 5).done
    a1.destroy()
    const [store] = await makeStores(t, 'reborn')
    const reborn = await store!.openOwn(ownSpec())
    t.notOk(reborn.vouched)
    const alarms: LogAlarm[] = []
    reborn.alarms.on((alarm) => alarms.push(alarm))
    remote.alarms.on((alarm) => alarms.push(alarm))
    const [b1, b2] = await noisePair()
    t.teardown(() => b1.destroy())
    reborn.replicate(b1)
    remote.replicate(b2)
    await reborn.download(0, 5).done
    t.equal(reborn.nextSeq, 5)
    t.ok(await reborn.append([block(5)], 5))
    await remote.download(5, 6).done
    t.same(await remote.read(0, 9), blocks(0, 6))
    t.same(alarms, [])
  },
)
