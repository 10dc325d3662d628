/** What a face holds: typed calls and events. Implemented by rpc/ over the socket, and in memory by the tests. */
import type { EventName, Events, MethodName, Params, Result } from './methods.js'

export interface EngineClient {
  /** Rejects with a HocketError: the engine's own, or ENGINE_GONE when the connection ended. */
  call<M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>>
  /** Adds a listener and returns the function that removes it. */
  on<E extends EventName>(event: E, listener: (value: Events[E]) => void): () => void
  /** Resolves when the connection to the engine has ended, for whatever reason. */
  readonly ended: Promise<void>
  close(): Promise<void>
}

/** What the engine offers to rpc/: one function per method, and the events. */
export interface EngineService {
  call<M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>>
  on<E extends EventName>(event: E, listener: (value: Events[E]) => void): () => void
}
