/** The command that is meant by what was typed behind the slash. Pure. */
import { nearestName } from '../../lib/nearest-name.js'
import type { Command } from './command.js'

/**
 * By its name or another name of it. The beginning of a name is enough for commands that only read, when exactly one begins
 * so: a mistyped letter must never change anything.
 */
export function findCommand(commands: readonly Command[], typed: string): Command | undefined {
  const exact = commands.find((command) => namesOf(command).includes(typed))
  if (exact !== undefined || typed === '') return exact
  const beginning = commands.filter((command) => command.name.startsWith(typed))
  const [only, ...others] = beginning
  return others.length === 0 && only?.reads === true ? only : undefined
}

/** The name that was perhaps meant, by letters or as a beginning. */
export function nearestCommand(commands: readonly Command[], typed: string): string | undefined {
  const begun = commands.find((command) => typed.length > 1 && command.name.startsWith(typed))
  return begun?.name ?? nearestName(typed, commands.flatMap(namesOf))
}

export function namesOf(command: Command): readonly string[] {
  return [command.name, ...(command.aliases ?? [])]
}
