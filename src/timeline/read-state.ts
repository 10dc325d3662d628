/**
 * What has been read: for every log the highest position read, a version vector; the ranges below it that are unread all
 * the same; and the read line, the highest place in the order that was read. Pure, values are replaced, never edited.
 *
 * A late arrival is unread and stands above the read line: it was written while its author, or we, were apart. Reading
 * the room does not read it, because nobody who looks at the newest lines sees it; it is read when it was shown.
 */
import type { LogKey } from '../protocol/ids.js'
import { compareRecords, type Placed } from './order.js'
import { addRange, cutRange, hasSeq, type SeqRange, type SeqRanges } from './seq-ranges.js'

/** Log → highest seq. */
export type Seqs = ReadonlyMap<LogKey, number>

export interface ReadState {
  /** A log that is not in it has not been read at all. */
  readonly marks: Seqs
  /** Exceptions: at or below the mark of their log, and unread. Never empty ranges. */
  readonly unread: ReadonlyMap<LogKey, SeqRanges>
  /** Place of the highest text that was read; null before that, and then nothing is late. */
  readonly line: Placed | null
}

export interface LogPlace {
  readonly log: LogKey
  readonly seq: number
}

export const nothingRead: ReadState = { marks: new Map(), unread: new Map(), line: null }

/** True iff the record at this place has been read. */
export function isRead({ marks, unread }: ReadState, { log, seq }: LogPlace): boolean {
  return seq <= (marks.get(log) ?? -1) && !hasSeq(unread.get(log) ?? [], seq)
}

/** True iff a record that stands here came too late to be read with what stands below it. */
export function isAboveLine({ line }: ReadState, place: Placed): boolean {
  return line !== null && compareRecords(place, line) < 0
}

export interface Reading {
  /** Log → highest seq that is read now. */
  readonly upTo: Seqs
  /** Of what lies between the marks and `upTo`: stays unread. */
  readonly except: ReadonlyMap<LogKey, SeqRange>
  /** Place of the newest text among what is read; undefined without one. */
  readonly newest: Placed | undefined
}

/** The state after reading; the same object when nothing changed. Never unreads anything. */
export function readUpTo(state: ReadState, { upTo, except, newest }: Reading): ReadState {
  const marks = new Map(state.marks)
  const unread = new Map(state.unread)
  let isNew = newest !== undefined && (state.line === null || compareRecords(state.line, newest) < 0)
  for (const [log, seq] of upTo) {
    if (seq <= (marks.get(log) ?? -1)) continue
    isNew = true
    marks.set(log, seq)
    const late = except.get(log)
    if (late !== undefined) unread.set(log, addRange(unread.get(log) ?? [], late))
  }
  return isNew ? { marks, unread, line: laterLine(state.line, newest) } : state
}

/** The state in which everything up to `upTo` is read, without exception; the same object when it was so. */
export function readEverything(state: ReadState, reading: Omit<Reading, 'except'>): ReadState {
  const read = readUpTo(state, { ...reading, except: new Map() })
  return read.unread.size === 0 ? read : { ...read, unread: new Map() }
}

/** The state in which these single records are read; the same object when they were. */
export function readPlaces(state: ReadState, places: readonly LogPlace[]): ReadState {
  const fresh = places.filter((place) => !isRead(state, place))
  if (fresh.length === 0) return state
  const marks = new Map(state.marks)
  const unread = new Map(state.unread)
  for (const { log, seq } of fresh) {
    const mark = marks.get(log) ?? -1
    const known = unread.get(log) ?? []
    const open = seq > mark + 1 ? addRange(known, { fromSeq: mark + 1, toSeq: seq - 1 }) : known
    const left = cutRange(open, { fromSeq: seq, toSeq: seq })
    marks.set(log, Math.max(mark, seq))
    if (left.length > 0) unread.set(log, left)
    else unread.delete(log)
  }
  return { ...state, marks, unread }
}

/**
 * The state in which `place`, and what stands below it, is unread. `before`: log → highest
 * seq that stands above it, −1 for none; a log that is not in it stays as it is.
 */
export function unreadFrom(state: ReadState, place: Placed, before: Seqs): ReadState {
  const marks = new Map<LogKey, number>()
  const unread = new Map<LogKey, SeqRanges>()
  for (const [log, mark] of state.marks) {
    const seq = Math.min(mark, before.get(log) ?? mark)
    if (seq < 0) continue
    marks.set(log, seq)
    const left = cutRange(state.unread.get(log) ?? [], { fromSeq: seq + 1, toSeq: mark })
    if (left.length > 0) unread.set(log, left)
  }
  return { marks, unread, line: isAboveLine(state, place) ? place : state.line }
}

function laterLine(line: Placed | null, newest: Placed | undefined): Placed | null {
  if (newest === undefined) return line
  return line !== null && compareRecords(line, newest) >= 0 ? line : newest
}
