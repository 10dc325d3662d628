/**
 * The connection to an engine, which may go away and come back: attaches again with growing pauses until it is closed.
 * Calls while there is none are refused with ENGINE_GONE, never queued: the person decides what to repeat.
 */
import type { EngineClient } from '../../api/client.js'
import type { MethodName, Params, Result } from '../../api/methods.js'
import type { RoomHandle } from '../../api/views.js'
import { HocketError } from '../../errors.js'
import { Background } from '../../lib/background.js'
import { type Clock, sleep } from '../../lib/clock.js'
import { Emitter } from '../../lib/emitter.js'

export type Connect = () => Promise<EngineClient>

const firstPauseMs = 250
const longestPauseMs = 10_000

export class Attachment {
  readonly attached = new Emitter()
  readonly lost = new Emitter()
  /** A room changed, or with null the list of rooms, the network or ourselves. */
  readonly changed = new Emitter<RoomHandle | null>()
  readonly #clock: Clock
  readonly #closing = new AbortController()
  readonly #background: Background
  #connect: Connect
  #client: EngineClient | undefined

  /** `report` gets the failures of what nobody waits for. */
  constructor(clock: Clock, connect: Connect, report: (error: unknown) => void) {
    this.#clock = clock
    this.#background = new Background(report)
    this.#connect = connect
  }

  /** Uses `client` from now on; `connect`, when given, makes the next ones. */
  async use(client: EngineClient, connect: Connect = this.#connect): Promise<void> {
    const former = this.#client
    this.#connect = connect
    this.#client = client
    client.on('changed', ({ handle }) => {
      if (this.#client === client) this.changed.emit(handle)
    })
    this.#background.run(() => client.ended.then(() => this.#onEnded(client)))
    this.attached.emit()
    await former?.close()
  }

  /** Uses the engine that `bring` attaches to, and which may take the place of the one there was; when it fails, attaches as ever. */
  async renew(bring: Connect): Promise<void> {
    const former = this.#client
    this.#client = undefined // so that its end starts no attaching
    try {
      await this.#takeUnlessClosed(await bring())
    } catch (error) {
      this.#background.run(() => this.#attachAgain())
      throw error
    } finally {
      await former?.close()
    }
  }

  /** Aborts when no other engine will be attached any more. */
  get closed(): AbortSignal {
    return this.#closing.signal
  }

  call<M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>> {
    if (this.#client !== undefined) return this.#client.call(method, params)
    return Promise.reject(
      new HocketError('ENGINE_GONE', 'The engine is away. Nothing was lost; try again in a moment.'),
    )
  }

  async close(): Promise<void> {
    this.#closing.abort()
    const client = this.#client
    this.#client = undefined
    await client?.close()
  }

  async #onEnded(client: EngineClient): Promise<void> {
    if (this.#client !== client) return
    this.#client = undefined
    await this.#attachAgain()
  }

  async #attachAgain(): Promise<void> {
    this.lost.emit()
    const connect = this.#connect
    let pauseMs = firstPauseMs
    while (!this.#closing.signal.aborted && this.#client === undefined) {
      await sleep(this.#clock, pauseMs * (0.75 + this.#clock.random() / 2), this.#closing.signal)
      pauseMs = Math.min(longestPauseMs, pauseMs * 2)
      await this.#tryAgain(connect)
    }
  }

  async #tryAgain(connect: Connect): Promise<void> {
    if (this.#closing.signal.aborted) return
    const client = await connect().catch(() => undefined) // the next try follows; the status bar says that it is away
    if (client === undefined) return
    await this.#takeUnlessClosed(client)
  }

  async #takeUnlessClosed(client: EngineClient): Promise<void> {
    const unwanted = this.#closing.signal.aborted || this.#client !== undefined
    await (unwanted ? client.close() : this.use(client))
  }
}
