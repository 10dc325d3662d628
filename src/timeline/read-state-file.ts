/**
 * The file of what was read in a room. Pure and canonical: what is not exactly what we would write is refused. Version 1
 * had the marks alone; it is still read, and then nothing counts as late until the room is read again.
 */
import { idBytes, type LogKey, toId } from '../protocol/ids.js'
import { limits } from '../protocol/limits.js'
import { type Decoded, decode, type Reader } from '../protocol/reader.js'
import { Writer } from '../protocol/writer.js'
import type { Placed } from './order.js'
import type { ReadState, Seqs } from './read-state.js'
import { mostRanges, type SeqRange, type SeqRanges } from './seq-ranges.js'

const version = 2
const marksOnly = 1

export function encodeReadState({ marks, unread, line }: ReadState): Uint8Array {
  const writer = new Writer().u8(version).u8(line === null ? 0 : 1)
  if (line !== null) writer.u64big(line.hlc).raw(idBytes(line.log))
  writer.u32(marks.size)
  for (const [log, seq] of ascending(marks)) {
    const ranges = unread.get(log) ?? []
    writer.raw(idBytes(log)).u32(seq).u8(ranges.length)
    for (const { fromSeq, toSeq } of ranges) writer.u32(fromSeq).u32(toSeq)
  }
  return writer.finish()
}

/** The state in `bytes`, or why it cannot be read. */
export function decodeReadState(bytes: Uint8Array): Decoded<ReadState> {
  return bytes[0] === marksOnly
    ? decode(bytes, takeMarksOnly, encodeMarksOnly)
    : decode(bytes, takeState, encodeReadState)
}

function takeState(reader: Reader): ReadState {
  reader.expect(reader.u8() === version, 'an unknown version of read marks')
  const line = reader.flag() ? takeLine(reader) : null
  const marks = new Map<LogKey, number>()
  const unread = new Map<LogKey, SeqRanges>()
  const count = reader.u32()
  for (let i = 0; i < count; i++) {
    const log = toId<LogKey>(reader.bytes(32))
    const seq = takeSeq(reader)
    const ranges = takeRanges(reader, seq)
    marks.set(log, seq)
    if (ranges.length > 0) unread.set(log, ranges)
  }
  return { marks, unread, line }
}

function takeLine(reader: Reader): Placed {
  return { hlc: reader.u64big(), log: toId(reader.bytes(32)) }
}

function takeRanges(reader: Reader, mark: number): SeqRanges {
  const count = reader.u8()
  reader.expect(count <= mostRanges, 'more ranges than are kept')
  const ranges: SeqRange[] = []
  for (let i = 0; i < count; i++) {
    const [fromSeq, toSeq] = [reader.u32(), reader.u32()]
    const isApart = fromSeq > (ranges.at(-1)?.toSeq ?? -2) + 1
    reader.expect(isApart && fromSeq <= toSeq && toSeq <= mark, 'ranges that are not what is written')
    ranges.push({ fromSeq, toSeq })
  }
  return ranges
}

function takeSeq(reader: Reader): number {
  const seq = reader.u32()
  reader.expect(seq < limits.logBlocks, 'a position that no log can have')
  return seq
}

function takeMarksOnly(reader: Reader): ReadState {
  reader.u8()
  const count = reader.u32()
  reader.expect(count * 36 === reader.left, 'a count that does not fit the length')
  const marks = new Map<LogKey, number>()
  for (let i = 0; i < count; i++) marks.set(toId<LogKey>(reader.bytes(32)), takeSeq(reader))
  return { marks, unread: new Map(), line: null }
}

/** As version 1 wrote it: for the comparison that makes reading strict. */
function encodeMarksOnly({ marks }: ReadState): Uint8Array {
  const writer = new Writer().u8(marksOnly).u32(marks.size)
  for (const [log, seq] of ascending(marks)) writer.raw(idBytes(log)).u32(seq)
  return writer.finish()
}

function ascending(marks: Seqs): readonly (readonly [LogKey, number])[] {
  return [...marks].toSorted(([a], [b]) => (a < b ? -1 : 1))
}
