/**
 * Heads: what a peer holds of each log, in a form that two peers can compare (PROTOCOL.md §3, §9.2). Computed from stored
 * blocks, readable or not; needs no key.
 */
import b4a from 'b4a'
import { hash } from './hash.js'
import { idBytes, type LogKey } from './ids.js'
import { Writer } from './writer.js'

/** Contiguous stored blocks of a log and the hash over them. */
export interface HeadEntry {
  readonly log: LogKey
  readonly length: number
  readonly head: Uint8Array
}

const bucketBytes = 8
const bucketCount = 256

/** head(0). */
export function headStart(log: LogKey): Uint8Array {
  return hash('HEAD', idBytes(log))
}

/** head(k+1) of head(k) and block k. */
export function headNext(head: Uint8Array, block: Uint8Array): Uint8Array {
  return hash('HEAD', head, hash('BLOCK', block))
}

/** One hash over all logs; equal digests mean equal sets. Entries may come in any order. */
export function digestOf(entries: readonly HeadEntry[]): Uint8Array {
  return hash('HEADS', b4a.concat(sortByLog(entries).map(encodeHeadEntry)))
}

/** 256 hashes of 8 bytes, one for each first byte of a log key; zeros for none. Entries may come in any order. */
export function bucketsOf(entries: readonly HeadEntry[]): Uint8Array {
  const buckets = new Uint8Array(bucketCount * bucketBytes)
  for (const [bucket, members] of groupByBucket(entries)) {
    const digest = hash('BUCKET', new Uint8Array([bucket]), b4a.concat(members.map(encodeHeadEntry)))
    buckets.set(digest.subarray(0, bucketBytes), bucket * bucketBytes)
  }
  return buckets
}

/** The numbers of the buckets in which two sets of 256 differ, ascending. */
export function differingBuckets(a: Uint8Array, b: Uint8Array): number[] {
  return Array.from({ length: bucketCount }, (_, bucket) => bucket).filter((bucket) => {
    const start = bucket * bucketBytes
    return !b4a.equals(a.subarray(start, start + bucketBytes), b.subarray(start, start + bucketBytes))
  })
}

/** The bucket of a log: the first byte of its key. */
export function bucketOf(log: LogKey): number {
  return Number.parseInt(log.slice(0, 2), 16)
}

/** logKey ‖ u32 length ‖ head: 68 bytes. */
export function encodeHeadEntry({ log, length, head }: HeadEntry): Uint8Array {
  return new Writer().raw(idBytes(log)).u32(length).bytes(head, 32).finish()
}

/** A copy, ascending by log key. */
export function sortByLog<T extends { readonly log: LogKey }>(entries: readonly T[]): T[] {
  return entries.toSorted((a, b) => (a.log < b.log ? -1 : 1))
}

function groupByBucket(entries: readonly HeadEntry[]): Map<number, HeadEntry[]> {
  const groups = new Map<number, HeadEntry[]>()
  for (const entry of sortByLog(entries)) {
    const bucket = bucketOf(entry.log)
    const group = groups.get(bucket)
    if (group === undefined) groups.set(bucket, [entry])
    else group.push(entry)
  }
  return groups
}
