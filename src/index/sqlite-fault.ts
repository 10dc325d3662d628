/**
 * What went wrong inside SQLite, as an error for people. Errors of statements and schema, which are bugs of ours, stay
 * what they are.
 */
import { HocketError } from '../errors.js'
import { errorCode } from '../lib/error-code.js'

export type SqliteFault = 'damage' | 'disk' | 'access' | 'busy'

// The low byte of SQLite's result code (https://sqlite.org/rescode.html), where the package gives one. When it reads many
// rows at once it does not, so the fixed English texts of SQLite have to do.
const faults: readonly { fault: SqliteFault; codes: readonly number[]; texts: RegExp }[] = [
  { fault: 'damage', codes: [11, 26], texts: /malformed|not a database|corrupt/ },
  { fault: 'disk', codes: [10, 13], texts: /disk is full|disk I\/O error/ },
  {
    fault: 'access',
    codes: [3, 8, 14],
    texts: /readonly database|unable to open database|access permission denied/,
  },
  { fault: 'busy', codes: [5, 6], texts: /is locked/ },
]

/** The fault behind an error of the package, or behind a HocketError made of it; undefined for any other. */
export function faultOf(error: unknown): SqliteFault | undefined {
  if (error instanceof HocketError) return faultOf(error.cause)
  if (!(error instanceof Error) || errorCode(error) !== 'ERR_SQLITE_ERROR') return undefined
  const code = 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined
  const found = faults.find(({ codes, texts }) =>
    code === undefined ? texts.test(error.message) : codes.includes(code),
  )
  return found?.fault
}

/** True iff `error` says that the file is damaged or no database. */
export function isDamage(error: unknown): boolean {
  return faultOf(error) === 'damage'
}

/** The error to throw in place of one of the package. */
export function convert(cause: unknown, fault: SqliteFault | undefined): unknown {
  switch (fault) {
    case 'damage':
      return new HocketError(
        'INTERNAL',
        'The index is damaged. Start hocket again: it is built anew from the logs, nothing is lost.',
        { cause },
      )
    case 'disk':
      return new HocketError(
        'DISK_FULL',
        'The index could not be written: the disk is full or fails. Free some space; no message is lost.',
        { cause },
      )
    case 'access':
      return new HocketError(
        'NOT_WRITABLE',
        'The index cannot be opened for writing: check the permissions of the profile folder.',
        { cause },
      )
    case 'busy':
      return new HocketError(
        'PROFILE_LOCKED',
        'Another program is writing to the index: end it and try again.',
        { cause },
      )
    case undefined:
      return cause
  }
}
