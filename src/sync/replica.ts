/**
 * What sync needs of a room: its keys, its logs, and where to hand what arrives. Implemented by room/.
 * Nothing here is known to a peer before it has proven that it knows the room.
 */
import type { Emitter } from '../lib/emitter.js'
import type { Log } from '../log/log.js'
import type { Attestation } from '../protocol/attestation.js'
import type { HeadEntry } from '../protocol/heads.js'
import type { DeviceId, LogKey, MemberId } from '../protocol/ids.js'
import type { ReadKeys } from '../protocol/ladder.js'

/** A genesis with what proves it: `s` only where the receiver may write. */
export interface GenesisGrant {
  readonly genesis: Uint8Array
  readonly ladderSig: Uint8Array
  readonly s: Uint8Array | undefined
}

/** Who speaks for us on a connection. */
export interface Speaker {
  readonly attestation: Attestation
  readonly deviceSecretKey: Uint8Array
  readonly device: DeviceId
}

/** Who a peer has proven to be. */
export interface PeerIdentity {
  readonly identity: MemberId
  readonly device: DeviceId
}

/** What a peer's claim about a log means for us. */
export type HeadVerdict = 'same' | 'behind' | 'ahead' | 'forked'

export type CardVerdict =
  | { readonly state: 'accepted'; readonly log: LogKey }
  | { readonly state: 'full' }
  | { readonly state: 'unasked' }
  | { readonly state: 'invalid' }

export interface Replica {
  readonly keys: ReadKeys
  /** The room key; undefined for readers. */
  readonly w: Uint8Array | undefined
  readonly speaker: Speaker
  /** undefined while the room waits for its first member. */
  readonly genesis: GenesisGrant | undefined
  /** True while a genesis is wanted: there is none, or the secret that a writer needs did not come with it. */
  readonly lacksGenesis: boolean
  /** Emitted when the genesis has been verified and stored. */
  readonly genesisTaken: Emitter
  /** Verifies and stores a genesis: true when it is that of this room. */
  takeGenesis(grant: GenesisGrant): Promise<boolean>
  /** Every log with an accepted card, with the blocks stored and hashed so far. */
  heads(): readonly HeadEntry[]
  headOf(log: LogKey): HeadEntry | undefined
  /** The head hash of the first `length` blocks; undefined when fewer are stored. */
  headAt(log: LogKey, length: number): Promise<Uint8Array | undefined>
  cardOf(log: LogKey): Uint8Array | undefined
  /** Verifies a card and admits its log, if that is one that was asked for. `full`: a quota keeps its log out for now. */
  takeCard(card: Uint8Array, isAsked: (log: LogKey) => boolean): Promise<CardVerdict>
  /** True for a log that this device writes. */
  isOwn(log: LogKey): boolean
  /** May more of this log be fetched now? */
  mayFetch(log: LogKey): boolean
  openLog(log: LogKey): Promise<Log>
  /** A log of ours or a stored copy has more hashed blocks, or is new. */
  readonly grew: Emitter<LogKey>
  /** What a peer says it holds, compared with what is here. */
  onPeerHead(entry: HeadEntry, verdict: HeadVerdict, peer: PeerIdentity | undefined): void
  /** A peer that proved itself came or went. */
  onPeersChanged(): void
}
