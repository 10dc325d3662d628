/**
 * The linear face of hocket: the second view of the screen's own state, effects and commands, as lines that are appended
 * and never changed. For screen readers, dumb terminals and pipes. Loads neither React nor Ink. Owns nothing but the
 * wiring; without a person at its input it ends with it, after everything sent is stored.
 */
import type { Readable, Writable } from 'node:stream'
import type { EngineClient } from '../api/client.js'
import { type ErrorCode, isHocketError } from '../errors.js'
import type { Clock } from '../lib/clock.js'
import { unlessAborted } from '../lib/unless-aborted.js'
import { type SafeText, safe } from '../text/sanitize.js'
import { ConfigEffects, type ConfigFile, loadConfig } from './effects/config-effects.js'
import type { DemoRoom } from './effects/demo-room.js'
import { Effects } from './effects/effects.js'
import type { Restore } from './effects/first-steps.js'
import { ScreenLog } from './files/screen-log.js'
import { completeLine } from './plain/complete-line.js'
import { Conversation } from './plain/conversation.js'
import { type Failures, watchFailures } from './plain/failures.js'
import { LineTerminal } from './plain/line-terminal.js'
import { initialState } from './state/reduce.js'
import { selectScreen } from './state/selectors.js'
import type { State } from './state/state.js'
import { Store } from './state/store.js'
import { lookOf } from './style/look.js'
import { glyphSet } from './term/capabilities.js'
import { ConsoleCapture } from './term/console-capture.js'

export interface PlainOptions {
  readonly client: EngineClient | Promise<EngineClient>
  readonly connect: () => Promise<EngineClient>
  readonly startDemo: (nick: string) => Promise<DemoRoom>
  readonly restore?: Restore | undefined
  readonly stdin: Readable & { readonly isTTY?: boolean | undefined }
  readonly stdout: Writable & { readonly isTTY?: boolean | undefined }
  readonly stderr: Writable
  /** What the person chose; read at the start, written when something is changed. */
  readonly config: ConfigFile
  readonly env: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
  /** Where what libraries print is kept; nowhere unless given. */
  readonly logFile?: string
  /** Aborts when it shall end at once: a signal, or nobody reads what is printed. */
  readonly stop: AbortSignal
  readonly exitCodeOf: (code: ErrorCode) => number
}

/** What layouts are computed with: it bounds how much of a room is looked at, nothing is drawn. */
const imagined = { cols: 100, rows: 60 }
const interruptedExit = 130
const nothing = () => undefined
const terminal = { repaint: nothing, suspend: nothing, copy: nothing }

/** What is in the window was said, wherever it stands in it. */
function seen(state: State): readonly string[] {
  const { window, entered } = selectScreen(state)
  return window === null || entered ? [] : window.messages.map(({ id }) => id)
}

/** Talks until the person leaves or the input ends. Resolves with the exit code; rejects when no engine can be attached. */
export async function startPlain(options: PlainOptions): Promise<number> {
  const log = new ScreenLog(options.logFile, options.clock)
  const captured = new ConsoleCapture((level, text) => log.add(level, text))
  captured.open()
  try {
    const loaded = await unlessAborted(loadConfig(options.config), options.stop)
    return loaded === undefined ? interruptedExit : await talk(options, loaded)
  } finally {
    captured.close()
    await log.idle()
  }
}

async function talk(
  options: PlainOptions,
  { settings, notice }: Awaited<ReturnType<typeof loadConfig>>,
): Promise<number> {
  const { stdin, stdout, env, clock, startDemo, restore } = options
  const hasPerson = stdin.isTTY === true
  const look = lookOf('mono', 'ascii')
  const store = new Store(initialState({ look, size: imagined, nowMs: clock.now(), settings }))
  const config = new ConfigEffects(store, options.config)
  const failures: Failures = new Map()
  const watch = (client: EngineClient) => watchFailures(client, failures)
  const connect = async () => watch(await options.connect())
  const whenLost = 'repeat'
  const effects = new Effects({ store, clock, connect, startDemo, restore, terminal, seen, whenLost })
  const lines = new LineTerminal({
    stdin,
    stdout,
    edits: hasPerson && stdout.isTTY === true && env.TERM !== 'dumb',
    complete: (line) => completeLine(store.state, line),
  })
  const emoji = glyphSet(env) === 'unicode'
  const say = (texts: readonly SafeText[]) => lines.print(texts)
  const complain = (text: SafeText) =>
    hasPerson ? say([safe`Error: ${text}`]) : void options.stderr.write(`hocket: ${text}\n`)
  const conversation = new Conversation({ store, effects, lines, say, complain, hasPerson, emoji })
  if (notice !== null) complain(notice.text)
  try {
    const stop = AbortSignal.any([options.stop, lines.interrupted])
    const client = await unlessAborted(options.client, stop)
    if (client === undefined) return interruptedExit
    await effects.attachment.use(watch(client))
    const ended = await conversation.run(stop)
    if (ended === 'stopped') return interruptedExit
    return hasPerson
      ? 0
      : firstCode(failures, options.exitCodeOf) || (conversation.refused ? options.exitCodeOf('USAGE') : 0)
  } finally {
    lines.close()
    await Promise.all([effects.close(), config.stop()])
  }
}

function firstCode(failures: Failures, exitCodeOf: (code: ErrorCode) => number): number {
  const [first] = failures.values()
  if (first === undefined) return 0
  return exitCodeOf(isHocketError(first) ? first.code : 'INTERNAL')
}
