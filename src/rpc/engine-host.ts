/**
 * The engine process without its process: opens an engine, serves it on the profile's socket, and knows when to end.
 * The engine takes the profile's lock while it opens, so the socket is touched only by the lock's holder; the socket
 * outlives the engine's close, so that faces wait for an engine that ends instead of starting another in vain.
 */
import type { EngineService } from '../api/client.js'
import { apiVersion } from '../api/methods.js'
import type { EngineView } from '../api/views.js'
import { Background } from '../lib/background.js'
import type { Clock } from '../lib/clock.js'
import type { Emitter } from '../lib/emitter.js'
import { Resource } from '../lib/resource.js'
import { EndPolicy } from './end-policy.js'
import { RpcServer } from './server.js'
import { socketPath } from './socket-path.js'

/** What is needed of an engine to host it. */
export interface HostedEngine extends EngineService {
  ready(): Promise<void>
  close(): Promise<void>
  readonly stopAsked: Emitter
}

export interface EngineHostOptions {
  readonly profileDir: string
  readonly load: () => Promise<HostedEngine>
  /** Stays without a face, until it is asked to stop. */
  readonly stay: boolean
  readonly clock: Clock
  readonly pid: number
  readonly report: (error: unknown) => void
}

export class EngineHost extends Resource {
  /** Resolves when the engine should end. Closing is the caller's part. */
  readonly done: Promise<void>
  readonly #options: EngineHostOptions
  #engine: HostedEngine | undefined
  #end: () => void = () => undefined

  constructor(options: EngineHostOptions) {
    super()
    this.#options = options
    this.done = new Promise((resolve) => {
      this.#end = resolve
    })
  }

  /** Ends as if a face had asked for it. */
  stop(): void {
    this.#end()
  }

  protected async open(): Promise<void> {
    const { profileDir, load, clock, pid, report } = this.#options
    const engine = await load()
    const server = new RpcServer({ service: engine, path: socketPath(profileDir), pid, clock, report })
    this.#engine = engine
    this.own(() => server.close())
    this.own(() => engine.close())
    await engine.ready()
    await server.ready()
    this.own(() => server.endService())
    this.own(server.stopAsked.on(() => this.stop()))
    this.own(engine.stopAsked.on(() => this.stop()))
    if (!this.#options.stay) this.#follow(engine, server)
  }

  /** What a face would be told on engine.hello. */
  async view(): Promise<EngineView> {
    if (this.#engine === undefined) throw new Error('view() before ready()')
    const view = await this.#engine.call('engine.hello', { api: apiVersion, face: 'host' })
    return { ...view, pid: this.#options.pid }
  }

  #follow(engine: HostedEngine, server: RpcServer): void {
    const { clock, report } = this.#options
    const checks = new Background(report)
    const policy = new EndPolicy({ clock, onlyHere: () => countOnlyHere(engine), end: () => this.stop() })
    this.own(() => checks.idle())
    this.own(() => policy.stop())
    this.own(server.wrote.on(() => policy.wrote()))
    this.own(server.lingerAsked.on((lingerMs) => policy.lingerFor(lingerMs)))
    this.own(server.facesChanged.on(() => checks.run(() => policy.facesAre(server.faces))))
    this.own(engine.on('changed', () => checks.run(() => policy.changed())))
    policy.start()
  }
}

async function countOnlyHere(engine: EngineService): Promise<number> {
  const rooms = await engine.call('rooms.list', {})
  return rooms.reduce((sum, room) => sum + room.unheld + room.drafts, 0)
}
