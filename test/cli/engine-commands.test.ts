import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { readDevice } from '../../src/identity/identity.js'
import { Vault } from '../../src/identity/vault.js'
import { connectTo } from '../../src/rpc/client.js'
import { socketPath } from '../../src/rpc/socket-path.js'
import { temporaryProfile, until } from '../rpc/serve-fake.js'
import { Collector, runCli } from './run-cli.js'

t.test(
  'up runs an engine that stays; a second one is refused with exit code 3 and the process named',
  async (t) => {
    const profileDir = await temporaryProfile(t)
    const stdout = new Collector()
    const running = runCli(['up', '--offline', '--json', '--profile', profileDir], { stdout })
    await until(() => stdout.lines.length > 0)
    t.match(JSON.parse(stdout.text), { pid: process.pid, profileDir, network: 'offline' })
    const second = await runCli(['up', '--offline', '--profile', profileDir])
    t.match(second, { code: 3, out: '', err: new RegExp(`^hocket: .*process ${process.pid}\\b.*\\n$`) })
    const created = await runCli(['create', 'garden', '--offline', '--profile', profileDir])
    t.match(created, { code: 0, out: 'Created #garden, room 1.\n' })
    const client = await connectTo(socketPath(profileDir))
    await client.call('engine.stop', {})
    t.match(await running, { code: 0 })
  },
)

t.test(
  'up outlives a hang-up where it was started without a terminal, and ends with its terminal',
  async (t) => {
    const profileDir = await temporaryProfile(t)
    const argv = ['up', '--offline', '--json', '--profile', profileDir]
    const stdout = new Collector()
    const detached = runCli(argv, { stdout })
    await until(() => stdout.lines.length > 0)
    process.emit('SIGHUP')
    t.match(await runCli(['rooms', '--profile', profileDir]), { code: 0 }, 'it still serves')
    process.emit('SIGTERM')
    t.match(await detached, { code: 0 })
    const terminal = new Collector()
    const attached = runCli(argv, { stdout: terminal, isTTY: true })
    await until(() => terminal.lines.length > 0)
    process.emit('SIGHUP')
    t.match(await attached, { code: 0 })
  },
)

t.test('words are printed on a terminal or with --yes, and are gone after --forget', async (t) => {
  const profileDir = await temporaryProfile(t)
  const words = (...argv: string[]) => runCli(['words', ...argv, '--profile', profileDir])
  t.match(await words(), { code: 2, out: '', err: /terminal only/ })
  const { code, out } = await words('--yes')
  t.equal(code, 0)
  t.equal(out.trim().split(' ').length, 24)
  t.match(JSON.parse((await words('--yes', '--json')).out), { words: out.trim().split(' ') })
  t.equal((await runCli(['words', '--profile', profileDir], { isTTY: true })).out, out, 'the same ones')
  t.match(await words('--forget'), { code: 0, out: '' })
  t.match(await words('--yes'), { code: 2, out: '', err: /removed/ })
  const log = await readFile(join(profileDir, 'engine.log'), 'utf8').catch(() => '')
  t.notOk(log.includes(out.trim()), 'and never in the log')
})

t.test('I9: words make an empty profile a new device of their identity, and are not kept', async (t) => {
  const [former, fresh] = [await temporaryProfile(t), await temporaryProfile(t)]
  const run = (profileDir: string, argv: readonly string[], stdin = '') =>
    runCli([...argv, '--profile', profileDir, '--offline'], { stdin })
  const { out: words } = await run(former, ['words', '--yes'])
  const restore = (profileDir: string, typed: string) => run(profileDir, ['words', '--restore'], typed)
  t.match(await restore(fresh, 'one two three\n'), { code: 2, err: /not the 24 words/ })
  t.match(await restore(fresh, ''), { code: 2, err: /not the 24 words/ })
  t.match(await restore(fresh, words.replaceAll(' ', '\n').toUpperCase()), { code: 0, err: /new device/ })
  t.match(await run(fresh, ['words', '--yes']), { code: 2, out: '', err: /removed/ })
  const devices = []
  for (const dir of [former, fresh]) {
    const vault = new Vault({ dir })
    await vault.ready()
    devices.push(readDevice(vault.secrets.deviceSeed, vault.secrets.attestation))
    await vault.close()
  }
  t.equal(devices[0]?.identity, devices[1]?.identity)
  t.not(devices[0]?.device, devices[1]?.device)
})
