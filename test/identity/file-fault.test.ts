import t from 'tap'
import { HocketError } from '../../src/errors.js'
import { fileFault } from '../../src/identity/file-fault.js'
import { errorCode } from '../../src/lib/error-code.js'
import { logFault } from '../../src/log/log-fault.js'

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: it did not work`), { code })
}

t.test('errors about files become faults that a user can act on; others stay as they are', (t) => {
  for (const code of ['ENOSPC', 'EDQUOT'])
    t.match(fileFault(systemError(code), 'vault.bin'), { code: 'DISK_FULL', message: /vault\.bin/ })
  for (const code of ['EROFS', 'EACCES', 'EPERM'])
    t.match(fileFault(systemError(code), 'vault.bin'), { code: 'NOT_WRITABLE' })
  const other = systemError('EIO')
  t.equal(fileFault(other, 'x'), other)
  t.equal(errorCode('text'), undefined)
  t.equal(errorCode(new Error('no code')), undefined)
  t.equal(errorCode(Object.assign(new Error(), { code: 5 })), undefined)
  t.end()
})

t.test('what the store says is understood through causes and aggregates', (t) => {
  const cause = new Error('IO error: No space left on device: While appending to file: 000004.log')
  t.match(logFault(new Error('Batch was not applied', { cause }), 'x'), { code: 'DISK_FULL' })
  t.match(logFault(new AggregateError([cause], 'Batch was not applied'), 'x'), { code: 'DISK_FULL' })
  t.match(logFault(new Error('Batch was not applied', { cause: 'unknown' }), 'x'), { code: 'DISK_FULL' })
  t.match(logFault(new Error('IO error: Read-only file system'), 'x'), { code: 'NOT_WRITABLE' })
  t.match(logFault(new Error('File descriptor could not be locked'), 'x'), { code: 'PROFILE_LOCKED' })
  t.match(logFault(new Error('Invalid device file, was moved unsafely'), 'x'), { code: 'PROFILE_COPIED' })
  t.match(logFault(systemError('EACCES'), 'the store'), { code: 'NOT_WRITABLE', message: /the store/ })
  const known = new HocketError('TIMEOUT', 'Too late.')
  t.equal(logFault(known, 'x'), known)
  t.equal(logFault('text', 'x'), 'text')
  t.end()
})
