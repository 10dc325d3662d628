/**
 * The total order of a room (PROTOCOL.md §7): hybrid time, then log key, as unsigned bytes. Pure.
 * Hybrid time grows strictly within a log, so no two records of a room compare equal (I1).
 */
import type { LogKey } from '../protocol/ids.js'

/** What the place of a record depends on. */
export interface Placed {
  readonly hlc: bigint
  readonly log: LogKey
}

/** Negative when `a` stands before `b`, positive when after, 0 for the same place. */
export function compareRecords(a: Placed, b: Placed): number {
  if (a.hlc !== b.hlc) return a.hlc < b.hlc ? -1 : 1
  if (a.log === b.log) return 0
  return a.log < b.log ? -1 : 1
}

/** 80 hex digits whose string order is the order of the records. */
export function orderKey({ hlc, log }: Placed): string {
  return hlc.toString(16).padStart(16, '0') + log
}
