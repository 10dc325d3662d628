/**
 * The unsent texts of all rooms in one small file of the profile, replaced whole. Several screens may share it: each writes
 * only the rooms in which something was typed in it. A damaged file is put aside under another name, never overwritten.
 */
import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { readIfThere } from '../../lib/read-if-there.js'
import { replaceFile } from '../../lib/replace-file.js'
import { formatDrafts, type KeptDraft, parseDrafts } from './kept-draft.js'

export class DraftFile {
  readonly #dir: string
  readonly #path: string
  readonly #pid: number | undefined

  /** `pid`: of this process, where others may write too. */
  constructor(dir: string, pid?: number) {
    this.#dir = dir
    this.#pid = pid
    this.#path = join(dir, 'drafts.json')
  }

  async read(): Promise<ReadonlyMap<string, KeptDraft>> {
    const bytes = await readIfThere(this.#path)
    if (bytes === undefined) return new Map()
    const drafts = parseDrafts(bytes.toString('utf8'))
    if (drafts !== undefined) return drafts
    await rename(this.#path, `${this.#path}.damaged`)
    return new Map()
  }

  /** Puts these texts for those of the same rooms; null takes one away. On disk when it resolves. */
  async write(changed: ReadonlyMap<string, KeptDraft | null>): Promise<void> {
    await mkdir(this.#dir, { recursive: true, mode: 0o700 })
    const drafts = new Map(await this.read())
    for (const [handle, draft] of changed) {
      if (draft === null) drafts.delete(handle)
      else drafts.set(handle, draft)
    }
    await replaceFile(this.#path, formatDrafts(drafts), { pid: this.#pid })
  }
}
