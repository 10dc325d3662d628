/** Three people on a DHT of this machine, each with a profile and an engine of the built program. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export class Village {
  #bin
  #dir = mkdtempSync(join(tmpdir(), 'hocket-screens-'))
  #children = []
  #bootstrap

  constructor(root) {
    this.#bin = join(root, 'bin', 'hocket.js')
  }

  async open() {
    const dht = this.#spawn(['--json', 'dht'], process.env)
    const [line] = await once(dht.stdout, 'data')
    this.#bootstrap = JSON.parse(String(line)).bootstrap.join(',')
  }

  /** What a program needs to be this person. */
  program(name) {
    const { CI, NO_COLOR, FORCE_COLOR, ...env } = process.env
    return {
      args: [this.#bin],
      env: {
        ...env,
        TERM: 'xterm-256color',
        LANG: 'C.UTF-8',
        TZ: 'UTC',
        HOCKET_PROFILE: join(this.#dir, name),
        HOCKET_CONFIG: join(this.#dir, name, 'config.toml'),
        HOCKET_BOOTSTRAP: this.#bootstrap,
      },
    }
  }

  /** Starts the engine of a person; without it the person is offline. */
  async wake(name) {
    const child = this.#spawn(['up'], this.program(name).env)
    await once(child.stdout, 'data')
    return child
  }

  /** Runs a command; gives what it printed. */
  run(name, ...args) {
    const { env } = this.program(name)
    const { status, stdout, stderr } = spawnSync(process.execPath, [this.#bin, ...args], {
      env,
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(`hocket ${args.join(' ')}: ${stderr}`)
    return stdout.trim()
  }

  /** Waits until what a command prints fits. */
  async until(name, args, fits) {
    while (!fits.test(this.run(name, ...args))) await new Promise((resolve) => setTimeout(resolve, 100))
  }

  async close() {
    for (const child of this.#children.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
    rmSync(this.#dir, { recursive: true, force: true, maxRetries: 5 })
  }

  #spawn(args, env) {
    const child = spawn(process.execPath, [this.#bin, ...args], { env, stdio: ['ignore', 'pipe', 'ignore'] })
    this.#children.push(child)
    return child
  }
}
