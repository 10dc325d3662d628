/** What remains to be said when the screen itself failed: what happened, what is kept, and where, on standard error. */
import { isHocketError } from '../errors.js'
import { safe, sanitize, sanitizeLine } from '../text/sanitize.js'
import type { Io } from './io.js'

/** The exit code of a crash. Errors that are no crash have their own words, and are thrown on. `logFile` has more of it. */
export function tellCrash(
  error: unknown,
  { stderr, logFile }: Pick<Io, 'stderr'> & { readonly logFile?: string | undefined },
): number {
  if (isHocketError(error)) throw error
  const stack = sanitize(error instanceof Error ? (error.stack ?? error.message) : String(error))
  const kept = safe`The screen has failed; this is a mistake in hocket. Your messages are kept, and the engine is not concerned.`
  const more =
    logFile === undefined
      ? ''
      : safe`This, and what was printed before it, is in ${sanitizeLine(logFile, 1_000)}.\n`
  stderr.write(`hocket: ${kept}\n${stack}\n${more}`)
  return 1
}
