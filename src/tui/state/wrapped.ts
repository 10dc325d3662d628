/** A place in a list that has no end: behind the last comes the first, and before the first the last. Pure. */
export function wrapped(place: number, count: number): number {
  return count === 0 ? 0 : ((place % count) + count) % count
}
