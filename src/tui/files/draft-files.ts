/**
 * The unsent texts of a profile, a small file a room, replaced whole or removed: several screens may write at the same time,
 * and none undoes what another wrote of another room. A damaged file is put aside under a name of its own, never
 * overwritten, and hinders no other.
 */
import { access, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '../../lib/error-code.js'
import { readIfThere } from '../../lib/read-if-there.js'
import { replaceFile, syncFolder } from '../../lib/replace-file.js'
import { formatDraft, type KeptDraft, parseDraft } from './kept-draft.js'
import { roomFileName } from './room-file-name.js'

/** What was found: the texts by room, the new names of damaged files, and what else could not be read. */
export interface FoundDrafts {
  readonly drafts: ReadonlyMap<string, KeptDraft>
  readonly damaged: readonly string[]
  readonly faults: readonly unknown[]
}

const mostDamaged = 100

export class DraftFiles {
  readonly #dir: string
  readonly #pid: number | undefined

  /** `pid`: of this process, where others may write too. */
  constructor(dir: string, pid?: number) {
    this.#dir = dir
    this.#pid = pid
  }

  async read(): Promise<FoundDrafts> {
    const drafts = new Map<string, KeptDraft>()
    const damaged: string[] = []
    const faults: unknown[] = []
    for (const name of await this.#names()) {
      const path = join(this.#dir, name)
      try {
        const bytes = await readIfThere(path)
        const read = bytes === undefined ? undefined : parseDraft(bytes.toString('utf8'))
        if (read !== undefined) drafts.set(read.room, read.draft)
        else if (bytes !== undefined) damaged.push(await putAside(path))
      } catch (error) {
        faults.push(error)
      }
    }
    return { drafts, damaged, faults }
  }

  /** Keeps the text of a room; null takes it away. On disk when it resolves. */
  async write(room: string, draft: KeptDraft | null): Promise<void> {
    const path = join(this.#dir, roomFileName('draft', room, 'json'))
    if (draft === null) return await remove(path, this.#dir)
    await mkdir(this.#dir, { recursive: true, mode: 0o700 })
    await replaceFile(path, formatDraft(room, draft), { pid: this.#pid })
  }

  async #names(): Promise<readonly string[]> {
    try {
      return (await readdir(this.#dir)).filter((name) => /^draft-\w+\.json$/.test(name))
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return [] // nothing was kept yet
      throw error
    }
  }
}

/** Works on a full disk too: what was sent does not come back as a draft. */
async function remove(path: string, dir: string): Promise<void> {
  try {
    await rm(path)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return
    throw error
  }
  await syncFolder(dir)
}

async function putAside(path: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const aside = `${path}.damaged${number === 1 ? '' : `-${number}`}`
    const isFree = await access(aside).then(
      () => false,
      () => true,
    )
    if (!isFree && number < mostDamaged) continue
    await rename(path, aside)
    return aside
  }
}
