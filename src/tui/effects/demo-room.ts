/** A demo that runs on this machine: how the screen reaches its engine, its room, and its end. Made by who starts the screen. */
import type { EngineClient } from '../../api/client.js'
import type { Connect } from './attachment.js'

export interface DemoRoom {
  /** Attached to the engine of the demo's own temporary profile. */
  readonly client: EngineClient
  /** Attaches to that engine again. */
  readonly connect: Connect
  /** Link of the room in which the demo talks. */
  readonly link: string
  /** Ends and removes everything of the demo. */
  stop(): Promise<void>
}
