/** The command line as commander sees it, made from the command specs. Loads neither the engine nor the screen. */
import { readFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import type { CommandSpec } from './command.js'
import { screenCommand } from './commands/screen.js'
import { commands } from './commands.js'
import { exitCodeHelp } from './exit-codes.js'
import { globalOptions } from './globals.js'
import type { Options } from './options.js'

/** Called with the chosen command and what was typed for it. */
export type Chosen = (spec: CommandSpec, args: readonly string[], options: Options) => Promise<void>

export interface ProgramOptions {
  readonly chosen: Chosen
  readonly writeOut: (text: string) => void
  readonly writeErr: (text: string) => void
}

const about = `hocket is group chat without servers: rooms live on the machines of their members, end-to-end encrypted.
Without a command it opens the screen.`

export function buildProgram({ chosen, writeOut, writeErr }: ProgramOptions): Command {
  const program = new Command('hocket')
  // What commander inherits to subcommands must be set before they are made.
  program
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut, writeErr, outputError: () => undefined })
  program
    .description(about)
    .version(version(), '-V, --version', 'print the version')
    .usage('[options] [command]')
  for (const [flags, text] of globalOptions) program.option(flags, text)
  for (const spec of commands) addCommand(program, spec, chosen)
  program.helpCommand('help [command]', 'show help for a command')
  program.addHelpText('after', `\n${exitCodeHelp}\n\n${formatExamples(screenCommand.examples)}`)
  for (const [flags, text] of screenCommand.options ?? []) program.option(flags, text)
  program
    .allowExcessArguments()
    .action((options: Options, self: Command) => chosen(screenCommand, self.args, options))
  return program
}

function addCommand(program: Command, spec: CommandSpec, chosen: Chosen): void {
  const command = program.command(spec.usage, { hidden: spec.hidden === true }).summary(spec.summary)
  const details = spec.details?.replaceAll('\n', ' ') // commander breaks lines itself
  command.description(details === undefined ? spec.summary : `${spec.summary}\n\n${details}`)
  for (const [flags, text] of spec.options ?? []) command.option(flags, text)
  for (const [flags, text] of spec.hiddenOptions ?? []) command.addOption(new Option(flags, text).hideHelp())
  command.addHelpText('after', `\n${formatExamples(spec.examples)}`)
  command.action(() => {
    const args = command.processedArgs.flat().filter((value) => value !== undefined)
    return chosen(spec, args, command.optsWithGlobals())
  })
}

function formatExamples(examples: readonly string[]): string {
  return ['Examples:', ...examples.map((example) => `  $ ${example}`)].join('\n')
}

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return String((JSON.parse(text) as { version: unknown }).version)
}
