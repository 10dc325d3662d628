/**
 * One attached face, seen from the engine: reads its requests, answers them, sends it events. A face that does not read
 * is not read from either, and its events are merged, so that it can cost the engine only bounded memory.
 * A line that is no JSON-RPC request ends the connection.
 */
import type { Socket } from 'node:net'
import { isJSONRPCRequest, type JSONRPCRequest, type JSONRPCServer } from 'json-rpc-2.0'
import type { EventName, Events } from '../api/methods.js'
import { Background } from '../lib/background.js'
import { LineConnection, maxRequestBytes } from './lines.js'

const maxRunning = 32

export class FaceConnection {
  /** Name given with engine.hello; undefined before that. */
  name: string | undefined
  readonly #lines: LineConnection
  readonly #server: JSONRPCServer<FaceConnection>
  readonly #requests: Background
  /** Events that wait for the socket: the newest version of each room. */
  readonly #waiting = new Map<string | null, number>()
  #running = 0

  constructor(options: {
    socket: Socket
    server: JSONRPCServer<FaceConnection>
    report: (error: unknown) => void
  }) {
    this.#server = options.server
    this.#requests = new Background(options.report)
    this.#lines = new LineConnection({
      socket: options.socket,
      maxLineBytes: maxRequestBytes,
      onLine: (line) => this.#receive(line),
    })
    this.#lines.drained.on(() => this.#proceed())
  }

  get ended(): Promise<void> {
    return this.#lines.ended
  }

  sendEvent<E extends EventName>(event: E, value: Events[E]): void {
    if (this.#lines.congested && event === 'changed') {
      const { handle, version } = value as Events['changed']
      this.#waiting.set(handle, version)
    } else {
      this.#lines.send(JSON.stringify({ jsonrpc: '2.0', method: event, params: value }))
    }
  }

  /** Answers what is running, then ends. */
  async finish(): Promise<void> {
    this.#lines.pause()
    await this.#requests.idle()
    await this.#lines.finish()
  }

  destroy(): void {
    this.#lines.destroy()
  }

  #receive(line: string): void {
    const request = parseRequest(line)
    if (request === undefined) {
      this.#lines.destroy()
    } else {
      this.#running++
      this.#requests.run(() => this.#answer(request))
      this.#adjust()
    }
  }

  async #answer(request: JSONRPCRequest): Promise<void> {
    try {
      const reply = await this.#server.receive(request, this)
      if (reply !== null) this.#lines.send(JSON.stringify(reply))
    } finally {
      this.#running--
      this.#adjust()
    }
  }

  #proceed(): void {
    for (const [handle, version] of this.#waiting) this.sendEvent('changed', { handle, version })
    this.#waiting.clear()
    this.#adjust()
  }

  #adjust(): void {
    if (this.#running >= maxRunning || this.#lines.congested) this.#lines.pause()
    else this.#lines.resume()
  }
}

function parseRequest(line: string): JSONRPCRequest | undefined {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return undefined // converted: no JSON ends the connection, like any other malformed line
  }
  return isJSONRPCRequest(value) && typeof value.method === 'string' ? value : undefined
}
