import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { apiVersion } from '../../src/api/methods.js'
import { HocketError } from '../../src/errors.js'
import { systemClock } from '../../src/lib/clock.js'
import { connectTo } from '../../src/rpc/client.js'
import { logPath, redirectConsole } from '../../src/rpc/console-log.js'
import type { EngineHost } from '../../src/rpc/engine-host.js'
import { serveEngine } from '../../src/rpc/serve-engine.js'
import { socketPath } from '../../src/rpc/socket-path.js'
import { ManualClock } from '../testnet/manual-clock.js'
import { FakeEngine } from './fake-engine.js'
import { serveFake, temporaryProfile, until } from './serve-fake.js'

/** Whether the host wants to end by now. */
function watch(host: EngineHost): () => boolean {
  let done = false
  void host.done.then(() => {
    done = true
  })
  return () => done
}

async function face(t: Test, path: string) {
  const client = await connectTo(path)
  t.teardown(() => client.close())
  await client.call('engine.hello', { api: apiVersion, face: 'test' })
  return client
}

t.test(
  'an engine that nobody asked to stay ends when the last face has left and nothing was written',
  async (t) => {
    const clock = new ManualClock()
    const { host, path } = await serveFake(t, { stay: false, clock })
    const done = watch(host)
    const [one, two] = [await face(t, path), await face(t, path)]
    await one.call('rooms.list', {})
    await one.close()
    await two.call('rooms.list', {})
    clock.advance(60_000)
    t.notOk(done(), 'one face is still there')
    await two.close()
    await until(() => clock.waiting > 0)
    clock.advance(0)
    await host.done
  },
)

t.test('after something was written it waits until another member holds it', async (t) => {
  const clock = new ManualClock()
  const { host, path, engine } = await serveFake(t, { stay: false, clock })
  const done = watch(host)
  engine.addRoom({})
  const sender = await face(t, path)
  await sender.call('room.send', { handle: 'h1', text: 'hello' })
  engine.changeRoom('h1', { onlyHere: 1 })
  await sender.close()
  await until(() => clock.waiting > 0)
  clock.advance(29_000)
  t.notOk(done())
  engine.changeRoom('h1', { onlyHere: 0 })
  await until(() => {
    clock.advance(0)
    return done()
  })
})

t.test('it waits no longer than the linger time, 30 s or what a face asked for', async (t) => {
  for (const [asked, lingerMs] of [
    [undefined, 30_000],
    [5_000, 5_000],
  ] as const) {
    const clock = new ManualClock()
    const { host, path, engine } = await serveFake(t, { stay: false, clock })
    const done = watch(host)
    engine.addRoom({ drafts: 1 })
    const sender = await face(t, path)
    if (asked !== undefined) await sender.call('engine.linger', { lingerMs: asked })
    await sender.call('room.send', { handle: 'h1', text: 'hello' })
    await sender.close()
    await until(() => clock.waiting > 0)
    clock.advance(lingerMs - 1)
    await new Promise((resolve) => setImmediate(resolve))
    t.notOk(done())
    clock.advance(1)
    await host.done
  }
})

t.test('a face that comes back during the linger time keeps the engine', async (t) => {
  const clock = new ManualClock()
  const { host, path, engine } = await serveFake(t, { stay: false, clock })
  const done = watch(host)
  engine.addRoom({ onlyHere: 1 })
  const sender = await face(t, path)
  await sender.call('room.create', { name: 'x' })
  await sender.close()
  await until(() => clock.waiting > 0)
  const reader = await face(t, path)
  clock.advance(3_600_000)
  await reader.call('rooms.list', {})
  t.notOk(done())
})

t.test('an engine that no face ever reached ends by itself, one that shall stay does not', async (t) => {
  const clock = new ManualClock()
  const [lonely, staying] = [
    await serveFake(t, { stay: false, clock }),
    await serveFake(t, { stay: true, clock }),
  ]
  const stays = watch(staying.host)
  clock.advance(20_000)
  await lonely.host.done
  const visitor = await face(t, staying.path)
  await visitor.close()
  clock.advance(3_600_000)
  await new Promise((resolve) => setImmediate(resolve))
  t.notOk(stays())
  staying.engine.stopAsked.emit()
  await staying.host.done
})

t.test('I6: an engine that cannot open leaves no socket, and what was opened is closed', async (t) => {
  const profileDir = await temporaryProfile(t)
  const engine = new FakeEngine()
  engine.ready = async () => {
    throw new HocketError('PROFILE_LOCKED', 'Process 1 runs.')
  }
  const run = serveEngine({
    profileDir,
    network: { kind: 'offline' },
    stay: true,
    clock: systemClock,
    onReady: () => t.fail('it did not open'),
    load: async () => engine,
  })
  await t.rejects(run, { code: 'PROFILE_LOCKED' })
  t.equal(engine.closed, 1)
  await t.rejects(connectTo(socketPath(profileDir)), { code: 'ENOENT' })
})

t.test(
  'a served engine ends in order when asked to, and its console goes to the log of the profile',
  async (t) => {
    const profileDir = await temporaryProfile(t)
    const engine = new FakeEngine()
    engine.handlers['rooms.list'] = () => {
      console.log('[hypercore] says', { something: 1 })
      return []
    }
    await serveEngine({
      profileDir,
      network: { kind: 'offline' },
      stay: true,
      clock: systemClock,
      load: async () => engine,
      onReady: async (view) => {
        t.equal(view.pid, process.pid)
        const client = await connectTo(socketPath(profileDir))
        await client.call('engine.hello', { api: apiVersion, face: 'test' })
        await client.call('rooms.list', {})
        await client.call('engine.stop', {})
        await client.ended
      },
    })
    t.equal(engine.closed, 1)
    t.match(readFileSync(logPath(profileDir), 'utf8'), /log \[hypercore\] says { something: 1 }/)
  },
)

t.test('the log is bounded, and what cannot be written ends nobody', async (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'hocket-log-'))
  t.teardown(() => rmSync(dir, { recursive: true }))
  const path = logPath(dir)
  writeFileSync(path, 'x'.repeat(1_100_000))
  const restore = redirectConsole(path, systemClock)
  console.error('first line of the new file')
  restore()
  t.ok(statSync(path).size < 1_000)
  t.ok(statSync(`${path}.old`).size > 1_000_000)
  writeFileSync(join(dir, 'file'), '')
  const undo = redirectConsole(join(dir, 'file', 'engine.log'), systemClock)
  t.doesNotThrow(() => console.warn('lost'))
  undo()
})
