/**
 * The screen of hocket: wires terminal, store, effects and panes, and takes them apart again. Owns nothing itself. Who
 * calls it gives an attached engine, and the ways to attach again and to start the demo; the terminal is given back as
 * it was, whatever happens.
 */
import type { EngineClient } from '../api/client.js'
import type { RoomHandle } from '../api/views.js'
import { isHocketError } from '../errors.js'
import type { Clock } from '../lib/clock.js'
import { connectBackground } from './connect-background.js'
import { connectKeys } from './connect-keys.js'
import { connectTelling } from './connect-telling.js'
import { DialogPane } from './dialogs/dialog-pane.js'
import { ConfigEffects, type ConfigFile, loadConfig } from './effects/config-effects.js'
import type { DemoRoom } from './effects/demo-room.js'
import { Effects, type TerminalActions } from './effects/effects.js'
import type { Restore } from './effects/first-steps.js'
import { passNotices } from './effects/passing-notices.js'
import { dropPendingChords } from './effects/pending-chord.js'
import { readLinkWhileTyping } from './effects/read-link-while-typing.js'
import { searchWhileTyping } from './effects/search-while-typing.js'
import { LastRoomFile } from './files/last-room-file.js'
import { ScreenLog } from './files/screen-log.js'
import { Frame, type PaneSpec } from './panes/frame.js'
import { InputPane } from './panes/input-pane.js'
import { MembersPane } from './panes/members-pane.js'
import { PopupPane } from './panes/popup-pane.js'
import { RoomsPane } from './panes/rooms-pane.js'
import { Shown } from './panes/shown.js'
import { StatusPane } from './panes/status-pane.js'
import { TitlePane } from './panes/title-pane.js'
import { initialState } from './state/reduce.js'
import type { Size, State } from './state/state.js'
import { Store } from './state/store.js'
import { lookOf } from './style/look.js'
import {
  type ColorChoice,
  colorLevel,
  type Environment,
  glyphSet,
  type TerminalKind,
  terminalKind,
} from './term/capabilities.js'
import { ConsoleCapture } from './term/console-capture.js'
import { Keyboard } from './term/keyboard.js'
import { copyToClipboard } from './term/osc.js'
import { Screen } from './term/screen.js'
import { Tty, type TtyEnd, type TtyIn, type TtyOut } from './term/tty.js'

export type { ConfigFile } from './effects/config-effects.js'
export type { DemoRoom } from './effects/demo-room.js'

export interface StartOptions {
  /**
   * Attached to the engine of the profile; closed by the screen. While it is being attached the screen is drawn already;
   * when that fails, the screen ends with the reason.
   */
  readonly client: EngineClient | Promise<EngineClient>
  /** Attaches again after the engine has gone. Is called again, with growing pauses, while it rejects. */
  readonly connect: () => Promise<EngineClient>
  /** Starts the demo and attaches to its engine. `nick`: what the person wants to be called. */
  readonly startDemo: (nick: string) => Promise<DemoRoom>
  /** Gives the profile the identity of recovery words. */
  readonly restore?: Restore | undefined
  readonly stdin: TtyIn
  readonly stdout: TtyOut
  readonly env: Environment
  readonly clock: Clock
  readonly color?: ColorChoice
  /** What the person chose; read when the screen starts, written when something is changed on it. */
  readonly config: ConfigFile
  /** The folder where what is typed is kept across restarts; without it nothing is. */
  readonly keepDir?: string
  /** Where what libraries print is kept, and the stack of a crash; nowhere unless given. */
  readonly logFile?: string
  /** Shows a web address in the browser; the opener of the desktop unless given. */
  readonly openLink?: (link: string) => Promise<void>
  /** Says something on standard error after the terminal was given back. */
  readonly note?: (sentence: string) => void
  /** The room to open; otherwise the one that was looked at last, or the first. */
  readonly room?: RoomHandle
}

const minuteMs = 60_000
/** A process that still runs so long after it should have been stopped is not going to be. */
const stopMs = 100

/** Shows the screen until the person leaves it. Resolves with the exit code; rejects only after a crash of the screen. */
export async function start(options: StartOptions): Promise<number> {
  const { stdin, stdout, clock } = options
  const tty = new Tty(stdin, stdout)
  const screen = new Screen(stdout)
  const keyboard = new Keyboard(clock)
  const kind = terminalKind(options.env)
  const store = new Store(await firstState(options, tty.size))
  const log = new ScreenLog(options.logFile, clock)
  const captured = new ConsoleCapture((level, text) => log.add(level, text))
  captured.open()
  tty.open()
  screen.enter()
  const shown = new Shown(store.state)
  const frame = new Frame({ store, screen, clock, shown, panes: panesOf(shown) })
  const flush = () => frame.flushSoon()
  const terminal = terminalOf({ tty, screen, frame, kind, clock })
  const effects = new Effects({ ...options, store, terminal, pid: process.pid })
  const config = new ConfigEffects(store, options.config)
  const stops = [
    connectTelling({ store, attachment: effects.attachment, clock, kind, screen, flush }),
    tick(store, clock),
    dropPendingChords(store, clock),
    passNotices(store, clock),
    searchWhileTyping(store, clock),
    readLinkWhileTyping(store, (method, params) => effects.attachment.call(method, params), clock),
  ]
  const begin = async () => effects.attachment.use(await options.client)
  const end = await untilEnd({ ...options, tty, keyboard, store, screen, frame, begin })
  tty.resumed.clear()
  await effects.endOutside() // the terminal is its own until it has ended
  for (const stop of stops) stop()
  keyboard.stop()
  frame.close()
  tty.giveBack()
  if (end.error !== undefined && !isHocketError(end.error)) console.error(end.error)
  captured.close()
  await log.idle()
  await Promise.all([effects.close(), config.stop()]).finally(() => tty.close())
  if (end.error !== undefined) throw end.error
  return end.code
}

/** What effects may do with the terminal. */
function terminalOf(of: {
  readonly tty: Tty
  readonly screen: Screen
  readonly frame: Frame
  readonly kind: ReturnType<typeof terminalKind>
  readonly clock: Clock
}): TerminalActions {
  const { tty, screen, frame, kind, clock } = of
  return {
    repaint: () => frame.repaint(),
    suspend: () => suspend(tty, screen, clock),
    copy: (text) => copy(text, { screen, kind, flush: () => frame.flushSoon() }),
    lend: (work) => lend(tty, screen, work),
  }
}

async function firstState(options: StartOptions, size: Size): Promise<State> {
  const { keepDir } = options
  const [{ settings, notice }, last] = await Promise.all([
    loadConfig(options.config),
    keepDir === undefined ? undefined : new LastRoomFile(keepDir).read(),
  ])
  const level = colorLevel(options.env, options.color ?? 'auto')
  const { links } = terminalKind(options.env)
  const look = { ...lookOf(level, glyphSet(options.env), settings), hyperlinks: links }
  return initialState({
    look,
    size,
    nowMs: options.clock.now(),
    current: options.room ?? last,
    settings,
    notice,
  })
}

interface Running {
  readonly tty: Tty
  readonly keyboard: Keyboard
  readonly clock: Clock
  readonly env: Environment
  readonly store: Store
  readonly screen: Screen
  readonly frame: Frame
  readonly begin: () => Promise<void>
}

/** Connects the terminal with the store, and waits for the end of the one or the other. */
function untilEnd({ tty, keyboard, clock, env, store, screen, frame, begin }: Running): Promise<TtyEnd> {
  const send = (sequence: string) => {
    screen.raw(sequence)
    frame.flushSoon()
  }
  const keys = connectKeys({ store, keyboard, clock, send })
  keys.entered()
  connectBackground({ store, keyboard, env, send })
  keyboard.keys.on(() => frame.flushNow())
  return new Promise((resolve) => {
    tty.ended.on(resolve)
    tty.input.on((chunk) => keyboard.push(chunk))
    tty.resized.on((size) => {
      store.dispatch({ type: 'resized', size })
      frame.repaint()
    })
    tty.stopAsked.on(() => suspend(tty, screen, clock))
    tty.resumed.on(() => {
      screen.enter()
      keys.entered()
      frame.repaint()
    })
    store.on(({ after }) => {
      if (after.exit !== null) resolve({ code: after.exit })
    })
    begin().catch((error: unknown) => resolve({ code: 1, error }))
  })
}

interface Clipboard {
  readonly screen: Screen
  readonly kind: TerminalKind
  readonly flush: () => void
}

function copy(text: string, { screen, kind, flush }: Clipboard): void {
  screen.raw(copyToClipboard(text, kind) ?? '')
  flush()
}

/** The terminal belongs to another program while `work` runs. */
async function lend<T>(tty: Tty, screen: Screen, work: () => Promise<T>): Promise<T> {
  screen.leave()
  tty.lend()
  try {
    return await work()
  } finally {
    tty.reclaim()
  }
}

/** Two pauses: what happened while the process was stopped is told between them. */
function suspend(tty: Tty, screen: Screen, clock: Clock): void {
  if (!tty.canSuspend) return
  screen.leave()
  tty.suspend()
  clock.after(stopMs, () => clock.after(stopMs, () => tty.goOn()))
}

/** Tells the store when a minute begins. Returns what stops it. */
function tick(store: Store, clock: Clock): () => void {
  let cancel = next()
  return () => cancel()

  function next(): () => void {
    return clock.after(
      minuteMs - (clock.now() % minuteMs),
      () => {
        store.dispatch({ type: 'ticked', nowMs: clock.now() })
        cancel = next()
      },
      { background: true },
    )
  }
}

function panesOf(shown: Shown): readonly PaneSpec[] {
  return [
    { id: 'title', z: 0, node: <TitlePane shown={shown} />, rect: (layout) => layout.title },
    { id: 'rooms', z: 0, node: <RoomsPane shown={shown} />, rect: (layout) => layout.rooms },
    { id: 'members', z: 0, node: <MembersPane shown={shown} />, rect: (layout) => layout.members },
    { id: 'status', z: 0, node: <StatusPane shown={shown} />, rect: (layout) => layout.status },
    { id: 'input', z: 0, node: <InputPane shown={shown} />, rect: (layout) => layout.input },
    { id: 'popup', z: 1, node: <PopupPane shown={shown} />, rect: (layout) => layout.popup },
    { id: 'dialog', z: 2, node: <DialogPane shown={shown} />, rect: (layout) => layout.overlay },
  ]
}
