/** One peer of the demo: a profile in the demo's folder and the real engine process that serves it. */
import type { EngineClient } from '../../api/client.js'
import type { RoomView } from '../../api/views.js'
import { HocketError } from '../../errors.js'
import type { Clock } from '../../lib/clock.js'
import type { NetworkChoice } from '../../rpc/network-choice.js'
import { attach } from '../../rpc/start-engine.js'
import { stopThrough } from '../../rpc/stop-engine.js'
import { waitFor } from '../wait-for.js'

export interface DemoPeerOptions {
  readonly nick: string
  readonly profileDir: string
  readonly clock: Clock
  /** Ends every wait. */
  readonly stop: AbortSignal
}

const patienceMs = 60_000

export class DemoPeer {
  readonly nick: string
  readonly profileDir: string
  readonly #options: DemoPeerOptions
  #client: EngineClient | undefined

  constructor(options: DemoPeerOptions) {
    this.nick = options.nick
    this.profileDir = options.profileDir
    this.#options = options
  }

  /** The running engine. Throws ENGINE_GONE between stop() and start(). */
  get engine(): EngineClient {
    if (this.#client === undefined)
      throw new HocketError('ENGINE_GONE', `The demo's ${this.nick} has no engine now.`)
    return this.#client
  }

  async start(network: NetworkChoice): Promise<void> {
    this.#client = await this.attach(network)
    await this.#client.call('engine.linger', { lingerMs: 0 })
  }

  /** Another face of this peer's engine. */
  async attach(network: NetworkChoice): Promise<EngineClient> {
    const { profileDir, clock } = this.#options
    const { client } = await attach({
      profileDir,
      network,
      clock,
      face: 'demo',
      start: 'if-needed',
      warn: () => undefined,
    })
    return client
  }

  /** Ends the engine and waits until its process is gone. */
  async stop(): Promise<void> {
    const client = this.#client
    this.#client = undefined
    if (client !== undefined) await stopThrough(client, this.#options.clock)
  }

  /** The demo's room: the only one of this profile. */
  async room(): Promise<RoomView> {
    const [room] = await this.engine.call('rooms.list', {})
    if (room === undefined) throw new HocketError('UNKNOWN_ROOM', `The demo's ${this.nick} is in no room.`)
    return room
  }

  async say(text: string, { action }: { readonly action: boolean }): Promise<void> {
    const { handle } = await this.room()
    await this.engine.call('room.send', { handle, text, format: action ? 1 : 0 })
  }

  async hash(): Promise<string> {
    const { handle } = await this.room()
    return (await this.engine.call('room.hash', { handle })).hash
  }

  /** Waits until the room is as `isSo` wants it. Rejects with TIMEOUT; returns early when the demo is stopped. */
  async until(isSo: (room: RoomView) => boolean): Promise<void> {
    const { clock, stop } = this.#options
    const reached = await waitFor({ engine: this.engine, clock, stop, timeoutMs: patienceMs }, async () =>
      isSo(await this.room()),
    )
    if (!reached && !stop.aborted)
      throw new HocketError('TIMEOUT', `The demo's ${this.nick} waited in vain for the others.`)
  }
}
