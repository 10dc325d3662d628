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
  'room.sent',
  'net.status',
])

/** What failed, in order; a message under its send id, so that sending it at last takes it out again. */
export type Failures = Map<string, unknown>

/** `client`, whose failures are kept in `failures` as well. */
export function watchFailures(client: EngineClient, failures: Failures): EngineClient {
  return {
    ended: client.ended,
    on: (event, listener) => client.on(event, listener),
    close: () => client.close(),
    async call(method, params) {
      const sendId = 'sendId' in params ? params.sendId : undefined
      const name = sendId ?? `${method} ${failures.size}`
      try {
        const result = await client.call(method, params)
        if (sendId !== undefined) failures.delete(sendId)
        return result
      } catch (error) {
        if (!silent.has(method)) failures.set(name, error)
        throw error
      }
    },
  }
}
