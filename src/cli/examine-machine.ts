/** What `hocket doctor` can see without an engine: Node, the profile's directory, disk space, socket and terminal. Changes nothing. */
import { access, constants, stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { DoctorFinding } from '../api/doctor-finding.js'
import { isUtf8 } from '../lib/utf8-locale.js'
import { socketPath } from '../rpc/socket-path.js'
import { engineAnswers } from '../rpc/start-engine.js'
import type { Io } from './io.js'

const lowestNode = [20, 20] as const
const lowDiskBytes = 200 * 1024 * 1024

export async function examineMachine(profileDir: string, io: Io): Promise<readonly DoctorFinding[]> {
  return [
    examineNode(process.versions.node),
    await examineProfile(profileDir),
    await examineDisk(profileDir),
    await examineSocket(profileDir),
    examineTerminal(io),
  ]
}

/** `version` as Node writes it: `20.20.2`. */
export function examineNode(version: string): DoctorFinding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [lowestMajor, lowestMinor] = lowestNode
  const fits = major > lowestMajor || (major === lowestMajor && minor >= lowestMinor)
  return fits
    ? ok('node', version)
    : problem('node', `This is Node ${version}; hocket needs ${lowestNode.join('.')} or newer.`)
}

async function examineProfile(profileDir: string): Promise<DoctorFinding> {
  const found = await stat(profileDir).catch(() => undefined) // converted: a profile that is not there yet is a finding
  if (found === undefined)
    return ok('profile', `${profileDir} does not exist yet; the first command makes it.`)
  if (!found.isDirectory())
    return problem('profile', `${profileDir} is no directory. Choose another with --profile.`)
  const writable = await access(profileDir, constants.W_OK).then(
    () => true,
    () => false,
  )
  if (!writable)
    return problem('profile', `${profileDir} cannot be written. Check its permissions and its file system.`)
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
    return problem(
      'profile',
      `Others on this machine can look into ${profileDir}. Run: chmod -R go= "${profileDir}"`,
    )
  }
  return ok('profile', profileDir)
}

async function examineDisk(profileDir: string): Promise<DoctorFinding> {
  let folder = profileDir
  for (;;) {
    const disk = await statfs(folder).catch(() => undefined) // converted: not there, so its parent is looked at
    if (disk === undefined && folder !== dirname(folder)) {
      folder = dirname(folder)
      continue
    }
    const freeBytes = disk === undefined ? 0 : disk.bavail * disk.bsize
    const free = `${Math.floor(freeBytes / 1_048_576)} MiB are free.`
    return freeBytes >= lowDiskBytes
      ? ok('disk', free)
      : warning('disk', `Only ${free} Make room before history is fetched.`)
  }
}

async function examineSocket(profileDir: string): Promise<DoctorFinding> {
  const path = socketPath(profileDir)
  return ok(
    'socket',
    `${path}, ${(await engineAnswers(profileDir)) ? 'an engine listens' : 'no engine listened before this command'}.`,
  )
}

function examineTerminal({ stdin, stdout, env }: Io): DoctorFinding {
  if (stdin.isTTY !== true || stdout.isTTY !== true)
    return ok('terminal', 'None here: the screen needs one, the commands do not.')
  if (env.TERM === 'dumb')
    return warning('terminal', 'TERM is "dumb": the screen cannot be drawn. Use the commands.')
  if (process.platform !== 'win32' && !isUtf8(env)) {
    return warning(
      'terminal',
      'The locale is not UTF-8, so the screen draws plain characters. Set LANG, for example to C.UTF-8.',
    )
  }
  return ok('terminal', env.TERM ?? 'unknown')
}

function ok(subject: string, text: string): DoctorFinding {
  return { level: 'ok', subject, text }
}

function warning(subject: string, text: string): DoctorFinding {
  return { level: 'warning', subject, text }
}

function problem(subject: string, text: string): DoctorFinding {
  return { level: 'problem', subject, text }
}
