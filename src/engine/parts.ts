/** What an engine is given, and the opened parts that its handlers work with. Plain wiring, no behaviour. */
import type { DeviceKeys } from '../identity/identity.js'
import type { Vault } from '../identity/vault.js'
import type { IndexStore } from '../index/index-store.js'
import type { Clock } from '../lib/clock.js'
import type { Bootstrap } from '../network/bootstrap.js'
import type { Network } from '../network/network.js'
import type { Policy } from '../protocol/policy.js'
import type { Hub } from '../sync/hub.js'
import type { Changes } from './changes.js'
import type { MentionWords } from './mention-words.js'
import type { Nicks } from './nicks.js'
import type { Profile } from './profile.js'
import type { RoomBook } from './room-book.js'

export interface EngineOptions {
  readonly profileDir: string
  /** An empty list means no network at all. */
  readonly bootstrap: Bootstrap
  readonly clock: Clock
  readonly pid?: number
  /** Another network than Hyperswarm: for tests. */
  readonly network?: Network
  /** The rules of rooms created here; the protocol's defaults unless given. */
  readonly newRoomPolicy?: Policy
  /** Told of failures that nobody waits for. */
  readonly report?: (error: unknown) => void
}

export interface HandlerParts extends EngineOptions {
  readonly profile: Profile
  readonly vault: Vault
  readonly index: IndexStore
  readonly network: Network
  readonly hub: Hub
  readonly book: RoomBook
  readonly nicks: Nicks
  readonly words: MentionWords
  readonly device: DeviceKeys
  /** Why the engine refuses to go online; undefined when the wire guard works. */
  readonly guardFailure: string | undefined
  readonly startedMs: number
  readonly changes: Changes
  readonly stop: () => void
}
