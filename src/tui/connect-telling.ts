/** Window title and notifications: from the state to what the terminal is told beside the screen. */
import type { Clock } from '../lib/clock.js'
import { safe, sanitizeLine } from '../text/sanitize.js'
import type { Attachment } from './effects/attachment.js'
import { Notifier } from './effects/notifier.js'
import { runNotifyCommand } from './effects/run-notify-command.js'
import type { Store } from './state/store.js'
import { windowTitleText } from './state/window-title.js'
import type { TerminalKind } from './term/capabilities.js'
import { bellRing, type Note, notification, windowTitle } from './term/osc.js'
import type { Screen } from './term/screen.js'

export interface TellingOptions {
  readonly store: Store
  readonly attachment: Attachment
  readonly clock: Clock
  readonly kind: TerminalKind
  readonly screen: Screen
  /** Something waits to be written. */
  readonly flush: () => void
}

/** Returns what ends it. */
export function connectTelling({
  store,
  attachment,
  clock,
  kind,
  screen,
  flush,
}: TellingOptions): () => void {
  const notifier = new Notifier({ store, attachment, clock, tell })
  screen.title(windowTitle(windowTitleText(store.state), kind))
  const stopTitle = store.on(({ before, after }) => {
    if (before.rooms === after.rooms && before.current === after.current) return
    screen.title(windowTitle(windowTitleText(after), kind))
  })
  let failed = false
  return () => {
    stopTitle()
    notifier.stop()
  }

  function tell(note: Note): void {
    const { notify, notify_command: command } = store.state.settings
    if (notify === 'off') return
    if (notify === 'command') return runNotifyCommand(command, note, commandFailed)
    screen.raw(notify === 'osc' ? notification(note, kind) : bellRing)
    flush()
  }

  /** Said once: it would be said at every message. */
  function commandFailed(error: Error): void {
    if (failed) return
    failed = true
    const text = safe`The command for notifications failed: ${sanitizeLine(error.message, 120)}. See notify_command in the configuration.`
    store.dispatch({ type: 'noticed', notice: { level: 'error', text } })
  }
}
