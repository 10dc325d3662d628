/**
 * Writes files so that after a power cut there is the old content or the new, never a mixture, and never neither (I9):
 * temporary file, fsync, rename, fsync of the folder. Files are for their owner alone (0600).
 */
import { type FileHandle, link, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errorCode } from './error-code.js'

/**
 * Replaces `path` by `content`; with `keepAs`, the previous file stays under that name. Who may write at the same time as
 * another process gives its `pid`, for a temporary file of its own. What could not be written leaves nothing behind.
 */
export async function replaceFile(
  path: string,
  content: Uint8Array | string,
  { keepAs, pid }: { readonly keepAs?: string; readonly pid?: number | undefined } = {},
): Promise<void> {
  const temporary = pid === undefined ? `${path}.new` : `${path}.${pid}.new`
  await rm(temporary, { force: true })
  try {
    await writeDurably(temporary, content)
    if (keepAs !== undefined) await keepPrevious(path, keepAs)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined) // the first failure is the one to tell
    throw error
  }
  await syncFolder(dirname(path))
}

async function writeDurably(path: string, content: Uint8Array | string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function keepPrevious(path: string, keepAs: string): Promise<void> {
  try {
    await rm(keepAs, { force: true })
    await link(path, keepAs)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error // there is no previous file yet
  }
}

/** Makes renames and new names inside `dir` durable. */
export async function syncFolder(dir: string): Promise<void> {
  let folder: FileHandle
  try {
    folder = await open(dir, 'r')
  } catch (error) {
    if (errorCode(error) === 'EISDIR' || errorCode(error) === 'EPERM') return // Windows: folders cannot be opened
    throw error
  }
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
