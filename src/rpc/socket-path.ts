/**
 * Where the local socket of a profile is, and who may use it: a Unix socket 0600 in a directory 0700 of the same user,
 * inside the profile when its path is short enough for a socket address, else below the runtime or temp directory.
 * On Windows a named pipe whose name is a hash of the profile's path.
 */
import { createHash } from 'node:crypto'
import { chmod, lstat, mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { HocketError } from '../errors.js'

/** The smallest sun_path of the supported systems is 104 bytes with its final zero; some room is left. */
const maxPathBytes = 100

export type Environment = Readonly<Record<string, string | undefined>>

/** The same for every process of this user that names the same profile. */
export function socketPath(profileDir: string, env: Environment = process.env): string {
  const profile = resolve(profileDir)
  const name = `hocket-${createHash('sha256').update(profile).digest('hex').slice(0, 24)}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
  const inside = join(profile, 'run', 'engine.sock')
  if (Buffer.byteLength(inside) <= maxPathBytes) return inside
  return join(env.XDG_RUNTIME_DIR || tmpdir(), name, 'engine.sock')
}

/** Makes the directory of the socket and removes a socket that a dead engine left. Only for the holder of the lock. */
export async function prepareSocket(path: string): Promise<void> {
  if (isPipe(path)) return
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await checkOwner(dirname(path))
  await chmod(dirname(path), 0o700)
  await rm(path, { force: true })
}

/** Takes the socket away from everybody else. */
export async function protectSocket(path: string): Promise<void> {
  if (!isPipe(path)) await chmod(path, 0o600)
}

/** Throws unless directory and socket belong to this user: whoever owns them hears everything. */
export async function checkSocket(path: string): Promise<void> {
  if (isPipe(path)) return
  await checkOwner(dirname(path))
  await checkOwner(path)
}

function isPipe(path: string): boolean {
  return path.startsWith('\\\\.\\pipe\\')
}

async function checkOwner(path: string): Promise<void> {
  const found = await lstat(path)
  if (found.isSymbolicLink() || found.uid !== process.getuid?.()) {
    throw new HocketError(
      'NOT_WRITABLE',
      `${path} does not belong to you, so hocket does not use it. Remove it, or choose another profile.`,
    )
  }
}
