/**
 * The end of a process whose terminal was closed. Node.js gives every terminal its modes back when it exits, and aborts
 * with a core dump where that fails; so the process ends by the signal that a closed terminal sends. For the very end:
 * nothing runs after it.
 */
import { isatty } from 'node:tty'

/** A stream of the process. */
interface Stream extends NodeJS.EventEmitter {
  readonly isTTY?: boolean | undefined
  readonly fd?: number
}

/** Ends the process when one of `streams` was a terminal and is none any more. */
export function dieOfHangUp(streams: readonly Stream[]): void {
  const isGone = ({ isTTY, fd }: Stream) => isTTY === true && fd !== undefined && !isatty(fd)
  if (!streams.some(isGone)) return
  process.removeAllListeners('SIGHUP')
  process.kill(process.pid, 'SIGHUP')
}
