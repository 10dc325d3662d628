/**
 * Notices that standard output could not take everything: a result that is cut off must not look like a whole one. A reader
 * that has gone (EPIPE), and a terminal that was closed, are no faults.
 */
import type { Writable } from 'node:stream'
import { HocketError } from '../errors.js'
import { errorCode } from '../lib/error-code.js'

export class OutputFault {
  readonly #isTerminal: boolean
  #error: unknown

  constructor(stdout: Writable & { readonly isTTY?: boolean | undefined }) {
    this.#isTerminal = stdout.isTTY === true
    stdout.on('error', (error) => {
      this.#error ??= error
    })
  }

  /** What went wrong with what was printed up to now. */
  async found(): Promise<HocketError | undefined> {
    await new Promise(setImmediate) // streams tell it a turn later
    const code = errorCode(this.#error) ?? 'unknown'
    if (this.#error === undefined || this.#isTerminal || code === 'EPIPE') return undefined
    return new HocketError(
      code === 'ENOSPC' || code === 'EDQUOT' ? 'DISK_FULL' : 'NOT_WRITABLE',
      `The output is not whole: it could not be written (${code}). What the command did besides is done; make room, or write elsewhere.`,
      { cause: this.#error },
    )
  }
}
