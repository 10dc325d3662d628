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
  let failed: readonly string[] | undefined
  return () => {
    stopTitle()
    notifier.stop()
  }

  function tell(note: Note): void {
    const { notify, notify_command: command } = store.state.settings
    if (notify === 'off') return
    if (notify === 'command') return runNotifyCommand(command, note, (error) => commandFailed(command, error))
    screen.raw(notify === 'osc' ? notification(note, kind) : bellRing)
    flush()
  }

  /** Said once for each command: it would be said at every message. */
  function commandFailed(command: readonly string[], { message }: Error): void {
    if (failed === command) return
    failed = command
    const text = safe`The command for notifications failed: ${sanitizeLine(message, 120)} Messages come all the same: /set notify_command changes it, /set notify bell does without.`
    store.dispatch({ type: 'noticed', notice: { level: 'error', text } })
  }
}
