/** Turns what commands ask for into calls to the engine and into files. Answers become actions; nothing is drawn from here (I2). */
import type { LeftRoomView } from '../../api/left-room-view.js'
import { Background } from '../../lib/background.js'
import { joinSafe, type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'
import { amount } from '../../words/span-words.js'
import { exportRoom } from '../files/export-room.js'
import type { Action, ActionOf } from '../state/action.js'
import { roomWordsText } from '../state/run-mentions.js'
import { selectRoom } from '../state/selectors.js'
import type { Store } from '../state/store.js'
import type { Attachment } from './attachment.js'
import { type EnteredLine, tellFailure } from './entered-line.js'

export class CommandEffects {
  readonly #store: Store
  readonly #attachment: Attachment
  readonly #background = new Background((error) => tellFailure(this.#store, error, undefined))
  readonly #unhook: () => void
  readonly #ended = new AbortController()

  constructor(store: Store, attachment: Attachment, line: EnteredLine) {
    this.#store = store
    this.#attachment = attachment
    this.#unhook = store.on(({ action, before, after }) => {
      const { words } = after.settings
      // an empty list that nobody made empty says nothing: the engine may know words from elsewhere
      const isTold = words !== before.settings.words || (action.type === 'engineAttached' && words.length > 0)
      if (isTold && after.engine === 'up') this.#background.run(() => attachment.call('me.words', { words }))
      const job = this.#jobs[action.type] as ((action: Action) => Promise<void>) | undefined
      if (job !== undefined) this.#background.run(line.guarded(() => job(action)))
    })
  }

  /** Resolves when everything that was asked for so far is done: a long export too. */
  idle(): Promise<void> {
    return this.#background.idle()
  }

  /** What is half written is removed. */
  async stop(): Promise<void> {
    this.#unhook()
    this.#ended.abort()
    await this.#background.idle()
  }

  readonly #jobs: { readonly [T in Action['type']]?: (action: ActionOf<T>) => Promise<void> } = {
    roomRenamed: async ({ handle, name }) => {
      await this.#attachment.call('room.rename', { handle, name })
    },
    leaveAsked: async ({ handle, now }) => {
      const { label } = selectRoom(this.#store.state, handle) ?? { label: safe`the room` }
      const { number, messages } = await this.#attachment.call('room.leave', { handle, now })
      this.#store.dispatch({ type: 'roomLeft', handle })
      const kept = safe`${amount(messages, safe`message`)} ${messages === 1 ? safe`stays` : safe`stay`}`
      this.#tell(
        'info',
        safe`You have left ${label}; its ${kept} on this disk. /join ${number} brings it back.`,
      )
    },
    leftAsked: async () => this.#tell('info', leftText(await this.#attachment.call('rooms.left', {}))),
    levelChosen: async ({ handle, level, told }) => {
      await this.#attachment.call('room.level', { handle, level })
      this.#tell('info', told)
    },
    roomWordsAsked: async ({ handle, words: wanted }) => {
      const params = { handle, ...(wanted !== undefined && { words: wanted }) }
      const { words } = await this.#attachment.call('room.words', params)
      const { label } = selectRoom(this.#store.state, handle) ?? { label: safe`this room` }
      this.#tell('info', roomWordsText(label, words))
    },
    unreadChosen: async ({ handle, id }) => {
      await this.#attachment.call('room.markUnread', { handle, id })
      this.#tell('info', safe`This message and what follows is unread again.`)
    },
    allRead: async () => {
      await this.#attachment.call('rooms.markRead', {})
      this.#tell('info', safe`Everything in every room is read.`)
    },
    exportAsked: ({ handle, file }) => this.#export(handle, file),
  }

  async #export(handle: string, file: string): Promise<void> {
    const label = selectRoom(this.#store.state, handle)?.label ?? safe`the room`
    this.#tell('info', safe`Writing ${label}…`)
    const { path, messages } = await exportRoom({
      file,
      pages: (params) => this.#attachment.call('room.page', params),
      handle,
      signal: this.#ended.signal,
    })
    this.#tell(
      'info',
      safe`${amount(messages, safe`message`)} of ${label} ${messages === 1 ? safe`is` : safe`are`} in ${sanitizeLine(path)}.`,
    )
  }

  #tell(level: 'info' | 'error', text: SafeText): void {
    this.#store.dispatch({ type: 'noticed', notice: { level, text } })
  }
}

/** The numbers are theirs for ever. */
function leftText(rooms: readonly LeftRoomView[]): SafeText {
  const [first] = rooms
  if (first === undefined) return safe`You have left no room.`
  const names = rooms.map(({ number, name, messages }) => {
    const label = name === null ? safe`a room without a name` : safe`#${sanitizeLine(name, 24)}`
    return safe`${number} ${label} (${amount(messages, safe`message`)})`
  })
  return safe`Left, and kept on this disk: ${joinSafe(names, safe`, `)}. /join ${first.number} brings ${rooms.length === 1 ? safe`it` : safe`the first`} back.`
}
