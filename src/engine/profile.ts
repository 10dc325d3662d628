/**
 * The profile's folder: its layout, its version, and the lock that only one engine can hold. The lock belongs to the
 * kernel, so a crash frees it. Never deletes anything.
 */
import { mkdir, open, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import locks from 'fs-native-extensions'
import { HocketError } from '../errors.js'
import { fileFault } from '../identity/file-fault.js'
import { errorCode } from '../lib/error-code.js'
import { readIfThere } from '../lib/read-if-there.js'
import { Resource } from '../lib/resource.js'

/** Version of the folder's layout. */
const profileVersion = 1

export class Profile extends Resource {
  readonly dir: string
  readonly #pid: number

  constructor({ dir, pid }: { readonly dir: string; readonly pid: number }) {
    super()
    this.dir = dir
    this.#pid = pid
  }

  get indexPath(): string {
    return join(this.dir, 'index.db')
  }

  get logsDir(): string {
    return join(this.dir, 'logs')
  }

  /** Own words that count as mentions. */
  get mentionWordsPath(): string {
    return join(this.dir, 'mention-words')
  }

  /** Cards, read marks and drafts of one room. */
  roomDir(handle: string): string {
    return join(this.dir, 'rooms', handle)
  }

  protected override async open(): Promise<void> {
    try {
      await mkdir(this.dir, { recursive: true, mode: 0o700 })
      const file = await open(join(this.dir, 'LOCK'), 'a+', 0o600)
      this.own(() => file.close())
      if (!locks.tryLock(file.fd)) throw await this.#locked()
      await file.truncate(0)
      await file.writeFile(`${this.#pid}\n`)
      await this.#checkVersion()
    } catch (error) {
      throw isNoFolder(error) ? notAFolder(this.dir, error) : fileFault(error, this.dir)
    }
  }

  async #locked(): Promise<HocketError> {
    const pid = (await readFile(join(this.dir, 'LOCK'), 'utf8').catch(() => '')).trim() // the message does without it
    const who = /^\d+$/.test(pid) ? `process ${pid}` : 'another process'
    return new HocketError(
      'PROFILE_LOCKED',
      `An engine runs on this profile already (${who}). Nothing was changed. Use it, or end it with "hocket stop".`,
    )
  }

  async #checkVersion(): Promise<void> {
    const path = join(this.dir, 'VERSION')
    const text = (await readIfThere(path))?.toString('utf8') // none in a new profile
    if (text === undefined) return writeFile(path, `${profileVersion}\n`, { mode: 0o600, flag: 'wx' })
    const version = Number(text.trim())
    if (!Number.isSafeInteger(version) || version < 1) {
      throw new HocketError(
        'PROFILE_DAMAGED',
        `${path} does not hold a version. Nothing was changed; restore it with the number ${profileVersion}.`,
      )
    }
    if (version > profileVersion) {
      throw new HocketError(
        'PROFILE_NEWER',
        `This profile was written by a newer hocket (layout ${version}, this one knows ${profileVersion}). Nothing was changed. Update hocket.`,
      )
    }
  }
}

/** The profile's path, or a part of it, is a file. */
function isNoFolder(error: unknown): boolean {
  return ['EEXIST', 'ENOTDIR'].includes(errorCode(error) ?? '')
}

function notAFolder(dir: string, cause: unknown): HocketError {
  return new HocketError(
    'NOT_WRITABLE',
    `${dir} cannot be the folder of a profile: a file is in the way. Nothing was changed; choose another place.`,
    { cause },
  )
}
