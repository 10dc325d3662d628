/**
 * Sends console.* of this process to a file: the libraries print there, and an engine never touches a terminal (I3).
 * The file is bounded: at its limit it is renamed and started again. Failures to write it are dropped on purpose:
 * a log that cannot be written must not end an engine, and there is nowhere else to say so.
 */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { format } from 'node:util'
import type { Clock } from '../lib/clock.js'

const maxLogBytes = 1_048_576
const levels = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const

export function logPath(profileDir: string): string {
  return join(profileDir, 'engine.log')
}

/** Redirects until the returned function is called. */
export function redirectConsole(path: string, clock: Clock): () => void {
  const originals = levels.map((level) => [level, console[level]] as const)
  for (const level of levels) {
    console[level] = (...values: unknown[]) => append(path, `${stamp(clock)} ${level} ${format(...values)}\n`)
  }
  return () => {
    for (const [level, original] of originals) console[level] = original
  }
}

/** Makes room before a process is started that writes to the file directly. */
export function rotateLog(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const sizeBytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (sizeBytes > maxLogBytes) renameSync(path, `${path}.old`)
}

function append(path: string, line: string): void {
  try {
    rotateLog(path)
    appendFileSync(path, line, { mode: 0o600 })
  } catch {
    return // dropped, see above
  }
}

function stamp(clock: Clock): string {
  return new Date(clock.now()).toISOString()
}
