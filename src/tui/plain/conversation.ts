/**
 * Turns lines of a person into actions, and changes of the state into lines, one line after the other: the next is read
 * when what the last one asked for is done, so that a pipe meets the room that it joined. Ends with /quit, with the end
 * of the input, or when it is stopped.
 */
import { bounds } from '../../api/bounds.js'
import { type SafeText, safe } from '../../text/sanitize.js'
import type { Effects } from '../effects/effects.js'
import { errorText } from '../effects/error-text.js'
import { enterLine } from '../state/enter-line.js'
import { findRoomByName } from '../state/find-room-by-name.js'
import { messageModels } from '../state/message-models.js'
import { selectRoom, selectScreen } from '../state/selectors.js'
import type { State } from '../state/state.js'
import type { Change, Store } from '../state/store.js'
import type { LineTerminal } from './line-terminal.js'
import { Numbered, type Numbering } from './numbered.js'
import { Questions } from './questions.js'
import { roomList } from './room-list.js'
import { Transcript } from './transcript.js'

export interface ConversationOptions {
  readonly store: Store
  readonly effects: Effects
  readonly lines: LineTerminal
  readonly say: (lines: readonly SafeText[]) => void
  readonly complain: (text: SafeText) => void
  readonly hasPerson: boolean
  /** The terminal shows emoji. */
  readonly emoji: boolean
}

export type Ending = 'left' | 'input ended' | 'stopped'

const olderMessages = 20

export class Conversation {
  readonly #options: ConversationOptions
  readonly #transcript: Transcript
  readonly #numbered: Numbered
  readonly #questions: Questions
  readonly #onChange = new Set<() => void>()
  readonly #unfollow: () => void
  #refused = false

  constructor(options: ConversationOptions) {
    this.#options = options
    const speech = { emoji: options.emoji, folds: options.hasPerson }
    this.#transcript = new Transcript(speech)
    this.#numbered = new Numbered(speech)
    this.#questions = new Questions(options.store)
    this.#unfollow = options.store.on((change) => this.#follow(change))
  }

  /** A line was refused before anything was asked of the engine. */
  get refused(): boolean {
    return this.#refused
  }

  /** Reads lines until one of them, the input or `stop` ends it. What fails because it is ended is no news. */
  async run(stop: AbortSignal): Promise<Ending> {
    const stopped = new Promise<Ending>((resolve) => {
      if (stop.aborted) resolve('stopped')
      else stop.addEventListener('abort', () => resolve('stopped'), { once: true })
    })
    const ending = await Promise.race([stopped, this.#converse()])
    if (ending === 'stopped') this.#unfollow()
    return ending
  }

  async #converse(): Promise<Ending> {
    const { store, lines, effects, hasPerson } = this.#options
    await this.#until((state) => state.rooms !== null && state.me !== null && state.welcomed)
    if (!hasPerson) await this.#shown()
    const left = this.#until((state) => state.exit !== null)
    let isLeft = false
    lines.prompt()
    for (;;) {
      const line = await Promise.race([lines.next(), left])
      isLeft = store.state.exit !== null || (line === '/quit' && !hasPerson)
      if (isLeft || line === undefined) break
      const room = store.state.current
      await this.#take(line)
      await effects.idle()
      if (!hasPerson) await effects.commandsIdle()
      // without a person the next line must meet what this one brought
      const isElsewhere = store.state.current !== room || store.state.overlays.length > 0
      if (!hasPerson && isElsewhere) await this.#shown()
    }
    if (!hasPerson) await this.#finish({ isLeft })
    return isLeft ? 'left' : 'input ended'
  }

  /** What was asked for is answered before the end. A question that nobody answers is taken back: /quit does that on purpose. */
  async #finish({ isLeft }: { readonly isLeft: boolean }): Promise<void> {
    if (this.#questions.isAsking) {
      if (!isLeft) this.#refuse(safe`The input ended before this was answered: nothing was done.`)
      this.#options.store.dispatch({ type: 'overlayClosed' })
    }
    await this.#shown()
  }

  async #take(line: string): Promise<void> {
    const { store, say } = this.#options
    if (this.#questions.isAsking) return say(this.#questions.answer(line))
    const [, own, rest = ''] = /^\/(room|older)(?:[ \t]+(.*))?$/.exec(line.trimEnd()) ?? []
    if (own === 'room') return this.#goTo(rest)
    if (line.trim() === '/rooms') return this.#goTo('')
    if (own === 'older') return this.#older(rest)
    if (!this.#options.hasPerson && /^\/last\b/.test(line)) await this.#shown() // also what was sent right before
    const numbered = this.#numbered.run(store.state, line.trimEnd())
    if (numbered !== undefined) return this.#act(numbered)
    if (/^\/names\b/.test(line)) await this.#askMembers() // who is there now, not a moment ago
    for (const action of enterLine(store.state, line)) {
      if (action.type === 'noticed' && action.notice?.level === 'error') this.#refused = true
      store.dispatch(action)
    }
  }

  #act(numbered: Numbering): void {
    if (typeof numbered === 'string') return this.#refuse(numbered)
    this.#options.say(numbered.say)
    for (const action of numbered.actions) this.#options.store.dispatch(action)
  }

  #goTo(typed: string): void {
    const { store, say } = this.#options
    if (typed === '') return say(roomList(store.state))
    const choice = findRoomByName(store.state.rooms ?? [], typed)
    if (typeof choice === 'string') this.#refuse(choice)
    else store.dispatch({ type: 'roomSelected', handle: choice.handle })
  }

  /** Reads out what stands before the oldest message that was said. */
  async #older(typed: string): Promise<void> {
    const { store, effects, say } = this.#options
    const count = typed === '' ? olderMessages : Number(typed)
    const room = selectRoom(store.state)
    if (room === undefined) return this.#refuse(safe`There is no room here yet: use /create or /join.`)
    if (!Number.isInteger(count) || count < 1 || count > bounds.pageLines)
      return this.#refuse(safe`How many? /older takes a number from 1 to ${bounds.pageLines}.`)
    const anchor = this.#transcript.oldest(room.handle)
    try {
      const page = await effects.attachment.call('room.page', {
        handle: room.handle,
        ...(anchor === null ? {} : { anchor }),
        before: count,
        after: 0,
      })
      const { members } = selectScreen(store.state)
      const lines = this.#transcript.older(room.handle, messageModels(page.messages, members))
      say(page.atStart ? [safe`-- the beginning of the room`, ...lines] : lines)
    } catch (error) {
      this.#refuse(errorText(error))
    }
  }

  async #askMembers(): Promise<void> {
    const { store, effects, complain } = this.#options
    const handle = store.state.current
    if (handle === null) return
    try {
      const members = await effects.attachment.call('room.members', { handle })
      store.dispatch({ type: 'membersPulled', handle, members })
    } catch (error) {
      complain(errorText(error))
    }
  }

  #refuse(text: SafeText): void {
    this.#refused = true
    this.#options.complain(text)
  }

  #follow(change: Change): void {
    const { after, before } = change
    const { say, complain } = this.#options
    const { notice } = after
    if (notice !== null && notice !== before.notice) {
      if (notice.level === 'error') complain(notice.text)
      else say([notice.text])
    }
    say([...this.#transcript.follow(change), ...this.#questions.follow(change)])
    for (const check of [...this.#onChange]) check()
  }

  /** What was sent has come back and was said, unless the engine is gone. */
  async #shown(): Promise<void> {
    const { store, effects } = this.#options
    const { current } = store.state
    if (current === null || this.#questions.isAsking) return
    const rooms = await effects.attachment.call('rooms.list', {}).catch(() => []) // gone: nothing more will come
    const room = rooms.find(({ handle }) => handle === current)
    if (room === undefined) return
    await this.#until((state) => {
      const { window, entered } = selectScreen(state, current)
      const isSaid = state.overlays.length === 0 || this.#questions.isAsking
      const isKnown = window?.named === true || window?.messages.length === 0
      const isNew = window !== null && !entered && isKnown && window.version >= room.version
      return state.engine !== 'up' || state.current !== current || (isNew && isSaid)
    })
  }

  /** Resolves as soon as the state fits. */
  #until(fits: (state: State) => boolean): Promise<undefined> {
    const { store } = this.#options
    return new Promise((resolve) => {
      const check = () => {
        if (!fits(store.state)) return
        this.#onChange.delete(check)
        resolve(undefined)
      }
      this.#onChange.add(check)
      check()
    })
  }
}
