/**
 * Offers an EngineService to the faces that connect to the local socket (JSON-RPC 2.0, one object a line).
 * Answers engine.linger and engine.stop itself, because they concern the process; passes the rest on, checked.
 * Must be opened only by who holds the profile's lock: it removes what an engine that died left at its path.
 * Keeps I4 at the local border: nothing that a face sends can end the engine, but engine.stop.
 */
import { createServer, type Server, type Socket } from 'node:net'
import { JSONRPCErrorCode, JSONRPCErrorException, JSONRPCServer } from 'json-rpc-2.0'
import type { EngineService } from '../api/client.js'
import { apiVersion, type EventName, type Events, type MethodName, type Params } from '../api/methods.js'
import type { EngineView } from '../api/views.js'
import { HocketError } from '../errors.js'
import type { Clock } from '../lib/clock.js'
import { Emitter } from '../lib/emitter.js'
import { Resource } from '../lib/resource.js'
import { methodNames, paramsFault } from './check-params.js'
import { FaceConnection } from './face-connection.js'
import { prepareSocket, protectSocket } from './socket-path.js'
import { engineGone, toWireError } from './wire-errors.js'

export interface RpcServerOptions {
  readonly service: EngineService
  /** From socketPath(). */
  readonly path: string
  readonly pid: number
  readonly clock: Clock
  readonly report: (error: unknown) => void
}

/** Calls that leave something which other members should get before the engine ends. */
const writing: ReadonlySet<MethodName> = new Set(['room.create', 'room.join', 'room.send', 'room.rename'])
const farewellMs = 2_000

export class RpcServer extends Resource {
  /** A face came or left. */
  readonly facesChanged = new Emitter()
  readonly stopAsked = new Emitter()
  readonly lingerAsked = new Emitter<number>()
  /** A call that writes has succeeded. */
  readonly wrote = new Emitter()
  readonly #options: RpcServerOptions
  readonly #faces = new Set<FaceConnection>()
  #ending = false
  readonly #rpc = new JSONRPCServer<FaceConnection>({ errorListener: (_, error) => this.#reportBug(error) })

  constructor(options: RpcServerOptions) {
    super()
    this.#options = options
  }

  /** Faces connected now. */
  get faces(): number {
    return this.#faces.size
  }

  /**
   * Serves no more, before the engine closes: answers what runs, lets the faces go, and tells newcomers that the engine
   * is ending. The socket stays until close(), so that nobody mistakes an engine that ends for one that is gone.
   */
  async endService(): Promise<void> {
    this.#ending = true
    this.#tell('ending', {})
    const faces = [...this.#faces]
    const giveUp = this.#options.clock.after(farewellMs, () => {
      for (const face of faces) face.destroy()
    })
    await Promise.all(faces.map((face) => face.finish()))
    giveUp()
  }

  protected async open(): Promise<void> {
    const { path, service } = this.#options
    this.#rpc.mapErrorToJSONRPCErrorResponse = (id, error) => ({
      jsonrpc: '2.0',
      id,
      error: toWireError(error),
    })
    for (const method of methodNames) {
      this.#rpc.addMethod(method, (params: unknown, face: FaceConnection) =>
        this.#answer(method, params, face),
      )
    }
    await prepareSocket(path)
    const server = await listen(path, (socket) => this.#welcome(socket))
    this.own(() => this.#closeSocket(server))
    await protectSocket(path)
    for (const event of ['changed', 'ending'] as const)
      this.own(service.on(event, (value) => this.#tell(event, value)))
  }

  async #closeSocket(server: Server): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    for (const face of this.#faces) face.destroy()
    await closed
  }

  #welcome(socket: Socket): void {
    const face = new FaceConnection({ socket, server: this.#rpc, report: this.#options.report })
    this.#faces.add(face)
    this.facesChanged.emit()
    face.ended.then(() => {
      this.#faces.delete(face)
      this.facesChanged.emit()
    }, this.#options.report)
  }

  #tell<E extends EventName>(event: E, value: Events[E]): void {
    for (const face of this.#faces) if (face.name !== undefined) face.sendEvent(event, value)
  }

  async #answer(method: MethodName, params: unknown, face: FaceConnection): Promise<unknown> {
    const fault = paramsFault(method, params)
    if (fault !== undefined) throw new JSONRPCErrorException(fault, JSONRPCErrorCode.InvalidParams)
    if (method === 'engine.stop') return this.#askStop()
    if (this.#ending) throw engineGone()
    if (method === 'engine.hello') greet(face, params as Params<'engine.hello'>)
    if (face.name === undefined) {
      throw new JSONRPCErrorException(
        'The first request must be engine.hello.',
        JSONRPCErrorCode.InvalidRequest,
      )
    }
    if (method === 'engine.linger') return this.#askLinger(params as Params<'engine.linger'>)
    const result: unknown = await this.#options.service.call(method, (params ?? {}) as never)
    if (method === 'engine.hello') return { ...(result as EngineView), pid: this.#options.pid }
    if (writing.has(method) || isNewNick(method, params)) this.wrote.emit()
    return result
  }

  #askStop(): { pid: number } {
    this.stopAsked.emit()
    return { pid: this.#options.pid }
  }

  #askLinger({ lingerMs }: Params<'engine.linger'>): null {
    this.lingerAsked.emit(lingerMs)
    return null
  }

  /** A failure that is neither of the person's making nor foreseen belongs into the log. */
  #reportBug(error: unknown): void {
    if (!(error instanceof HocketError) && !(error instanceof JSONRPCErrorException))
      this.#options.report(error)
  }
}

function isNewNick(method: MethodName, params: unknown): boolean {
  return method === 'me.nick' && (params as Params<'me.nick'> | undefined)?.nick !== undefined
}

function greet(face: FaceConnection, { api, face: name }: Params<'engine.hello'>): void {
  if (api !== apiVersion) {
    throw new HocketError(
      'VERSION_MISMATCH',
      'The running engine is of another version of hocket. Nothing is lost: end it with "hocket stop" and try again.',
    )
  }
  face.name = name
}

function listen(path: string, onSocket: (socket: Socket) => void): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(onSocket)
    server.once('error', (error) =>
      reject(
        new HocketError('NOT_WRITABLE', 'The local socket of the engine could not be made.', {
          cause: error,
        }),
      ),
    )
    server.listen(path, () => resolve(server))
  })
}
