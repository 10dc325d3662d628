/**
 * Hybrid time as one number (PROTOCOL.md §4): milliseconds since 1970 · 2^16 + counter. Pure arithmetic; the clock that
 * hands out new values is elsewhere.
 */

/** The hybrid time of a millisecond and a 16-bit counter. */
export function hlcOf(ms: number, counter: number): bigint {
  return BigInt(ms) * 65_536n + BigInt(counter)
}

/** Milliseconds since 1970 of a hybrid time. */
export function msOf(hlc: bigint): number {
  return Number(hlc >> 16n)
}
