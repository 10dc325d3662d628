/**
 * The hybrid clock of a room (PROTOCOL.md §7). Pure: the time of the machine is a parameter (I7).
 * A record dated too far ahead is held: not shown, and never taken into our own clock.
 */
import { hlcOf, msOf } from '../protocol/hlc.js'
import { limits } from '../protocol/limits.js'

const lastCounter = 0xffff

export interface ClockReadings {
  readonly nowMs: number
  /** Highest hybrid time applied that is not held; 0 without any. */
  readonly clampedHlc: bigint
  /** Of our own last record in this room; 0 without any. */
  readonly ownPreviousHlc: bigint
  /** When the room was created, by its genesis. */
  readonly createdMs: number
}

/** The hybrid time of the next record that we write. */
export function nextHlc({ nowMs, clampedHlc, ownPreviousHlc, createdMs }: ClockReadings): bigint {
  const earliestMs = Math.max(nowMs, createdMs - limits.createdSlackMs)
  return [clampedHlc + 1n, ownPreviousHlc + 1n].reduce(later, hlcOf(earliestMs, 0))
}

/** The highest hybrid time that is shown at `nowMs`; everything above it is held. */
export function heldLimit(nowMs: number): bigint {
  return hlcOf(nowMs + limits.futureMs, lastCounter)
}

/** When a held record is shown, in milliseconds since 1970. */
export function dueMs(hlc: bigint): number {
  return msOf(hlc) - limits.futureMs
}

/** True iff our own log was written with a clock so wrong that it must be left for a new one. */
export function mustRollOver(ownLastHlc: bigint, nowMs: number): boolean {
  return ownLastHlc > heldLimit(nowMs)
}

function later(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}
