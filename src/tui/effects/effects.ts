/**
 * The only impure edge of the screen's state: turns actions into calls to the engine, and answers into actions. What was
 * sent is never drawn from here (I2): it appears when it comes back as part of a page.
 */
import { Background } from '../../lib/background.js'
import type { Clock } from '../../lib/clock.js'
import { defaultLingerMs } from '../../rpc/end-policy.js'
import { type SafeText, safe } from '../../text/sanitize.js'
import type { Action, ActionOf } from '../state/action.js'
import { selectOnlyHere, selectOverlay } from '../state/selectors.js'
import type { Change, Store } from '../state/store.js'
import { openLink } from '../term/open-link.js'
import { Attachment, type Connect } from './attachment.js'
import { CommandEffects } from './command-effects.js'
import { EnteredLine, tellFailure } from './entered-line.js'
import { errorText } from './error-text.js'
import { FirstSteps, type FirstStepsOptions } from './first-steps.js'
import { KeptInput, type KeptInputOptions } from './kept-input.js'
import { KeptPlace } from './kept-place.js'
import { NetWatch } from './net-watch.js'
import { offerPaths } from './offer-paths.js'
import { type Lend, openOutside } from './outside-editor.js'
import { pickingJobs } from './picking-jobs.js'
import { Pulls, type PullsOptions } from './pulls.js'
import { Sending, type SendingOptions } from './sending.js'

/** What effects ask of the terminal. */
export interface TerminalActions {
  repaint(): void
  suspend(): void
  copy(text: string): void
  /** Leaves the terminal to another program while `work` runs. */
  readonly lend?: Lend
}

export interface EffectOptions {
  readonly store: Store
  readonly clock: Clock
  readonly connect: Connect
  readonly startDemo: FirstStepsOptions['startDemo']
  readonly restore?: FirstStepsOptions['restore'] | undefined
  readonly terminal: TerminalActions
  /** Names the person's editor. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Where relative paths begin. */
  readonly workDir?: string
  /** The folder where what is typed is kept across restarts; without it nothing is. */
  readonly keepDir?: string
  /** Of this process. */
  readonly pid?: number
  /** Which messages are seen: those in the view unless given. */
  readonly seen?: PullsOptions['seen']
  /** What becomes of a text whose engine ends while it is sent: given back unless it is said. */
  readonly whenLost?: SendingOptions['whenLost']
  /** Shows a web address; the opener of the desktop unless given. Rejects with what to do instead. */
  readonly openLink?: (link: string) => Promise<void>
  /** Says something after the face has ended. */
  readonly note?: (sentence: string) => void
}

const mostHits = 200

export class Effects {
  readonly attachment: Attachment
  readonly #options: EffectOptions
  readonly #pulls: Pulls
  readonly #commands: CommandEffects
  readonly #netWatch: NetWatch
  readonly #sending: Sending
  readonly #kept: KeptInput | undefined
  readonly #place: KeptPlace | undefined
  readonly #background = new Background((error) => this.#fail(error))
  readonly #entered: EnteredLine
  readonly #firstSteps: FirstSteps
  readonly #ending = new AbortController()
  #outside: Promise<void> = Promise.resolve()

  constructor(options: EffectOptions) {
    this.#options = options
    this.attachment = new Attachment(options.clock, options.connect, (error) => this.#fail(error))
    this.#pulls = new Pulls({ ...options, attachment: this.attachment })
    this.#netWatch = new NetWatch(options.store, this.attachment, options.clock, (error) => this.#fail(error))
    this.#sending = new Sending({
      attachment: this.attachment,
      clock: options.clock,
      dispatch: (action) => this.#dispatch(action),
      whenLost: options.whenLost ?? 'give-back',
    })
    this.attachment.attached.on(() => {
      this.#dispatch({ type: 'engineAttached' })
      this.#background.run(() => this.#sending.settle())
    })
    this.attachment.lost.on(() => this.#dispatch({ type: 'engineLost' }))
    this.#entered = new EnteredLine(options.store)
    this.#commands = new CommandEffects(options.store, this.attachment, this.#entered)
    this.#firstSteps = new FirstSteps({
      attachment: this.attachment,
      dispatch: (action) => this.#dispatch(action),
      startDemo: options.startDemo,
      ...(options.restore && { restore: options.restore }),
      join: (link) => this.#enter(() => this.attachment.call('room.join', { link })),
    })
    options.store.on((change) => this.#react(change))
    const { store, clock, keepDir, pid } = options
    const report = (error: unknown) => this.#tellNotKept(error)
    const tell = (text: SafeText) => this.#dispatch({ type: 'noticed', notice: { level: 'error', text } })
    const unsure: KeptInputOptions['unsure'] = {
      sendIdOf: (handle, text) => this.#sending.sendIdOf(handle, text),
      recall: (found) => this.#background.run(() => this.#sending.recall(found)),
    }
    this.#kept =
      keepDir === undefined
        ? undefined
        : new KeptInput({ store, clock, dir: keepDir, pid, unsure, report, tell })
    this.#place = keepDir === undefined ? undefined : new KeptPlace({ store, clock, dir: keepDir, pid })
  }

  /** Resolves when everything that was asked for so far has been answered. */
  idle(): Promise<void> {
    return this.#background.idle()
  }

  /** Resolves when what commands have begun is done too, however long an export takes. */
  commandsIdle(): Promise<void> {
    return this.#commands.idle()
  }

  /** Ends the person's own editor when it is open. What it has saved is in the line when this resolves. */
  async endOutside(): Promise<void> {
    this.#ending.abort()
    await this.#outside
  }

  /** Ends everything that runs; the demo, when one was started, is removed. */
  async close(): Promise<void> {
    this.#pulls.stop()
    this.#netWatch.stop()
    await this.endOutside()
    const unkept = (await this.#kept?.close()) ?? 0
    if (unkept > 0) this.#options.note?.('What you typed and did not send could not be kept: it is lost.')
    await this.#place?.close()
    await this.attachment.close()
    await this.#commands.stop()
    await this.#firstSteps.stop()
    await this.#background.idle()
  }

  #react(change: Change): void {
    const { action } = change
    const job = this.#jobs[action.type] as ((action: Action) => Promise<void> | void) | undefined
    if (job !== undefined) this.#background.run(this.#entered.guarded(() => job(action)))
    this.#pulls.follow(change)
  }

  readonly #jobs: { readonly [T in Action['type']]?: (action: ActionOf<T>) => Promise<void> | void } = {
    textSent: (action) => this.#sending.send(action),
    roomCreated: ({ name }) => this.#enter(() => this.attachment.call('room.create', { name })),
    roomJoined: ({ link }) => this.#enter(() => this.attachment.call('room.join', { link })),
    nickChosen: async ({ nick }) =>
      this.#dispatch({ type: 'nickSet', me: await this.attachment.call('me.nick', { nick }) }),
    welcomeEntered: (action) => this.#orRefuse(this.#firstSteps.leaveWelcome(action)),
    wordsEntered: (action) => this.#orRefuse(this.#firstSteps.restore(action)),
    searchAsked: (action) => this.#search(action),
    sought: (action) => this.#seek(action),
    linkAsked: ({ access }) => this.#orRefuse(this.#askLink(access)),
    editorAsked: () => this.#openOutside(),
    completed: (action) => this.#offerPaths(action),
    linkCopied: () => this.#copyLink(),
    quitConfirmed: () => this.#handOn(),
    ...pickingJobs({
      call: (method, params) => this.attachment.call(method, params),
      dispatch: (action) => this.#dispatch(action),
      copy: (text) => this.#options.terminal.copy(text),
      openLink: (link) => (this.#options.openLink ?? openLink)(link),
    }),
    repainted: () => this.#options.terminal.repaint(),
    suspended: () => this.#options.terminal.suspend(),
  }

  /** The engine stays until another member holds what exists only here, or the time is over. */
  async #handOn(): Promise<void> {
    if (selectOnlyHere(this.#options.store.state) === 0) return
    await this.attachment.call('engine.linger', { lingerMs: defaultLingerMs }).catch(() => undefined) // the screen ends anyway
  }

  #openOutside(): Promise<void> {
    const { store, clock, env = {}, note, terminal } = this.#options
    const { signal: stop } = this.#ending
    this.#outside = openOutside({ store, clock, env, lend: terminal.lend, stop, ...(note && { note }) })
    return this.#outside
  }

  async #offerPaths(action: ActionOf<'completed'>): Promise<void> {
    const { store, workDir = '.' } = this.#options
    const offered = await offerPaths(store.state, action, workDir)
    if (offered !== undefined) this.#dispatch(offered)
  }

  async #enter(call: () => Promise<ActionOf<'roomEntered'>['room']>): Promise<void> {
    try {
      this.#dispatch({ type: 'roomEntered', room: await call() })
    } catch (error) {
      if (selectOverlay(this.#options.store.state) === undefined) throw error
      this.#refuse(error)
    }
  }

  async #search({ query, everywhere }: ActionOf<'searchAsked'>): Promise<void> {
    const { current } = this.#options.store.state
    const scope = everywhere || current === null ? {} : { handle: current }
    try {
      const result = await this.attachment.call('room.search', { ...scope, query, limit: mostHits })
      this.#dispatch({ type: 'searchAnswered', query, everywhere, result })
    } catch (error) {
      this.#refuse(error)
    }
  }

  async #seek({ handle, target, from }: ActionOf<'sought'>): Promise<void> {
    const start = from === null ? {} : { from }
    const { id } = await this.attachment.call('room.seek', { handle, target, ...start })
    this.#dispatch({ type: 'seekAnswered', handle, target, id })
  }

  async #askLink(kind: 'w' | 'r'): Promise<void> {
    const { current } = this.#options.store.state
    if (current === null) return
    const { link } = await this.attachment.call('room.link', { handle: current, kind })
    this.#dispatch({ type: 'linkTold', link })
  }

  #copyLink(): void {
    const overlay = this.#options.store.state.overlays.at(-1)
    if (overlay?.kind === 'link' && overlay.link !== null) this.#options.terminal.copy(overlay.link)
  }

  /** A failure is told in the dialog. */
  #orRefuse(work: Promise<void>): Promise<void> {
    return work.catch((error: unknown) => this.#refuse(error))
  }

  #refuse(error: unknown): void {
    this.#dispatch({ type: 'overlayFailed', problem: errorText(error) })
  }

  #tellNotKept(error: unknown): void {
    const text = safe`What you type cannot be kept for the next start; all else works. ${errorText(error)}`
    this.#dispatch({ type: 'noticed', notice: { level: 'error', text } })
  }

  #fail(error: unknown): void {
    tellFailure(this.#options.store, error, undefined)
  }

  #dispatch(action: Action): void {
    this.#options.store.dispatch(action)
  }
}
