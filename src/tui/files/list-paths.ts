/** The files and folders whose path begins with what was typed. Folders end with a slash. Never follows what it lists. */
import { readdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, resolve } from 'node:path'

const mostPaths = 200

/** Paths as they would be typed, folders first; none when the folder cannot be read. */
export async function listPaths(typed: string, workDir: string): Promise<readonly string[]> {
  const isInside = typed === '' || /[\\/]$/.test(typed)
  const folder = isInside ? typed : typed.slice(0, typed.length - basename(typed).length)
  const beginning = isInside ? '' : basename(typed)
  const dir = resolve(workDir, expandHome(isInside ? folder || '.' : dirname(typed) || '.'))
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => []) // nothing to offer where one may not look
  return entries
    .filter(({ name }) => name.startsWith(beginning) && (beginning.startsWith('.') || !name.startsWith('.')))
    .filter(({ name }) => !/[\p{Cc}]/u.test(name)) // cannot be typed either
    .sort(
      (one, other) =>
        Number(other.isDirectory()) - Number(one.isDirectory()) || compare(one.name, other.name),
    )
    .slice(0, mostPaths)
    .map((entry) => `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`)
}

/** A path with `~` at its start as one that the system knows. */
export function expandHome(path: string): string {
  return path === '~' || path.startsWith('~/') ? `${homedir()}${path.slice(1)}` : path
}

function compare(one: string, other: string): number {
  return one < other ? -1 : 1
}
