/** The whole screen on a terminal in memory and an engine in memory. */
import type { Test } from 'tap'
import { systemClock } from '../../src/lib/clock.js'
import { type StartOptions, start } from '../../src/tui/start.js'
import type { FakeEngine } from './fake-engine.js'
import { FakeTerminal } from './fake-terminal.js'
import { MemoryConfig } from './memory-config.js'

export interface ShownScreen {
  readonly terminal: FakeTerminal
  readonly engine: FakeEngine
  readonly code: Promise<number>
}

/** Starts the screen; it is ended with the test. */
export function showScreen(
  t: Test,
  engine: FakeEngine,
  { cols = 80, rows = 24, ...options }: { cols?: number; rows?: number } & Partial<StartOptions> = {},
): ShownScreen {
  const terminal = new FakeTerminal(cols, rows)
  const code = start({
    client: engine.client(),
    connect: async () => {
      if (engine.gone) throw new Error('not yet')
      return engine.client()
    },
    startDemo: () => Promise.reject(new Error('There is no demo here.')),
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    env: { LANG: 'C.UTF-8', TERM: 'xterm-256color' },
    clock: systemClock,
    config: new MemoryConfig(),
    ...options,
  })
  t.teardown(async () => {
    terminal.type('\x11\x11')
    await code.catch(() => undefined) // a test that expects it has seen it
  })
  return { terminal, engine, code }
}
