import { lstat } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { dirname } from 'node:path'
import t, { type Test } from 'tap'
import { apiVersion } from '../../src/api/methods.js'
import { connectTo } from '../../src/rpc/client.js'
import { maxRequestBytes } from '../../src/rpc/lines.js'
import { serveFake, until } from './serve-fake.js'

async function attached(t: Test, path: string, face = 'test') {
  const client = await connectTo(path)
  t.teardown(() => client.close())
  await client.call('engine.hello', { api: apiVersion, face })
  return client
}

/** A face that writes what it likes. */
async function rawSocket(
  t: Test,
  path: string,
): Promise<{ socket: Socket; received: () => string; ended: Promise<void> }> {
  const socket = connect(path)
  t.teardown(() => socket.destroy())
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()))
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk.toString()
  })
  socket.on('error', () => socket.destroy())
  return {
    socket,
    received: () => text,
    ended: new Promise((resolve) => socket.once('close', () => resolve())),
  }
}

const request = (id: number, method: string, params: unknown) =>
  `${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`
const hello = request(1, 'engine.hello', { api: apiVersion, face: 'raw' })

t.test('a face calls methods and gets results, also many at once and in any order', async (t) => {
  const { path, engine } = await serveFake(t)
  engine.addRoom({ name: 'garden' })
  const client = await attached(t, path)
  engine.handlers['room.hash'] = async () => {
    await new Promise((resolve) => setImmediate(resolve))
    return { hash: 'late', records: 0, members: 0, held: 0 }
  }
  const [slow, rooms, me] = await Promise.all([
    client.call('room.hash', { handle: 'h1' }),
    client.call('rooms.list', {}),
    client.call('me.nick', { nick: 'ana' }),
  ])
  t.equal(slow.hash, 'late')
  t.equal(rooms[0]!.name, 'garden')
  t.equal(me.nick, 'ana')
  const many = await Promise.all(Array.from({ length: 200 }, () => client.call('rooms.list', {})))
  t.equal(many.length, 200)
})

t.test('a text of any content arrives unchanged in both directions', async (t) => {
  const { path, engine } = await serveFake(t)
  const room = engine.addRoom({})
  const client = await attached(t, path)
  const text = `line\n\u2028\u0000\u001b[31m "\\ 👩‍👩‍👧 ${'é'.repeat(6_000)}`
  await client.call('room.send', { handle: room.handle, text })
  const page = await client.call('room.page', { handle: room.handle, before: 5, after: 0 })
  t.equal(page.messages[0]!.text, text)
})

t.test('two faces share one engine, and both are told of a change', async (t) => {
  const { path, engine } = await serveFake(t)
  const room = engine.addRoom({})
  const [one, two] = [await attached(t, path), await attached(t, path)]
  const told: string[] = []
  one.on('changed', ({ handle, version }) => told.push(`one ${handle} ${version}`))
  const off = two.on('changed', ({ handle, version }) => told.push(`two ${handle} ${version}`))
  await one.call('room.send', { handle: room.handle, text: 'hello' })
  await until(() => told.length === 2)
  t.same(told.sort(), ['one h1 2', 'two h1 2'])
  off()
  await two.call('room.send', { handle: room.handle, text: 'again' })
  await until(() => told.length === 3)
  t.equal(told.at(-1), 'one h1 3')
})

t.test(
  'errors of the engine keep their code and sentence, bugs become INTERNAL and are reported',
  async (t) => {
    const { path, engine, reports } = await serveFake(t)
    const room = engine.addRoom({})
    const client = await attached(t, path)
    await t.rejects(client.call('room.send', { handle: room.handle, text: 'refuse' }), {
      name: 'HocketError',
      code: 'ROOM_READ_ONLY',
      message: 'You may only read here.',
    })
    t.same(reports, [])
    engine.handlers['net.status'] = () => {
      throw new TypeError('secret detail')
    }
    const error = await client.call('net.status', {}).catch((caught: unknown) => caught)
    t.match(error, { code: 'INTERNAL' })
    t.notMatch(String(error), 'secret detail')
    t.equal(reports.length, 1)
    t.ok(await client.call('rooms.list', {}), 'the connection and the engine live on')
  },
)

t.test('unknown methods and parameters of a wrong type or length never reach the engine', async (t) => {
  const { path, engine } = await serveFake(t)
  const client = await attached(t, path)
  const before = engine.calls.length
  const bad: readonly [string, unknown][] = [
    ['room.page', { handle: 'h1', before: -1, after: 0 }],
    ['room.page', { handle: 'h1', before: 1.5, after: 0 }],
    ['room.page', { handle: 'h1', before: 1_000_000, after: 0 }],
    ['room.page', { handle: 7, before: 1, after: 0 }],
    ['room.send', { handle: 'h1', text: 'x'.repeat(40_000) }],
    ['room.send', { handle: 'h1', text: '\ud800' }],
    ['room.send', { handle: 'h1', text: 'x', format: 2 }],
    ['room.send', { handle: 'h1', text: 'x', extra: true }],
    ['room.link', { handle: 'h1', kind: 'x' }],
    ['link.read', { link: 'x'.repeat(40_000) }],
    ['rooms.list', []],
    ['me.nick', { nick: null }],
  ]
  for (const [method, params] of bad) {
    await t.rejects(
      client.call(method as 'net.status', params as never),
      { code: 'USAGE' },
      `${method} is refused`,
    )
  }
  await t.rejects(client.call('room.forget' as 'net.status', {}), { code: 'VERSION_MISMATCH' })
  await t.rejects(client.call('toString' as 'net.status', {}), { code: 'VERSION_MISMATCH' })
  t.equal(engine.calls.length, before)
})

t.test(
  'nothing is answered before engine.hello, but engine.stop, which other versions need too',
  async (t) => {
    const { path, engine, host } = await serveFake(t)
    const client = await connectTo(path)
    t.teardown(() => client.close())
    await t.rejects(client.call('rooms.list', {}), { message: 'The first request must be engine.hello.' })
    await t.rejects(client.call('engine.hello', { api: apiVersion + 1, face: 'new' }), {
      code: 'VERSION_MISMATCH',
    })
    t.same(engine.calls, [])
    t.same(await client.call('engine.stop', {}), { pid: process.pid })
    await host.done
  },
)

t.test(
  'a malformed line, a batch, a line that is no UTF-8 or too long ends that connection only',
  async (t) => {
    const { path } = await serveFake(t)
    const client = await attached(t, path)
    for (const bytes of [
      'no json\n',
      '[]\n',
      '7\n',
      '{"jsonrpc":"1.0"}\n',
      '{"jsonrpc":"2.0","method":1}\n',
      Buffer.from([0xff, 0x0a]),
    ]) {
      const raw = await rawSocket(t, path)
      raw.socket.write(bytes)
      await raw.ended
    }
    const raw = await rawSocket(t, path)
    raw.socket.write('x'.repeat(maxRequestBytes + 1))
    await raw.ended
    t.ok(await client.call('rooms.list', {}))
  },
)

t.test('lines cut anywhere and several lines in one chunk are the same requests', async (t) => {
  const { path } = await serveFake(t)
  const bytes = Buffer.from(hello + request(2, 'me.nick', { nick: 'zoë 👋' }) + request(3, 'rooms.list', {}))
  for (const size of [1, 7, 64, bytes.length]) {
    const raw = await rawSocket(t, path)
    for (let at = 0; at < bytes.length; at += size) raw.socket.write(bytes.subarray(at, at + size))
    await until(() => raw.received().split('\n').length === 4)
    const replies = raw
      .received()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: number; result: unknown })
    t.same(replies.map(({ id }) => id).sort(), [1, 2, 3], `${size} bytes at a time`)
    t.match(replies.find(({ id }) => id === 2)!.result, { nick: 'zoë 👋' })
  }
})

t.test(
  'a face that does not read costs bounded memory: its events are merged, and others are served',
  async (t) => {
    const { path, engine } = await serveFake(t)
    const room = engine.addRoom({})
    engine.addMessage(room.handle, { text: 'x'.repeat(100_000) })
    const lazy = await rawSocket(t, path)
    lazy.socket.pause()
    lazy.socket.write(hello)
    await until(() => engine.calls.length === 1)
    const page = { handle: room.handle, before: 1, after: 0 }
    for (let id = 2; id < 100; id++) lazy.socket.write(request(id, 'room.page', page))
    await until(() => engine.calls.length > 5)
    for (let version = 0; version < 5_000; version++) engine.emitChanged('h1', version)
    const client = await attached(t, path)
    t.equal((await client.call('room.page', page)).messages.length, 1)
    t.ok(engine.calls.length < 60, `it was not read on: ${engine.calls.length} calls`)
    lazy.socket.resume()
    await until(() => lazy.received().includes('"id":99,'))
    const events = lazy
      .received()
      .split('\n')
      .filter((line) => line.includes('"changed"'))
    t.ok(events.length < 100, `${events.length} of 5,000 events were sent`)
    t.ok(
      events.some((line) => line.includes('4999')),
      'the newest one among them',
    )
  },
)

t.test(
  'an engine that closes answers what runs, says so, and later calls reject with ENGINE_GONE',
  async (t) => {
    const { path, engine, host } = await serveFake(t)
    const client = await attached(t, path)
    let release: () => void = () => undefined
    engine.handlers['net.status'] = async () => {
      await new Promise<void>((resolve) => {
        release = resolve
      })
      return engine.net
    }
    let ending = false
    client.on('ending', () => {
      ending = true
    })
    const running = client.call('net.status', {})
    await until(() => engine.calls.some(({ method }) => method === 'net.status'))
    const closed = host.close()
    await until(() => ending)
    release()
    t.match(await running, { mode: 'offline' })
    await Promise.all([closed, client.ended])
    await t.rejects(client.call('rooms.list', {}), { code: 'ENGINE_GONE' })
    await t.rejects(connectTo(path), { code: 'ENOENT' })
  },
)

t.test('a call that is open when the other side dies rejects with ENGINE_GONE', async (t) => {
  const { path, engine } = await serveFake(t)
  const client = await attached(t, path)
  engine.handlers['net.status'] = () => new Promise(() => undefined)
  const open = client.call('net.status', {})
  const closed = client.close()
  await t.rejects(open, { code: 'ENGINE_GONE' })
  await closed
})

t.test('socket and directory belong to the user alone', async (t) => {
  const { path } = await serveFake(t)
  t.equal((await lstat(path)).mode & 0o777, 0o600)
  t.equal((await lstat(dirname(path))).mode & 0o777, 0o700)
})
