/** Open indexes for tests, closed when the test ends. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { IndexStore } from '../../src/index/index-store.js'
import type { VerifiedRecord } from '../../src/protocol/entry.js'
import type { RoomId } from '../../src/protocol/ids.js'
import { room, stateAfter } from '../timeline/records.js'

/** An open index, in memory unless a path is given. */
export async function openIndex(t: Test, path = ':memory:'): Promise<IndexStore> {
  const index = new IndexStore({ path })
  await index.ready()
  t.teardown(() => index.close())
  return index
}

/** A path for an index in a folder that is removed when the test ends. */
export function indexPath(t: Test): string {
  const dir = mkdtempSync(join(tmpdir(), 'hocket-index-'))
  t.teardown(() => rmSync(dir, { recursive: true, force: true }))
  return join(dir, 'index.db')
}

/** Commits records of one log as they would arrive. */
export function commit(
  index: IndexStore,
  records: readonly VerifiedRecord[],
  { to = room, arrivedMs = 5 }: { to?: RoomId; arrivedMs?: number } = {},
): void {
  const [first] = records
  if (first === undefined) return
  index.commit(to, { log: first.log, state: stateAfter(records), records, heads: [], arrivedMs })
}
