/**
 * Whether our own clock seems slow: when at least three other people are ahead of it by about the same amount, it is more
 * likely that we are wrong than that they all are (PROTOCOL.md §7). Pure. Used only to decide what is held, never to order.
 */
import { limits } from '../protocol/limits.js'

const fewest = 3

/** Milliseconds by which our clock seems slow, 0 when it seems right. `newestMs`: newest time of each other identity. */
export function clockLead(newestMs: readonly number[], nowMs: number): number {
  const leads = newestMs
    .map((ms) => ms - nowMs)
    .filter((lead) => lead > limits.futureMs)
    .toSorted((a, b) => a - b)
  const median = leads[Math.floor(leads.length / 2)]
  if (median === undefined) return 0
  const alike = leads.filter((lead) => Math.abs(lead - median) <= limits.futureMs)
  return alike.length >= fewest ? median : 0
}
