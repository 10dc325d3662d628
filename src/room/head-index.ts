/** The head hash of a log at any stored length: from the nearest checkpoint of the index, and the blocks after it. */
import type { IndexStore } from '../index/index-store.js'
import type { Log } from '../log/log.js'
import { headNext, headStart } from '../protocol/heads.js'
import type { LogKey, RoomId } from '../protocol/ids.js'
import type { Roster } from './roster.js'

export interface HeadIndexOptions {
  readonly roomId: RoomId
  readonly index: IndexStore
  readonly roster: Roster
  readonly openLog: (log: LogKey) => Promise<Log>
}

/** head(length), or undefined when fewer blocks are indexed. Costs at most as many reads as checkpoints are apart. */
export async function headAt(
  log: LogKey,
  length: number,
  options: HeadIndexOptions,
): Promise<Uint8Array | undefined> {
  const state = options.roster.get(log)?.state
  if (state === undefined || length > state.nextSeq) return undefined
  if (length === state.nextSeq) return state.head
  if (length === 0) return headStart(log)
  const start = options.index.headAt(options.roomId, log, length) ?? { length: 0, head: headStart(log) }
  const blocks = await (await options.openLog(log)).read(start.length, length)
  return blocks.length === length - start.length ? blocks.reduce(headNext, start.head) : undefined
}
