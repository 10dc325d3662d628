/** A run of the linear face against an engine of tests, and a village with two rooms for it. */
import { PassThrough } from 'node:stream'
import type { Test } from 'tap'
import type { EngineClient } from '../../../src/api/client.js'
import { exitCodeOf } from '../../../src/cli/exit-codes.js'
import { systemClock } from '../../../src/lib/clock.js'
import { startPlain } from '../../../src/tui/start-plain.js'
import { FakeEngine } from '../fake-engine.js'
import { MemoryConfig } from '../memory-config.js'

/** A run of the linear face; without `person` its input is a pipe. */
export class Talk {
  readonly stdin: PassThrough & { isTTY?: boolean } = new PassThrough()
  readonly stdout: PassThrough & { isTTY?: boolean } = new PassThrough()
  readonly stderr = new PassThrough()
  readonly code: Promise<number>
  readonly #stop = new AbortController()
  out = ''
  err = ''

  constructor(
    t: Test,
    engine: FakeEngine,
    options: { readonly person?: boolean; readonly client?: Promise<EngineClient> } = {},
  ) {
    if (options.person === true) this.stdin.isTTY = true
    this.stdout.on('data', (chunk) => {
      this.out += chunk
    })
    this.stderr.on('data', (chunk) => {
      this.err += chunk
    })
    this.code = startPlain({
      config: new MemoryConfig(),
      client: options.client ?? engine.client(),
      connect: async () => {
        if (engine.gone) throw new Error('not yet')
        return engine.client()
      },
      startDemo: () => Promise.reject(new Error('There is no demo here.')),
      stdin: this.stdin,
      stdout: this.stdout,
      stderr: this.stderr,
      env: {},
      clock: systemClock,
      stop: this.#stop.signal,
      exitCodeOf,
    })
    t.teardown(async () => {
      this.stop()
      await this.code.catch(() => undefined) // a test that expects it has seen it
    })
  }

  type(...lines: string[]): void {
    for (const line of lines) this.stdin.write(`${line}\n`)
  }

  stop(): void {
    this.#stop.abort()
  }

  /** Resolves when the output fits. */
  async says(expected: RegExp): Promise<string> {
    const deadlineMs = Date.now() + 15_000
    while (!expected.test(this.out)) {
      if (Date.now() > deadlineMs) throw new Error(`it never said ${expected}, but:\n${this.out}${this.err}`)
      await new Promise(setImmediate)
    }
    return this.out
  }
}

export function village(): { engine: FakeEngine; garden: string; dev: string } {
  const engine = new FakeEngine()
  const garden = engine.addRoom('garden', { peers: 2 })
  const dev = engine.addRoom('dev')
  engine.addMember(garden, 'bob')
  engine.addMember(garden, '花子', { online: false })
  for (let index = 0; index < 50; index += 1) engine.receive(garden, `text ${index}`, { unread: false })
  engine.change(null)
  engine.change(garden, { peers: 2 })
  return { engine, garden, dev }
}
