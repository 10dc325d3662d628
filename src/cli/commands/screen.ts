/** `hocket` without a command: the screen, or the same as plain lines where a screen cannot or shall not be drawn. */
import { join } from 'node:path'
import { ReadStream, WriteStream } from 'node:tty'
import type { EngineClient } from '../../api/client.js'
import { HocketError } from '../../errors.js'
import type { CommandSpec } from '../command.js'
import { ConfigFile } from '../config-file.js'
import type { Context } from '../context.js'
import { startDemoSession } from '../demo/demo-session.js'
import { exitCodeOf } from '../exit-codes.js'
import type { Io } from '../io.js'
import { restoreIdentity } from '../restore-identity.js'
import { tellCrash } from '../tell-crash.js'

export const screenCommand: CommandSpec = {
  usage: 'screen',
  summary: 'open the screen',
  options: [
    ['--plain', 'lines instead of a screen: for screen readers, pipes and dumb terminals (ACCESSIBLE)'],
  ],
  examples: ['hocket', 'hocket --offline', 'hocket --bootstrap 127.0.0.1:49737', 'hocket help send'],
  async run(context, args, options) {
    const [unknown] = args
    if (unknown !== undefined)
      throw new HocketError('USAGE', `There is no command "${unknown}". "hocket --help" lists them.`)
    if (context.out.json)
      throw new HocketError(
        'USAGE',
        'The screen has no JSON. Use "hocket tail --json" to read and "hocket send" to write.',
      )
    const seat: ScreenSeat = {
      client: context.engine(),
      connect: () => context.reattach(),
      restore: (words) => restoreIdentity(context, words),
      keepDir: join(context.globals.profileDir, 'screen'),
      logFile: join(context.globals.profileDir, 'screen.log'),
    }
    const plain = options.plain === true || !hasTerminal(context.io)
    return await (plain ? openPlain(context, seat) : openScreen(context, seat))
  },
}

/** A terminal on which a screen can be drawn, for somebody who can use one. */
export function hasTerminal({ stdin, stdout, env }: Io): boolean {
  const isAsked = isOn(env.ACCESSIBLE) || isOn(env.INK_SCREEN_READER)
  return stdin.isTTY === true && stdout.isTTY === true && env.TERM !== 'dumb' && !isAsked
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false'
}

/** What the screen starts with: an engine's client, and how to get another when that engine goes away. */
export interface ScreenSeat {
  readonly client: EngineClient | Promise<EngineClient>
  readonly connect: () => Promise<EngineClient>
  /** Gives the profile the identity of recovery words; there is none to give in the demo. */
  readonly restore?: (words: string) => Promise<() => Promise<EngineClient>>
  /** Where the screen keeps what is typed in it; nowhere for the demo. */
  readonly keepDir?: string
  /** Where what libraries print is kept; nowhere for the demo. */
  readonly logFile?: string
}

/**
 * Opens the screen and resolves with its exit code. A client that is still being attached is not waited for: the screen
 * is loaded and drawn meanwhile.
 */
export async function openScreen(
  { io, clock, globals, out }: Context,
  { client, connect, restore, keepDir, logFile }: ScreenSeat,
): Promise<number> {
  const { stdin, stdout, env } = io
  if (!(stdin instanceof ReadStream && stdout instanceof WriteStream)) {
    throw new HocketError('USAGE', 'The screen needs a terminal for its input and its output.')
  }
  const startDemo = (nick: string) => startDemoSession({ clock, nick })
  Promise.resolve(client).catch(() => undefined) // told by the screen, which may not be loaded yet
  out.holdNotes()
  const config = new ConfigFile(globals.configFile)
  const { start } = await import('../../tui/start.js')
  const kept = { ...(keepDir !== undefined && { keepDir }), ...(logFile !== undefined && { logFile }) }
  const code = start({
    client,
    connect,
    stdin,
    stdout,
    env,
    clock,
    color: globals.colorWhen,
    startDemo,
    restore,
    config,
    note: (sentence) => out.note(sentence),
    ...kept,
  })
  return await code.catch((error: unknown) => tellCrash(error, { ...io, logFile }))
}

/** The linear face; resolves with its exit code. */
async function openPlain(
  context: Context,
  { client, connect, restore, logFile }: ScreenSeat,
): Promise<number> {
  const { io, clock, stop } = context
  Promise.resolve(client).catch(() => undefined) // told when it is waited for
  const startDemo = (nick: string) => startDemoSession({ clock, nick })
  const { startPlain } = await import('../../tui/start-plain.js')
  const config = new ConfigFile(context.globals.configFile)
  const kept = logFile === undefined ? {} : { logFile }
  const seat = { client, connect, restore, startDemo }
  return await startPlain({ ...io, ...seat, clock, stop, exitCodeOf, config, ...kept })
}
