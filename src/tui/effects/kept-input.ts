/**
 * Keeps what is typed: unsent texts and what was entered are on disk within a second, and come back when the screen is
 * started again, each with the name under which it may be stored already. Failing to keep them is told once, tried again,
 * and hinders nothing. Owns one timer.
 */
import type { RoomHandle } from '../../api/views.js'
import type { Clock } from '../../lib/clock.js'
import { Serial } from '../../lib/serial.js'
import { type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'
import { DraftFiles } from '../files/draft-files.js'
import { HistoryFile } from '../files/history-file.js'
import type { KeptDraft } from '../files/kept-draft.js'
import { draftOf, type Input, longestHistory } from '../state/input.js'
import { selectInput } from '../state/selectors.js'
import type { Change, Store } from '../state/store.js'
import type { Unsure } from './sending.js'

const writeAfterMs = 500
const tryAgainMs = 10_000

export interface KeptInputOptions {
  readonly store: Store
  readonly clock: Clock
  /** A folder of the profile, made when there is something to keep. */
  readonly dir: string
  /** Of this process: several screens may keep things in one folder. */
  readonly pid?: number | undefined
  /** Knows what may be stored already, and is told what an earlier run did not get to know. */
  readonly unsure: {
    readonly sendIdOf: (handle: RoomHandle, text: string) => string | undefined
    readonly recall: (found: readonly Unsure[]) => void
  }
  readonly report: (error: unknown) => void
  readonly tell: (text: SafeText) => void
}

export class KeptInput {
  readonly #options: KeptInputOptions
  readonly #drafts: DraftFiles
  readonly #work = new Serial()
  readonly #read = new Set<RoomHandle>()
  readonly #changed = new Map<RoomHandle, KeptDraft | null>()
  readonly #unhook: () => void
  #cancel: (() => void) | undefined
  #failed = false
  #ended = false

  constructor(options: KeptInputOptions) {
    this.#options = options
    this.#drafts = new DraftFiles(options.dir, options.pid)
    this.#unhook = options.store.on((change) => this.#follow(change))
    this.#run(() => this.#readDrafts())
    this.#readHistory(options.store.state.current)
  }

  /** Resolves when what is being read and written has been. */
  idle(): Promise<void> {
    return this.#work.idle()
  }

  /** Resolves when everything typed so far is on disk, or cannot be brought there: with how many rooms that concerns. */
  async close(): Promise<number> {
    this.#unhook()
    this.#write()
    await this.idle()
    this.#cancel?.()
    return this.#changed.size
  }

  async #readDrafts(): Promise<void> {
    const { store, tell, unsure } = this.#options
    const { drafts, damaged, faults } = await this.#drafts.read()
    if (drafts.size > 0) store.dispatch({ type: 'draftsRead', drafts })
    unsure.recall(unsureOf(drafts))
    const [first] = damaged
    if (first !== undefined)
      tell(safe`An unsent text could not be read. Its file is kept as ${sanitizeLine(first, 200)}.`)
    if (faults.length > 0) throw faults[0]
  }

  #follow({ action, before, after }: Change): void {
    if (action.type === 'demoEntered') this.#ended = true // rooms of another engine, gone with it
    if (this.#ended) return
    if (before.current !== after.current) this.#readHistory(after.current)
    if (before.inputs === after.inputs || action.type === 'draftsRead' || action.type === 'historyRead')
      return
    for (const [handle, input] of after.inputs) {
      const former = selectInput(before, handle)
      if (handle === '' || former === input) continue
      if (draftOf(former) !== draftOf(input)) this.#changed.set(handle, this.#keptDraft(handle, input))
      if (after.settings.history) this.#append(handle, former, input)
    }
    if (this.#changed.size === 0) return
    this.#cancel ??= this.#options.clock.after(writeAfterMs, () => this.#write())
  }

  /** null when there is nothing to keep. A command that holds a secret is typed again. */
  #keptDraft(handle: RoomHandle, input: Input): KeptDraft | null {
    const { text, mentions } = draftOf(input)
    if (text === '' || /^\s*\/join\s/i.test(text)) return null
    const sendId = this.#options.unsure.sendIdOf(handle, text)
    return { text, mentions, ...(sendId === undefined ? {} : { sendId }) }
  }

  #append(handle: RoomHandle, former: Input, input: Input): void {
    const entry = input.history.at(-1)
    if (entry === undefined || former.history === input.history) return
    this.#run(() => this.#historyOf(handle).append(entry))
  }

  #readHistory(handle: RoomHandle | null): void {
    const { store } = this.#options
    if (handle === null || this.#read.has(handle) || !store.state.settings.history) return
    this.#read.add(handle)
    this.#run(async () => {
      const lines = await this.#historyOf(handle).read()
      if (lines.length > 0 && !this.#ended) store.dispatch({ type: 'historyRead', handle, lines })
    })
  }

  #historyOf(handle: RoomHandle): HistoryFile {
    const { dir, pid } = this.#options
    return new HistoryFile(dir, { room: handle, most: longestHistory, pid })
  }

  #write(): void {
    this.#cancel?.()
    this.#cancel = undefined
    const changed = [...this.#changed]
    this.#changed.clear()
    for (const [handle, draft] of changed) {
      this.#run(async () => {
        try {
          await this.#drafts.write(handle, draft)
          this.#failed = false
        } catch (error) {
          this.#putBack(handle, draft)
          throw error
        }
      })
    }
  }

  /** A draft on disk that is older than what was typed, or was sent already, must not come back. */
  #putBack(handle: RoomHandle, draft: KeptDraft | null): void {
    if (this.#changed.has(handle)) return
    this.#changed.set(handle, draft)
    this.#cancel ??= this.#options.clock.after(tryAgainMs, () => this.#write())
  }

  #run(job: () => Promise<void>): void {
    this.#work.run(job).catch((error: unknown) => {
      if (!this.#failed) this.#options.report(error)
      this.#failed = true
    })
  }
}

function unsureOf(drafts: ReadonlyMap<RoomHandle, KeptDraft>): Unsure[] {
  return [...drafts].flatMap(([handle, { text, sendId }]) =>
    sendId === undefined ? [] : [{ handle, typed: text, sendId }],
  )
}
