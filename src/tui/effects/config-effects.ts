/**
 * Keeps the configuration file and the settings of the screen the same: reads it when asked to, and writes what was changed
 * on the screen into it. Writes one after the other, each into what the file says then: an editor may have it open.
 */
import { editConfig } from '../../config/edit-config.js'
import { type ConfigProblem, readConfig } from '../../config/read-config.js'
import { changesBetween, type SettingChange, type Settings } from '../../config/settings.js'
import { Background } from '../../lib/background.js'
import { Serial } from '../../lib/serial.js'
import { type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'
import { checkEntry } from '../state/check-entry.js'
import type { Notice } from '../state/state.js'
import type { Store } from '../state/store.js'
import { errorText } from './error-text.js'

/** The file of the person's choices. */
export interface ConfigFile {
  readonly path: string
  /** Its text; empty when there is none. Rejects when it cannot be read. */
  read(): Promise<string>
  /** Replaces it as a whole, or not at all. */
  write(text: string): Promise<void>
}

/** The settings of a file, and what to say about it. Never rejects: a file that cannot be used leaves the defaults. */
export async function loadConfig(
  file: ConfigFile,
): Promise<{ readonly settings: Settings; readonly notice: Notice | null }> {
  try {
    const { settings, problems } = readConfig(await file.read(), checkEntry)
    const [first, ...others] = problems
    return { settings, notice: first === undefined ? null : problemNotice(first, others.length) }
  } catch (error) {
    const { settings } = readConfig('')
    const why = safe`The configuration could not be read: ${errorText(error)} Everything is as if there were none.`
    return { settings, notice: { level: 'error', text: why } }
  }
}

/** Begins to follow the store; `stop` resolves when everything that was to be written is. */
export class ConfigEffects {
  readonly #store: Store
  readonly #file: ConfigFile
  readonly #serial = new Serial()
  readonly #background = new Background((error) => this.#fail(error))
  readonly #unhook: () => void

  constructor(store: Store, file: ConfigFile) {
    this.#store = store
    this.#file = file
    this.#unhook = store.on(({ action, before, after }) => {
      if (before.settings !== after.settings && action.type !== 'configRead')
        this.#background.run(() => this.#keep(changesBetween(before.settings, after.settings)))
      if (action.type === 'configAsked') this.#background.run(() => this.#reload())
    })
  }

  async stop(): Promise<void> {
    this.#unhook()
    await this.#background.idle()
  }

  async #keep(changes: readonly SettingChange[]): Promise<void> {
    await this.#serial.run(async () => {
      const before = await this.#file.read()
      const after = changes.reduce(editConfig, before)
      if (after !== before) await this.#file.write(after)
    })
  }

  async #reload(): Promise<void> {
    const { settings, notice } = await this.#serial.run(() => loadConfig(this.#file))
    const read: Notice = { level: 'info', text: safe`The configuration was read again.` }
    this.#store.dispatch({ type: 'configRead', settings, notice: notice ?? read })
  }

  #fail(error: unknown): void {
    const text = safe`This holds until you quit; the configuration file stayed as it was: ${errorText(error)}`
    this.#store.dispatch({ type: 'noticed', notice: { level: 'error', text } })
  }
}

function problemNotice({ line, column, level, text }: ConfigProblem, others: number): Notice {
  const where = safe`Configuration, line ${line}, column ${column}: ${sanitizeLine(text)}.`
  const used: SafeText = level === 'error' ? safe` Its default is used.` : safe``
  const more = others === 0 ? safe`` : safe` ${others} more:`
  return { level: 'error', text: safe`${where}${used}${more} "hocket config check" lists everything.` }
}
