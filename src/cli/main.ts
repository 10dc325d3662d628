/**
 * The command line: argv in, exit code out. Every error ends here as a sentence on standard error, with --json also as an
 * object on standard output, and as an exit code; never as a stack trace.
 */
import { CommanderError } from 'commander'
import { HocketError } from '../errors.js'
import { systemClock } from '../lib/clock.js'
import { escapeJson } from '../text/escape-json.js'
import { sanitize } from '../text/sanitize.js'
import type { CommandSpec } from './command.js'
import { Context } from './context.js'
import { dieOfHangUp } from './die-of-hang-up.js'
import { exitCodeOf, interruptedExit } from './exit-codes.js'
import { readGlobals } from './globals.js'
import type { Io } from './io.js'
import type { Options } from './options.js'
import { OutputFault } from './output-fault.js'
import { buildProgram } from './program.js'

/** The whole life of a process: runs its command line, and ends it by itself only where its terminal was closed. */
export async function run(argv: readonly string[], io: Io): Promise<void> {
  process.exitCode = await main(argv, io)
  dieOfHangUp([io.stdin, io.stdout, io.stderr])
}

/** Runs one command line (without node and the program). Resolves with the exit code; does not reject. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let exitCode = 0
  const program = buildProgram({
    async chosen(spec, args, options) {
      exitCode = await runCommand(io, { spec, args, options })
    },
    writeOut: (text) => io.stdout.write(text),
    writeErr: (text) => io.stderr.write(text),
  })
  // A reader that closed its end is no failure. It may show only after the last command has returned, so this stays.
  // The same goes for a terminal that is gone while the last things end.
  for (const stream of [io.stdin, io.stderr]) stream.on('error', () => undefined)
  const output = new OutputFault(io.stdout)
  try {
    await program.parseAsync([...argv], { from: 'user' })
  } catch (error) {
    exitCode = explain(error, { io, json: argv.includes('--json') })
  }
  const fault = await output.found()
  if (fault === undefined) return exitCode
  const faultCode = explain(fault, { io, json: false })
  return exitCode === 0 ? faultCode : exitCode
}

interface Invocation {
  readonly spec: CommandSpec
  readonly args: readonly string[]
  readonly options: Options
}

async function runCommand(io: Io, { spec, args, options }: Invocation): Promise<number> {
  const globals = readGlobals(options, io)
  const face = spec.usage.split(' ', 1)[0] ?? ''
  const context = new Context({ io, globals, clock: systemClock, face })
  try {
    return (await spec.run(context, args, options)) ?? 0
  } finally {
    await context.close()
  }
}

function explain(error: unknown, { io, json }: { readonly io: Io; readonly json: boolean }): number {
  if (error instanceof CommanderError && error.exitCode === 0) return 0 // help or version was asked for and printed
  if (error instanceof Error && error.name === 'AbortError') return interruptedExit
  const known = error instanceof HocketError ? error : toHocketError(error)
  io.stderr.write(`hocket: ${sanitize(known.message)}\n`)
  if (json) io.stdout.write(`${escapeJson({ error: known.message, code: known.code })}\n`)
  return exitCodeOf(known.code)
}

function toHocketError(error: unknown): HocketError {
  if (error instanceof CommanderError && error.code === 'commander.help')
    return new HocketError('USAGE', 'There is no command of that name; the help above lists them.')
  if (error instanceof CommanderError) return new HocketError('USAGE', usage(error.message))
  const message = error instanceof Error ? error.message : String(error)
  return new HocketError(
    'INTERNAL',
    `This should not happen: ${message}. Nothing of the profile was lost; engine.log in it may say more.`,
  )
}

function usage(message: string): string {
  const sentence = message
    .replace(/^error: /, '')
    .replace(/\n/g, ' ')
    .replace(/\.$/, '')
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}. "hocket --help" shows what can be written.`
}
