/**
 * How a message that was asked for twice is known again: the first bytes of its block's nonce come from the send id that
 * its face made at random, the others are fresh. For everybody else such a nonce is as random as any.
 */
import b4a from 'b4a'
import { frameNonce } from '../protocol/frame.js'
import { type EntryId, idBytes } from '../protocol/ids.js'

const nonceBytes = 24
/** The rest is enough that no nonce comes twice, even when somebody gives one send id to many texts. */
const markBytes = 12

export function sendMark(sendId: EntryId): Uint8Array {
  return idBytes(sendId).subarray(0, markBytes)
}

/** A fresh nonce, which begins with `mark` when there is one. */
export function markedNonce(
  mark: Uint8Array | undefined,
  random: (sizeBytes: number) => Uint8Array,
): Uint8Array {
  if (mark === undefined) return random(nonceBytes)
  return b4a.concat([mark, random(nonceBytes - mark.byteLength)])
}

export function hasMark(block: Uint8Array, mark: Uint8Array): boolean {
  const nonce = frameNonce(block)
  return nonce !== undefined && b4a.equals(nonce.subarray(0, mark.byteLength), mark)
}
