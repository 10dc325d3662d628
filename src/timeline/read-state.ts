/**
 * What has been read: for every log the highest position read, a version vector. Pure.
 * Marks only grow, and joining two of them is commutative, so faces and runs can never disagree for long.
 */
import { idBytes, type LogKey, toId } from '../protocol/ids.js'
import { limits } from '../protocol/limits.js'
import { type Decoded, decode, type Reader } from '../protocol/reader.js'
import { Writer } from '../protocol/writer.js'

/** Log → highest seq read. A log that is not in it has not been read at all. */
export type ReadMarks = ReadonlyMap<LogKey, number>

const version = 1

/** True iff the record at this place has been read. */
export function isRead(
  marks: ReadMarks,
  { log, seq }: { readonly log: LogKey; readonly seq: number },
): boolean {
  return seq <= (marks.get(log) ?? -1)
}

/** What either of the two has read. */
export function mergeMarks(a: ReadMarks, b: ReadMarks): ReadMarks {
  const merged = new Map(a)
  for (const [log, seq] of b) merged.set(log, Math.max(seq, merged.get(log) ?? -1))
  return merged
}

/** Marks for a file, canonical. */
export function encodeMarks(marks: ReadMarks): Uint8Array {
  const writer = new Writer().u8(version).u32(marks.size)
  for (const [log, seq] of [...marks].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    writer.raw(idBytes(log)).u32(seq)
  return writer.finish()
}

/** The marks in `bytes`, or why they cannot be read. */
export function readMarks(bytes: Uint8Array): Decoded<ReadMarks> {
  return decode(bytes, takeMarks, encodeMarks)
}

function takeMarks(reader: Reader): ReadMarks {
  reader.expect(reader.u8() === version, 'an unknown version of read marks')
  const count = reader.u32()
  reader.expect(count * 36 === reader.left, 'a count that does not fit the length')
  const marks = new Map<LogKey, number>()
  for (let i = 0; i < count; i++) {
    const log = toId<LogKey>(reader.bytes(32))
    const seq = reader.u32()
    reader.expect(seq < limits.logBlocks, 'a position that no log can have')
    marks.set(log, seq)
  }
  return marks
}
