/** What remains to be said when the screen itself failed: what happened, what is kept, and where, on standard error. */
import { isHocketError } from '../errors.js'
import { safe, sanitize } from '../text/sanitize.js'
import type { Io } from './io.js'

/** The exit code of a crash. Errors that are no crash have their own words, and are thrown on. */
export function tellCrash(error: unknown, { stderr }: Pick<Io, 'stderr'>): number {
  if (isHocketError(error)) throw error
  const stack = sanitize(error instanceof Error ? (error.stack ?? error.message) : String(error))
  const kept = safe`The screen has failed; this is a mistake in hocket. Your messages are kept, and the engine is not concerned.`
  stderr.write(`hocket: ${kept}\n${stack}\n`)
  return 1
}
