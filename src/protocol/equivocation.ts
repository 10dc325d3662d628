/**
 * Evidence that an author signed two different blocks for one position (PROTOCOL.md §7). A half is what one signature
 * covers, without the text, so evidence discloses nothing that was said.
 */
import b4a from 'b4a'
import type { EquivEntry } from './entry.js'
import { envelopeHash, type Position, verifySigned } from './envelope.js'
import type { EntryId } from './ids.js'
import { halfBytes } from './target-entries.js'

/** The half of an opened frame: epochId 8 ‖ nonce 24 ‖ envHash 32 ‖ sig 64. */
export function halfOf(frame: { epochId: Uint8Array; nonce: Uint8Array; envelope: Uint8Array }): Uint8Array {
  return b4a.concat([frame.epochId, frame.nonce, envelopeHash(frame.envelope), frame.envelope.subarray(-64)])
}

/** The id of the record of which `half` is the half, or undefined when the author did not sign it for this position. */
export function halfId(position: Position, half: Uint8Array): EntryId | undefined {
  if (half.byteLength !== halfBytes) return undefined
  const context = { ...position, epochId: half.subarray(0, 8), nonce: half.subarray(8, 32) }
  return verifySigned(context, half.subarray(32, 64), half.subarray(64))
}

/** The evidence of two halves in either order, or undefined when they prove nothing. */
export function createEquiv(position: Position, a: Uint8Array, b: Uint8Array): EquivEntry | undefined {
  const { log, seq } = position
  const candidates: EquivEntry[] = [[a, b] as const, [b, a] as const].map((halves) => ({
    kind: 'equiv',
    log,
    seq,
    halves,
  }))
  return candidates.find((entry) => verifyEquiv(position, entry))
}

/** True iff both halves are signed for this position, with ids ascending: then the log is cut at `seq`. */
export function verifyEquiv(position: Position, entry: EquivEntry): boolean {
  if (entry.log !== position.log || entry.seq !== position.seq) return false
  const [a, b] = entry.halves.map((half) => halfId(position, half))
  return a !== undefined && b !== undefined && a < b
}
