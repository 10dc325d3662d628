import { chmod, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { getPriority, tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { systemClock } from '../../src/lib/clock.js'
import { engineNiceness } from '../../src/rpc/give-way.js'
import { engineBootstrap, type NetworkChoice, networkArguments } from '../../src/rpc/network-choice.js'
import { prepareSocket, socketPath } from '../../src/rpc/socket-path.js'
import { type AttachOptions, attach, engineAnswers } from '../../src/rpc/start-engine.js'
import { stopEngine } from '../../src/rpc/stop-engine.js'
import { ManualClock } from '../tui/manual-clock.js'
import { fakeNet } from './fake-engine.js'
import { serveFake, temporaryProfile, until } from './serve-fake.js'

const program = fileURLToPath(new URL('./fake-program.mjs', import.meta.url))

function options(profileDir: string, more?: Partial<AttachOptions>): AttachOptions {
  return {
    profileDir,
    face: 'test',
    network: { kind: 'default' },
    start: 'if-needed',
    clock: systemClock,
    warn: () => undefined,
    program,
    ...more,
  }
}

function behave(t: Test, behaviour: string): void {
  process.env.FAKE_PROGRAM = behaviour
  t.teardown(() => delete process.env.FAKE_PROGRAM)
}

t.test('a running engine is found, and nothing is started', async (t) => {
  const { profileDir } = await serveFake(t)
  const { client, engine, started } = await attach(options(profileDir, { start: 'never' }))
  t.equal(started, false)
  t.equal(engine.pid, process.pid)
  t.ok(await engineAnswers(profileDir))
  await client.close()
})

t.test('without an engine "never" says so and starts none', async (t) => {
  const profileDir = join(await temporaryProfile(t), 'missing')
  await t.rejects(attach(options(profileDir, { start: 'never' })), { code: 'ENGINE_GONE' })
  await t.rejects(stat(profileDir), { code: 'ENOENT' })
  t.equal(await stopEngine(profileDir, systemClock), undefined)
})

t.test(
  'faces that start at the same moment share one engine, and stopping it frees the profile',
  async (t) => {
    behave(t, 'serve')
    const profileDir = await temporaryProfile(t)
    const all = await Promise.all([1, 2, 3].map(() => attach(options(profileDir))))
    const pids = new Set(all.map(({ engine }) => engine.pid))
    t.equal(pids.size, 1)
    t.equal(getPriority([...pids][0]), Math.max(getPriority(), engineNiceness), 'it works behind the faces')
    t.equal(all.filter(({ started }) => started).length, 1)
    for (const { client } of all) await client.close()
    t.equal(await stopEngine(profileDir, systemClock), [...pids][0])
    t.notOk(await engineAnswers(profileDir))
    const again = await attach(options(profileDir))
    t.ok(again.started, 'the next face starts a new one')
    await again.client.close()
    await stopEngine(profileDir, systemClock)
  },
)

t.test('the child gets profile and network as arguments, and its output goes to the log', async (t) => {
  behave(t, 'serve')
  const profileDir = join(await temporaryProfile(t), 'new', 'profile')
  const { client } = await attach(options(profileDir, { network: { kind: 'offline' }, face: 'first' }))
  await client.close()
  await stopEngine(profileDir, systemClock)
  const { args } = JSON.parse(await readFile(join(profileDir, 'args.json'), 'utf8')) as { args: string[] }
  t.same(args, ['up', '--detached', '--profile', profileDir, '--offline'])
  t.equal((await stat(profileDir)).mode & 0o777, 0o700)
  t.equal((await stat(join(profileDir, 'engine.log'))).mode & 0o777, 0o600)
})

t.test('the reason of an engine that cannot start becomes the error of the face', async (t) => {
  const profileDir = await temporaryProfile(t)
  for (const [behaviour, code, message] of [
    ['newer', 'PROFILE_NEWER', /newer version/],
    ['strange', 'INTERNAL', /What is this/],
    ['die', 'ENGINE_START', /code 7/],
    ['kill', 'ENGINE_START', /SIGKILL/],
  ] as const) {
    behave(t, behaviour)
    await t.rejects(attach(options(profileDir)), { code, message }, behaviour)
  }
})

t.test('a profile that cannot be written is said to be so', async (t) => {
  const file = join(await temporaryProfile(t), 'file')
  await writeFile(file, '')
  await t.rejects(attach(options(file)), { code: 'NOT_WRITABLE' })
})

t.test('a running engine with another network than was asked for stays, with a warning', async (t) => {
  const { profileDir, engine } = await serveFake(t)
  const warned = async (network: NetworkChoice) => {
    const sentences: string[] = []
    const { client } = await attach(
      options(profileDir, { network, warn: (sentence) => sentences.push(sentence) }),
    )
    await client.close()
    return sentences
  }
  engine.net = fakeNet({ mode: 'local', bootstrap: ['127.0.0.1:2', '127.0.0.1:1'] })
  t.same(await warned({ kind: 'default' }), [])
  t.same(await warned({ kind: 'bootstrap', text: '127.0.0.1:1,127.0.0.1:2' }), [])
  t.match(await warned({ kind: 'bootstrap', text: '127.0.0.1:3' }), [/runs already/])
  t.match(await warned({ kind: 'offline' }), [/"127.0.0.1:1,127.0.0.1:2", not "offline"/])
  engine.net = fakeNet({ mode: 'offline' })
  t.same(await warned({ kind: 'offline' }), [])
  engine.net = fakeNet({ mode: 'public' })
  t.match(await warned({ kind: 'offline' }), [/"public"/])
})

t.test('a network choice becomes a bootstrap list and arguments, and back', async (t) => {
  t.equal(engineBootstrap({ kind: 'default' }), 'public')
  t.same(engineBootstrap({ kind: 'offline' }), [])
  t.same(engineBootstrap({ kind: 'bootstrap', text: '127.0.0.1:1' }), [{ host: '127.0.0.1', port: 1 }])
  t.throws(() => engineBootstrap({ kind: 'bootstrap', text: 'nowhere' }), { code: 'BAD_BOOTSTRAP' })
  t.same(networkArguments({ kind: 'default' }), [])
  t.same(networkArguments({ kind: 'bootstrap', text: 'a:1' }), ['--bootstrap', 'a:1'])
})

t.test(
  'the socket of a long profile path lies in a short directory of the user, the same for everybody who asks',
  async (t) => {
    const long = `/profiles/${'x'.repeat(200)}`
    const path = socketPath(long, { XDG_RUNTIME_DIR: '/run/user/1' })
    t.ok(Buffer.byteLength(path) <= 100)
    t.equal(dirname(dirname(path)), '/run/user/1')
    t.equal(path, socketPath(`${long}/`, { XDG_RUNTIME_DIR: '/run/user/1' }))
    t.not(path, socketPath(`${long}y`, { XDG_RUNTIME_DIR: '/run/user/1' }))
    t.equal(dirname(dirname(socketPath(long, {}))), tmpdir())
    t.equal(socketPath('/p', {}), '/p/run/engine.sock')
    t.equal(basename(socketPath('relative', {})), 'engine.sock')
  },
)

t.test(
  'a dead socket is replaced, an open directory is closed to others, a foreign one is refused',
  async (t) => {
    const profileDir = await temporaryProfile(t)
    const path = socketPath(profileDir)
    await mkdir(dirname(path), { mode: 0o755 })
    await chmod(dirname(path), 0o755)
    const dead = createServer()
    await new Promise<void>((resolve) => dead.listen(path, resolve))
    t.teardown(() => dead.close())
    await prepareSocket(path)
    await t.rejects(stat(path), { code: 'ENOENT' })
    t.equal((await stat(dirname(path))).mode & 0o777, 0o700)
    await rm(dirname(path), { recursive: true })
    await symlink(tmpdir(), dirname(path))
    await t.rejects(prepareSocket(path), { code: 'NOT_WRITABLE' })
  },
)

/** Something that listens on the socket of a profile and never answers. */
async function silent(t: Test): Promise<string> {
  const profileDir = await temporaryProfile(t)
  const path = socketPath(profileDir)
  await prepareSocket(path)
  const sockets = new Set<Socket>()
  const server = createServer((socket) => sockets.add(socket.resume()))
  await new Promise<void>((resolve) => server.listen(path, resolve))
  await chmod(path, 0o600)
  t.teardown(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return profileDir
}

t.test(
  'an engine that does not answer is given up with a sentence, in time or when it is asked for',
  async (t) => {
    const profileDir = await silent(t)
    const clock = new ManualClock()
    const late = attach(options(profileDir, { clock }))
    await until(() => clock.waiting > 0)
    clock.advance(15_000)
    await t.rejects(late, { code: 'TIMEOUT', message: /does not answer/ })
    const stopping = new AbortController()
    const stopped = attach(options(profileDir, { stop: stopping.signal }))
    stopping.abort()
    await t.rejects(stopped, { code: 'CLOSED' })
  },
)
