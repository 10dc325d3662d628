/**
 * Proof of work of a new log (PROTOCOL.md §3): makes inventing many authors cost more than refusing them.
 * Mining comes in batches, so that a caller can do other things between them.
 */
import b4a from 'b4a'
import { blake2b, namespaceBytes } from './hash.js'
import { idBytes, type LogKey, type MemberId, type RoomId } from './ids.js'

/** What the work is bound to. */
export interface PowSubject {
  readonly roomId: RoomId
  readonly log: LogKey
  readonly identity: MemberId
  /** Leading zero bits required. */
  readonly powBits: number
}

/** The first fitting nonce among `tries` nonces from `start` on, or undefined: go on at `start + tries`. */
export function minePow(subject: PowSubject, start: bigint, tries: number): bigint | undefined {
  const fits = powTester(subject)
  for (let nonce = start; nonce < start + BigInt(tries); nonce++) {
    if (fits(nonce)) return nonce
  }
  return undefined
}

/** The first fitting nonce, found in one go: with 18 bits about a quarter of a second. */
export function findPow(subject: PowSubject): bigint {
  const fits = powTester(subject)
  let nonce = 0n
  while (!fits(nonce)) nonce++
  return nonce
}

/** True iff the nonce shows the required work. */
export function hasPow(subject: PowSubject, nonce: bigint): boolean {
  return powTester(subject)(nonce)
}

/** H(POW, roomId ‖ logKey ‖ I ‖ u64 nonce) over one buffer in which only the nonce changes. */
function powTester({ roomId, log, identity, powBits }: PowSubject): (nonce: bigint) => boolean {
  const input = new Uint8Array(
    b4a.concat([namespaceBytes('POW'), idBytes(roomId), idBytes(log), idBytes(identity), new Uint8Array(8)]),
  )
  const view = new DataView(input.buffer)
  const limit = 2 ** (32 - powBits)
  return (nonce) => {
    view.setBigUint64(input.byteLength - 8, nonce)
    return new DataView(blake2b([input]).buffer).getUint32(0) < limit
  }
}
