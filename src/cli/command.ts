/** The shape of one command. Commander is told about it in program.ts; a command itself knows no command line library. */
import { HocketError } from '../errors.js'
import type { Context } from './context.js'
import type { Options } from './options.js'

export interface CommandSpec {
  /** As commander reads it: `tail <room>`. */
  readonly usage: string
  readonly summary: string
  /** More paragraphs for `hocket help <command>`. */
  readonly details?: string
  readonly options?: readonly (readonly [flags: string, text: string])[]
  /** Options between programs, which no help lists. */
  readonly hiddenOptions?: readonly (readonly [flags: string, text: string])[]
  readonly examples: readonly string[]
  readonly hidden?: boolean
  /** Resolves with the exit code, 0 when undefined. Throws HocketError. */
  readonly run: (context: Context, args: readonly string[], options: Options) => Promise<number | undefined>
}

/** The argument that commander has made sure of. */
export function argument(args: readonly string[], position: number): string {
  const value = args[position]
  if (value === undefined) throw new HocketError('USAGE', 'An argument is missing.')
  return value
}
