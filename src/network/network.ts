/**
 * The port to the network: find peers by topic and get encrypted streams to them. Two implementations: SwarmNetwork, and the
 * in-memory network of the tests; one contract test runs against both.
 * Says nothing on a stream and trusts nothing on it: that is sync/.
 */
import type NoiseSecretStream from '@hyperswarm/secret-stream'
import type { NetworkMode } from '../api/views.js'
import type { Emitter } from '../lib/emitter.js'

/** The encrypted duplex of a connection, for `Protomux.from`. */
export type NoiseStream = NoiseSecretStream

/** One connection whose handshake is done. Its remote key is new for every run: it names a connection, not a person. */
export interface PeerStream {
  readonly stream: NoiseStream
  /** Whether we dialled. */
  readonly initiator: boolean
  /** 64 bytes, the same at both ends and different for every connection. */
  readonly handshakeHash: Uint8Array
  readonly remotePublicKey: Uint8Array
  /** `host:port` of the remote as we see it, IPv6 in brackets; null when unknown. */
  readonly address: string | null
  /** Resolves when the connection is gone, for whatever reason. */
  readonly closed: Promise<void>
  /** Ends the connection; `reason` stays on this machine. */
  destroy(reason: string): void
}

/** Being findable under a topic, and looking for others there. */
export interface Announcement {
  /** Whether others can find us there now, as far as we know. */
  readonly announced: boolean
  /** How many others were found there and are not given up. */
  readonly found: number
  /** Announces and looks again now. */
  refresh(): void
  /** Stops; existing connections stay. */
  close(): Promise<void>
}

export interface NetworkStatus {
  readonly mode: NetworkMode
  /** `host:port` where we receive; null when no socket is open. */
  readonly listening: string | null
  /** Null while unknown, and without a distributed hash table. */
  readonly dhtReachable: boolean | null
  /** `host:port` each; empty on the public network and offline. */
  readonly bootstrap: readonly string[]
}

export interface Network {
  ready(): Promise<void>
  close(): Promise<void>
  readonly connections: Emitter<PeerStream>
  /** `status()` or an announcement has changed. */
  readonly changed: Emitter
  /** Joins a 32-byte topic. Peers of the same topic become connected, whatever else they share. */
  join(topic: Uint8Array): Announcement
  status(): NetworkStatus
}
