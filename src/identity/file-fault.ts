/** Turns errors of the operating system about files into faults that a user can act on. */
import { HocketError } from '../errors.js'
import { errorCode } from '../lib/error-code.js'

/** A HocketError for a full disk or a file that may not be written; any other error as it is. `what` names the file or folder. */
export function fileFault(error: unknown, what: string): unknown {
  const code = errorCode(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new HocketError(
      'DISK_FULL',
      `The disk is full: ${what} could not be written, and nothing was changed.`,
      { cause: error },
    )
  }
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
    return new HocketError(
      'NOT_WRITABLE',
      `${what} cannot be used: check the permissions and that the disk is writable.`,
      {
        cause: error,
      },
    )
  }
  return error
}
