/** Turns the errors of the store underneath into faults that a user can act on. The store has no codes: its messages are matched. */
import { HocketError } from '../errors.js'
import { fileFault } from '../identity/file-fault.js'

const faults = [
  [/could not be locked/i, 'PROFILE_LOCKED', 'Another hocket is running on this profile.'],
  [
    /invalid device file/i,
    'PROFILE_COPIED',
    'The message store was copied or moved from elsewhere. Writing to a copy would fork your logs: use the original, or restore your words to make this a new device.',
  ],
  [
    /no space left|disk quota/i,
    'DISK_FULL',
    'The disk is full. Nothing that was sent is lost: free some space and try again.',
  ],
  [
    /read-only file system|permission denied/i,
    'NOT_WRITABLE',
    'The message store cannot be written: check its permissions and its disk.',
  ],
  // What RocksDB says of a write that failed; in practice the disk is full (measured), and a reopened store can write again.
  [
    /batch was not applied/i,
    'DISK_FULL',
    'The message store could not be written, probably because the disk is full. Free some space and try again.',
  ],
] as const

/** A HocketError for a known failure of the store; any other error as it is. */
export function logFault(error: unknown, what: string): unknown {
  if (error instanceof HocketError) return error
  const text = messages(error)
  const fault = faults.find(([pattern]) => pattern.test(text))
  return fault === undefined ? fileFault(error, what) : new HocketError(fault[1], fault[2], { cause: error })
}

function messages(error: unknown): string {
  if (error instanceof AggregateError) return [error.message, ...error.errors.map(messages)].join('\n')
  if (!(error instanceof Error)) return ''
  return error.cause === undefined ? error.message : `${error.message}\n${messages(error.cause)}`
}
