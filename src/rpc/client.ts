/**
 * The face's end of the local socket: typed calls and events. A call that is open when the connection ends, or made
 * after it, rejects with ENGINE_GONE; nothing waits for ever on an engine that died.
 */
import { createConnection, type Socket } from 'node:net'
import { isJSONRPCResponse, JSONRPCClient } from 'json-rpc-2.0'
import type { EngineClient } from '../api/client.js'
import type { EventName, Events, MethodName, Params, Result } from '../api/methods.js'
import { Emitter } from '../lib/emitter.js'
import { LineConnection, maxReplyBytes } from './lines.js'
import { checkSocket } from './socket-path.js'
import { engineGone, fromWireError } from './wire-errors.js'

/** Connects to the engine that listens at `path`. Rejects with the system's error (ENOENT, ECONNREFUSED) when none does. */
export async function connectTo(path: string): Promise<EngineClient> {
  await checkSocket(path)
  const socket = await new Promise<Socket>((resolve, reject) => {
    const attempt = createConnection(path)
    attempt.once('error', reject)
    attempt.once('connect', () => {
      attempt.off('error', reject)
      resolve(attempt)
    })
  })
  return new SocketClient(socket)
}

class SocketClient implements EngineClient {
  readonly ended: Promise<void>
  readonly #lines: LineConnection
  readonly #rpc: JSONRPCClient
  readonly #events: { readonly [E in EventName]: Emitter<Events[E]> } = {
    changed: new Emitter(),
    ending: new Emitter(),
  }
  #gone = false

  constructor(socket: Socket) {
    this.#lines = new LineConnection({
      socket,
      maxLineBytes: maxReplyBytes,
      onLine: (line) => this.#receive(line),
    })
    this.#rpc = new JSONRPCClient((request) => this.#lines.send(JSON.stringify(request)))
    this.ended = this.#lines.ended.then(() => {
      this.#gone = true
      this.#rpc.rejectAllPendingRequests('gone')
    })
  }

  async call<M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>> {
    if (this.#gone) throw engineGone()
    try {
      return await this.#rpc.request(method, params, undefined)
    } catch (error) {
      throw this.#gone ? engineGone() : fromWireError(error)
    }
  }

  on<E extends EventName>(event: E, listener: (value: Events[E]) => void): () => void {
    return this.#events[event].on(listener)
  }

  async close(): Promise<void> {
    await this.#lines.finish()
    await this.ended
  }

  #receive(line: string): void {
    const message = parse(line)
    if (message === undefined) this.#lines.destroy()
    else if (isJSONRPCResponse(message)) this.#rpc.receive(message)
    else if (isEvent(message)) this.#events[message.method].emit(message.params as never)
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined // converted: the connection ends, and open calls reject with ENGINE_GONE
  }
}

interface EventMessage {
  readonly method: EventName
  readonly params: unknown
}

function isEvent(message: unknown): message is EventMessage {
  const method =
    typeof message === 'object' && message !== null && 'method' in message ? message.method : undefined
  return method === 'changed' || method === 'ending'
}
