/** Mentions of a record as the bytes of one column: identity, first byte, length in bytes, one after the other. Pure. */
import type { Mention } from '../protocol/entry.js'
import { putMentions } from '../protocol/entry-codec.js'
import { type MemberId, toId } from '../protocol/ids.js'
import { Writer } from '../protocol/writer.js'

const mentionBytes = 35

/** null for none, as almost every record has none. */
export function encodeMentions(mentions: readonly Mention[]): Uint8Array | null {
  return mentions.length === 0 ? null : putMentions(new Writer(), mentions).finish()
}

export function readMentions(blob: Uint8Array | null): readonly Mention[] {
  if (blob === null) return []
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength)
  return Array.from({ length: blob.byteLength / mentionBytes }, (_, index) => {
    const at = index * mentionBytes
    const identity = toId<MemberId>(blob.subarray(at, at + 32))
    return { identity, startByte: view.getUint16(at + 32), lengthBytes: view.getUint8(at + 34) }
  })
}
