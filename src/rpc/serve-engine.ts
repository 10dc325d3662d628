/**
 * The engine as a process: signals, umask, console, and the report to the process that started it.
 * Everything that a test can run without a process of its own is in engine-host. Never prints (I3).
 */
import type { EngineView } from '../api/views.js'
import type { EngineOptions } from '../engine/parts.js'
import type { Clock } from '../lib/clock.js'
import { logPath, redirectConsole } from './console-log.js'
import { EngineHost, type HostedEngine } from './engine-host.js'
import { engineBootstrap, type NetworkChoice } from './network-choice.js'
import { errorFields } from './wire-errors.js'

export interface ServeOptions {
  readonly profileDir: string
  readonly network: NetworkChoice
  /** Stays without a face, until it is asked to stop. */
  readonly stay: boolean
  /** What a hang-up does; it ends the engine unless given. The runtime forgets that `nohup` asked for it to be ignored. */
  readonly hangUp?: 'ends' | 'ignored'
  readonly clock: Clock
  /** Called once, when faces can attach. */
  readonly onReady: (view: EngineView) => void
  /** The engine to host; the real one unless given. */
  readonly load?: () => Promise<HostedEngine>
}

/** What a started engine tells the process that started it, once. */
export type StartReport =
  | { readonly started: true }
  | { readonly started: false; readonly code: string; readonly message: string }

/** Runs an engine until it should end, then closes it in order. Rejects with a HocketError when it cannot open. */
export async function serveEngine(options: ServeOptions): Promise<void> {
  const { profileDir, network, stay, clock } = options
  const bootstrap = engineBootstrap(network)
  process.umask(0o077)
  const restoreConsole = redirectConsole(logPath(profileDir), clock)
  const report = (error: unknown) => console.error(error)
  const load = options.load ?? (() => loadEngine({ profileDir, bootstrap, clock, pid: process.pid, report }))
  const host = new EngineHost({ profileDir, load, stay, clock, pid: process.pid, report })
  const stop = () => host.stop()
  const onHangUp = options.hangUp === 'ignored' ? () => undefined : stop
  const listeners = { SIGTERM: stop, SIGINT: stop, SIGHUP: onHangUp }
  for (const [signal, listener] of Object.entries(listeners)) process.on(signal, listener)
  try {
    await host.ready()
    options.onReady(await host.view())
    await host.done
  } finally {
    await host.close().catch(report) // reported: what could not be closed is in the log, the process ends anyway
    for (const [signal, listener] of Object.entries(listeners)) process.off(signal, listener)
    restoreConsole()
  }
}

/** The same for an engine that another process started: says there how the start went. */
export async function serveDetached(options: Omit<ServeOptions, 'onReady'>): Promise<void> {
  try {
    await serveEngine({ ...options, onReady: () => reportStart({ started: true }) })
  } catch (error) {
    reportStart({ started: false, ...errorFields(error) })
    throw error
  }
}

function reportStart(report: StartReport): void {
  if (process.send === undefined) return
  process.send(report, () => {
    if (process.connected) process.disconnect()
  })
}

async function loadEngine(options: EngineOptions): Promise<HostedEngine> {
  const { Engine } = await import('../engine/engine.js')
  return new Engine(options)
}
