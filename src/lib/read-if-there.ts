/** The bytes of a file; undefined when there is none: the caller decides what absence means. */
import { readFile } from 'node:fs/promises'
import { errorCode } from './error-code.js'

export async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}
