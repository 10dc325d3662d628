/** Serves a FakeEngine on the socket of a temporary profile, in this process, until the test ends. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { type Clock, systemClock } from '../../src/lib/clock.js'
import { EngineHost } from '../../src/rpc/engine-host.js'
import { socketPath } from '../../src/rpc/socket-path.js'
import { FakeEngine } from './fake-engine.js'

/** A directory that is removed at the end. */
export async function temporaryProfile(t: Test): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'hocket-test-'))
  t.teardown(() => rm(dir, { recursive: true, force: true }))
  return dir
}

export async function serveFake(t: Test, options?: { stay?: boolean; clock?: Clock }) {
  const profileDir = await temporaryProfile(t)
  const engine = new FakeEngine()
  const reports: unknown[] = []
  const host = new EngineHost({
    profileDir,
    load: async () => engine,
    stay: options?.stay ?? true,
    clock: options?.clock ?? systemClock,
    pid: process.pid,
    report: (error) => reports.push(error),
  })
  t.teardown(() => host.close())
  await host.ready()
  return { profileDir, path: socketPath(profileDir), engine, host, reports }
}

/** Resolves once `isSo`; looks again after every turn of the event loop. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve))
}
