/** The real program in real processes: profiles in temporary folders on one DHT of this machine. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import { LocalDht } from '../../src/network/local-dht.js'

export const program = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'bin', 'hocket.js')

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** One profile and the commands given on it. */
export class Profile {
  readonly dir: string
  readonly #bootstrap: string

  constructor(dir: string, bootstrap: string) {
    this.dir = dir
    this.#bootstrap = bootstrap
  }

  /** The file of choices: nobody else's. */
  get configFile(): string {
    return `${this.dir}.toml`
  }

  /** The environment of a child: this profile, and this machine's DHT as its only network. */
  get env(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      NODE_OPTIONS: '',
      NO_COLOR: '1',
      HOCKET_PROFILE: this.dir,
      HOCKET_CONFIG: this.configFile,
      HOCKET_BOOTSTRAP: this.#bootstrap,
    }
  }

  /** Runs one command to its end. */
  run(
    args: readonly string[],
    options: { readonly input?: string | Uint8Array; readonly offline?: boolean } = {},
  ): Promise<Ran> {
    const network = options.offline === true ? ['--offline'] : []
    const child = spawn(process.execPath, [program, ...network, ...args], { env: this.env, stdio: 'pipe' })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (chunk) => {
      stdout += chunk
    })
    child.stderr.on('data', (chunk) => {
      stderr += chunk
    })
    child.stdin.on('error', () => undefined) // a command that does not read may end first
    child.stdin.end(options.input ?? '')
    return new Promise((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (code) => resolve({ code, stdout, stderr }))
    })
  }

  /** Runs a command that must succeed; gives what it printed, without the last line break. */
  async ok(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(args)
    if (code !== 0) throw new Error(`hocket ${args.join(' ')} ended with ${code}: ${stderr}`)
    return stdout.trimEnd()
  }

  async json<T>(...args: readonly string[]): Promise<T> {
    return JSON.parse(await this.ok('--json', ...args)) as T
  }

  /** Starts an engine that stays; resolves when it serves. */
  async up(...args: readonly string[]): Promise<ChildProcess> {
    const child = spawn(process.execPath, [program, ...args, 'up'], {
      env: this.env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise((resolve, reject) => {
      child.stdout.once('data', resolve)
      child.once('exit', (code) => reject(new Error(`the engine ended with ${code}`)))
    })
    return child
  }

  /** The process of the running engine. */
  async enginePid(): Promise<number> {
    return (await this.json<{ engine: { pid: number } }>('net')).engine.pid
  }
}

/** Profiles of these names on one DHT; engines are ended and everything is removed at the end of the test. */
export async function profiles(t: Test, names: readonly string[]): Promise<readonly Profile[]> {
  const root = mkdtempSync(join(tmpdir(), 'hocket-e2e-'))
  const dht = new LocalDht({ host: '127.0.0.1' })
  t.teardown(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }))
  t.teardown(() => dht.close())
  await dht.ready()
  const bootstrap = dht.bootstrap.map(({ host, port }) => `${host}:${port}`).join(',')
  const all = names.map((name) => new Profile(join(root, name), bootstrap))
  for (const profile of all) t.teardown(() => profile.run(['stop']))
  return all
}

/** One profile with an engine that runs, and a room. */
export async function anaInGarden(t: Test): Promise<Profile> {
  const [ana] = (await profiles(t, ['ana'])) as [Profile]
  await ana.up()
  await ana.ok('nick', 'ana')
  await ana.ok('create', 'garden')
  return ana
}
