/**
 * Attaches one log to one stream, with the wire guard in place before hypercore handles a single message, and counts the
 * proofs of this peer that do not verify: hypercore itself only pauses such a peer (I4).
 */
import type { Clock } from '../lib/clock.js'
import type { Log } from '../log/log.js'
import type { PeerStream } from '../network/network.js'
import { GuardBudget, guardPeer } from './guard.js'
import type { InvalidProofs } from './invalid-proofs.js'

export interface Attaching {
  readonly log: Log
  readonly peer: PeerStream
  readonly clock: Clock
  /** Of the whole stream. */
  readonly invalidProofs: InvalidProofs
  /** Ends the stream; called at most once. */
  readonly violate: (reason: string) => void
}

/** Attaches; the returned function forgets the listeners (the stream's end detaches the core itself). */
export function attachLog({ log, peer, clock, invalidProofs, violate }: Attaching): () => void {
  const budget = new GuardBudget(clock)
  const stops = [
    log.onPeer((wirePeer) => {
      if (wirePeer.stream === peer.stream) guardPeer(wirePeer, budget, violate)
    }),
    log.invalidProofs.on((from) => {
      if (from.stream === peer.stream && invalidProofs.add(log.key)) violate('invalid proofs')
    }),
    log.alarms.on((alarm) => {
      if (alarm === 'conflict') invalidProofs.forgive(log.key)
    }),
  ]
  log.replicate(peer.stream)
  return () => {
    for (const stop of stops) stop()
  }
}
