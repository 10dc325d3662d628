/**
 * The room that was looked at last, as a small file of the profile. Where one was is a comfort: a file that is damaged, or that
 * cannot be read, is the same as none.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { RoomHandle } from '../../api/views.js'
import { readIfThere } from '../../lib/read-if-there.js'
import { replaceFile } from '../../lib/replace-file.js'

const longestHandle = 256

export class LastRoomFile {
  readonly #dir: string
  readonly #path: string
  readonly #pid: number | undefined

  /** `pid`: of this process, where others may write too. */
  constructor(dir: string, pid?: number) {
    this.#dir = dir
    this.#pid = pid
    this.#path = join(dir, 'last-room')
  }

  async read(): Promise<RoomHandle | undefined> {
    const bytes = await readIfThere(this.#path).catch(() => undefined)
    const text = bytes?.toString('utf8').trim() ?? ''
    return text === '' || text.length > longestHandle ? undefined : text
  }

  async write(handle: RoomHandle): Promise<void> {
    await mkdir(this.#dir, { recursive: true, mode: 0o700 })
    await replaceFile(this.#path, `${handle}\n`, { pid: this.#pid })
  }
}
