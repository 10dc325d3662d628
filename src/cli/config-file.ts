/**
 * The file of what a person chose about the screen. Replaced as a whole or not at all; where it is a link to a file elsewhere,
 * that file is replaced and the link stays. Never makes a file by being read.
 */
import { mkdir, realpath, stat } from 'node:fs/promises'
import { devNull } from 'node:os'
import { dirname } from 'node:path'
import { HocketError } from '../errors.js'
import { errorCode } from '../lib/error-code.js'
import { readIfThere } from '../lib/read-if-there.js'
import { replaceFile } from '../lib/replace-file.js'

const longestBytes = 1 << 20

export class ConfigFile {
  /** Absolute. */
  readonly path: string

  constructor(path: string) {
    this.path = path
  }

  /** Its text; empty when there is none. Throws NOT_WRITABLE when it cannot be read. */
  async read(): Promise<string> {
    return (await this.readIfAny()) ?? ''
  }

  /** Its text; undefined when there is none. */
  async readIfAny(): Promise<string | undefined> {
    try {
      await this.#refuseOthers()
      const bytes = await readIfThere(this.path)
      if (bytes === undefined) return undefined
      if (bytes.length > longestBytes) throw new Error('it is too long')
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } catch (error) {
      throw fault(`${this.path} cannot be read`, error)
    }
  }

  /** Reading what is no file (a pipe, a terminal) may never end. */
  async #refuseOthers(): Promise<void> {
    const found = await stat(this.path).catch(() => undefined) // what is wrong is said by the reading
    if (found?.isFile() === false && this.path !== devNull) throw new Error('it is not a file')
  }

  /** Throws NOT_WRITABLE and leaves the old text when the new one cannot be written. */
  async write(text: string): Promise<void> {
    try {
      await mkdir(dirname(this.path), { recursive: true, mode: 0o700 })
      const target = await realpath(this.path).catch(() => this.path) // there is none yet
      await replaceFile(target, text, { pid: process.pid })
    } catch (error) {
      throw fault(`${this.path} cannot be written`, error)
    }
  }
}

function fault(what: string, error: unknown): HocketError {
  const why = errorCode(error) ?? (error instanceof Error ? error.message : String(error))
  return new HocketError('NOT_WRITABLE', `${what} (${why}).`, { cause: error })
}
