/** Watches a client for what a person asked for in vain, so that a run without a person can end with the right code. */
import type { EngineClient } from '../../api/client.js'
import type { MethodName } from '../../api/methods.js'

/** What only reads is asked again by itself. */
const silent: ReadonlySet<MethodName> = new Set<MethodName>([
  'rooms.list',
  'room.page',
  'room.drafts',
  'room.members',
  'room.markRead',
  'room.markSeen',
  'net.status',
])

/** `client`, whose failures are given to `tell` as well. */
export function watchFailures(client: EngineClient, tell: (error: unknown) => void): EngineClient {
  return {
    ended: client.ended,
    on: (event, listener) => client.on(event, listener),
    close: () => client.close(),
    async call(method, params) {
      try {
        return await client.call(method, params)
      } catch (error) {
        if (!silent.has(method)) tell(error)
        throw error
      }
    },
  }
}
