/**
 * The engine works behind the screens: where processors are short, as when a long history arrives, the process that a
 * person types into goes first. On a machine with idle processors it costs nothing.
 */
import { writeFileSync } from 'node:fs'
import { getPriority, setPriority } from 'node:os'

/** Niceness of an engine that a face has started. */
export const engineNiceness = 5

/** Lowers the priority of a process that leads a session of its own; one that is lower already stays as it is. */
export function giveWay(pid: number): void {
  try {
    if (getPriority(pid) >= engineNiceness) return
    setPriority(pid, engineNiceness)
    if (process.platform === 'linux') writeFileSync(`/proc/${pid}/autogroup`, String(engineNiceness))
  } catch {
    return // converted: it has ended, or this system has no groups of sessions; it works as it is
  }
}
