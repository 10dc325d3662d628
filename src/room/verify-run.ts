/**
 * Verifies a run of blocks of one log and notes the head hash at every checkpoint on the way. Pure; the same code runs in
 * the worker (bulk history) and in place (a few live messages).
 */
import { type ChainRoom, type ChainState, verifyBlocks } from '../protocol/chain.js'
import type { VerifiedRecord } from '../protocol/entry.js'
import type { LogKey } from '../protocol/ids.js'

/** Head hashes are kept at multiples of this many blocks, so that an older one costs at most as many reads. */
export const checkpointBlocks = 64

export interface VerifyJob {
  readonly room: ChainRoom
  readonly log: LogKey
  readonly state: ChainState
  readonly blocks: readonly Uint8Array[]
}

export interface VerifiedRun {
  readonly state: ChainState
  readonly records: readonly VerifiedRecord[]
  readonly checkpoints: readonly { readonly length: number; readonly head: Uint8Array }[]
}

export function verifyRun({ room, log, state, blocks }: VerifyJob): VerifiedRun {
  const records: VerifiedRecord[] = []
  const checkpoints: { length: number; head: Uint8Array }[] = []
  let next = state
  for (let at = 0; at < blocks.length; ) {
    const end = at + checkpointBlocks - (next.nextSeq % checkpointBlocks)
    const run = verifyBlocks(room, log, next, blocks.slice(at, end))
    next = run.state
    at = end
    for (const record of run.records) records.push(record)
    if (next.nextSeq % checkpointBlocks === 0) checkpoints.push({ length: next.nextSeq, head: next.head })
  }
  return { state: next, records, checkpoints }
}
