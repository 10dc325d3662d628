/**
 * What a running command has: its streams and global options, the engine on demand, and the wish to stop.
 * Owns the connection to the engine and closes it with the command.
 */
import type { EngineClient } from '../api/client.js'
import { findRoom } from '../api/find-room.js'
import type { RoomView } from '../api/views.js'
import type { Clock } from '../lib/clock.js'
import { type Attached, attach } from '../rpc/start-engine.js'
import type { Globals } from './globals.js'
import type { Io } from './io.js'
import { Output } from './output.js'

export interface ContextOptions {
  readonly io: Io
  readonly globals: Globals
  readonly clock: Clock
  /** Name of the command. */
  readonly face: string
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export class Context {
  readonly io: Io
  readonly globals: Globals
  readonly clock: Clock
  readonly out: Output
  readonly #face: string
  readonly #undos: (() => unknown)[] = []
  #attached: Promise<Attached> | undefined
  #stop: AbortSignal | undefined
  readonly #closing = new AbortController()

  constructor(options: ContextOptions) {
    this.io = options.io
    this.globals = options.globals
    this.clock = options.clock
    this.#face = options.face
    this.out = new Output(options.io, options.globals)
  }

  /** The engine of the profile; started when none runs. */
  attached(): Promise<Attached> {
    this.#attached ??= this.#attach()
    return this.#attached
  }

  async engine(): Promise<EngineClient> {
    return (await this.attached()).client
  }

  /** A new client, after the engine of the first one ended. */
  async reattach(): Promise<EngineClient> {
    return (await this.#attach()).client
  }

  /** The room that was typed as a name, a number or a prefix of its id. Throws UNKNOWN_ROOM or AMBIGUOUS_ROOM. */
  async room(typed: string): Promise<RoomView> {
    const engine = await this.engine()
    return findRoom(await engine.call('rooms.list', {}), typed)
  }

  /** Aborts when the user interrupts or nobody reads the output any more. From the first call on, signals no longer kill. */
  get stop(): AbortSignal {
    this.#stop ??= AbortSignal.any([this.io.interrupted ?? this.#signals(), this.out.unread])
    return this.#stop
  }

  async close(): Promise<void> {
    this.#closing.abort() // an engine that does not answer is not waited for
    const attached = await this.#attached?.catch(() => undefined) // a failed attach was reported to who asked
    await attached?.client.close()
    for (const undo of this.#undos) undo()
    this.out.close()
  }

  #attach(): Promise<Attached> {
    return attach({
      profileDir: this.globals.profileDir,
      network: this.globals.network,
      face: this.#face,
      start: 'if-needed',
      clock: this.clock,
      warn: (sentence) => this.out.note(sentence),
      stop: this.#closing.signal,
    })
  }

  #signals(): AbortSignal {
    const controller = new AbortController()
    const stop = () => controller.abort()
    for (const signal of signals) {
      process.on(signal, stop)
      this.#undos.push(() => process.off(signal, stop))
    }
    return controller.signal
  }
}

/** Resolves when `signal` aborts. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
