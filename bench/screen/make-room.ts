/** A profile with a large room, written by the real writer in a process of its own. */
import { join } from 'node:path'
import type { LargeRoom } from '../../test/scenarios/large-room.js'
import { RunProcess } from '../catch-up/child-process.js'
import { compileTree } from '../catch-up/compile.js'

const makeMs = 600_000
let tree: string | undefined

export async function makeRoom(
  root: string,
  room: { readonly dir: string; readonly messages: number; readonly writers: number },
): Promise<LargeRoom> {
  tree ??= compileTree(root)
  const maker = new RunProcess(join(tree, 'bench', 'catch-up', 'child.js'), { role: 'make', ...room })
  try {
    return (await maker.answer('made', makeMs)).room
  } finally {
    await maker.close()
  }
}
