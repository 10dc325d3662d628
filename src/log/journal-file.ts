/**
 * The bytes of the append journal: entries one after the other, each `u32 size ‖ payload ‖ mac 32`, the mac keyed with the
 * journal key. Payload: `u8 kind ‖ logKey 32 ‖ u32 seq ‖ block`. Pure. A torn or foreign tail is cut off, never trusted.
 */
import b4a from 'b4a'
import { equalSecrets, keyedHash } from '../protocol/hash.js'
import { idBytes, type LogKey, toId } from '../protocol/ids.js'
import { Reader } from '../protocol/reader.js'
import { Writer } from '../protocol/writer.js'

/** `block`: block `seq` is about to be appended. `next`: `seq` is the next block, and entries from there on are void. */
export type JournalEntry =
  | { readonly kind: 'block'; readonly log: LogKey; readonly seq: number; readonly block: Uint8Array }
  | { readonly kind: 'next'; readonly log: LogKey; readonly seq: number }

const entryOverheadBytes = 4 + 1 + 32 + 4 + 32
const macBytes = 32
const kindBlock = 1
const kindNext = 2

/** How long `entry` is in the file. */
export function entryBytes(entry: JournalEntry): number {
  return entryOverheadBytes + (entry.kind === 'block' ? entry.block.byteLength : 0)
}

/** The bytes of `entry`. */
export function encodeEntry(key: Uint8Array, entry: JournalEntry): Uint8Array {
  const payload = new Writer()
    .u8(entry.kind === 'block' ? kindBlock : kindNext)
    .bytes(idBytes(entry.log), 32)
    .u32(entry.seq)
  if (entry.kind === 'block') payload.raw(entry.block)
  const bytes = payload.finish()
  return new Writer()
    .u32(bytes.byteLength)
    .raw(bytes)
    .raw(keyedHash(key, 'JOURNAL', bytes))
    .finish()
}

/** The whole entries at the start of `bytes`, and where the first one that is not whole begins. */
export function decodeEntries(
  key: Uint8Array,
  bytes: Uint8Array,
): { readonly entries: JournalEntry[]; readonly goodBytes: number } {
  const entries: JournalEntry[] = []
  let at = 0
  for (;;) {
    const payload = nextPayload(key, bytes.subarray(at))
    if (payload === undefined) return { entries, goodBytes: at }
    const entry = readPayload(payload)
    if (entry !== undefined) entries.push(entry)
    at += 4 + payload.byteLength + macBytes
  }
}

function nextPayload(key: Uint8Array, bytes: Uint8Array): Uint8Array | undefined {
  if (bytes.byteLength < entryOverheadBytes) return undefined
  const size = new Reader(bytes).u32()
  if (bytes.byteLength < 4 + size + macBytes) return undefined
  const payload = bytes.subarray(4, 4 + size)
  const mac = bytes.subarray(4 + size, 4 + size + macBytes)
  return equalSecrets(mac, keyedHash(key, 'JOURNAL', payload)) ? payload : undefined
}

// Undefined for a kind of a newer version: skipped.
function readPayload(payload: Uint8Array): JournalEntry | undefined {
  const reader = new Reader(payload)
  const kind = reader.u8()
  const log = toId<LogKey>(reader.bytes(32))
  const seq = reader.u32()
  // A copy, so that one entry does not keep the whole file in memory.
  if (kind === kindBlock) return { kind: 'block', log, seq, block: b4a.from(reader.bytes(reader.left)) }
  return kind === kindNext ? { kind: 'next', log, seq } : undefined
}
