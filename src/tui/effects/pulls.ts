/**
 * Keeps what the screen shows as new as the engine: asks when the engine says that something changed and when the view
 * needs more, and marks a room read when its newest message is on the screen and the terminal has the focus.
 */
import type { RoomHandle } from '../../api/views.js'
import { isHocketError } from '../../errors.js'
import type { Clock } from '../../lib/clock.js'
import type { Action } from '../state/action.js'
import { pagePlan, wantsPage } from '../state/paging.js'
import { selectRoom, selectScreen } from '../state/selectors.js'
import type { State } from '../state/state.js'
import type { Change, Store } from '../state/store.js'
import { seenInView } from '../timeline/of-state.js'
import type { Attachment } from './attachment.js'
import { errorText } from './error-text.js'
import { LateSeen, type Seen } from './late-seen.js'
import { Pull } from './pull.js'
import { TypingPause } from './typing-pause.js'

/** Twenty pages a second are more than an eye follows; lists may come later. */
const pagePauseMs = 50
const listPauseMs = 100
const memberPauseMs = 500
/** While a person types. */
const typingPauseMs = 250

export interface PullsOptions {
  readonly store: Store
  readonly attachment: Attachment
  readonly clock: Clock
  /** Which messages are seen: those in the view unless given. */
  readonly seen?: Seen | undefined
}

export class Pulls {
  readonly #store: Store
  readonly #clock: Clock
  readonly #typing = new TypingPause()
  readonly #attachment: Attachment
  readonly #rooms: Pull
  readonly #self: Pull
  readonly #page: Pull
  readonly #drafts: Pull
  readonly #members: Pull
  readonly #read: Pull
  readonly #late: LateSeen
  /** The message of ours up to which the engine knows that everything was seen: what merges above it later is late. */
  #toldOwn: string | undefined

  constructor(options: PullsOptions) {
    const { store, attachment, clock, seen = seenInView } = options
    this.#store = store
    this.#clock = clock
    this.#attachment = attachment
    const pull = (pauseMs: number, job: () => Promise<void>) =>
      new Pull(
        clock,
        () => this.#pauseMs(pauseMs),
        () => this.#unlessGone(job),
      )
    this.#rooms = pull(listPauseMs, async () => {
      this.#dispatch({ type: 'roomsPulled', rooms: await attachment.call('rooms.list', {}) })
    })
    this.#self = pull(listPauseMs, async () => {
      this.#dispatch({ type: 'mePulled', me: await attachment.call('me.nick', {}) })
      this.#dispatch({ type: 'netPulled', net: await attachment.call('net.status', {}) })
    })
    this.#page = pull(pagePauseMs, () => this.#pullPage())
    this.#drafts = pull(pagePauseMs, () => this.#pullDrafts())
    this.#members = pull(memberPauseMs, () => this.#pullMembers())
    this.#read = pull(listPauseMs, () => this.#markRead())
    this.#late = new LateSeen(seen, (handle, ids) => {
      void this.#unlessGone(async () => {
        await attachment.call('room.markSeen', { handle, ids })
      })
    })
    attachment.changed.on((handle) => this.#onChanged(handle))
  }

  /** Asks for what `change` made necessary. */
  follow({ action, before, after }: Change): void {
    if (this.#typing.follow(action, this.#clock.now())) for (const pull of this.#all) pull.hurry()
    if (action.type === 'engineAttached') {
      this.#late.forget()
      this.#toldOwn = undefined
      this.#onChanged(null)
    }
    if (after.engine !== 'up') return
    const isEntered = after.current !== before.current || action.type === 'engineAttached'
    if (isEntered) this.#askRoom()
    else if (hasMoved(before, after) && wantsPage(after)) this.#page.ask()
    if (selectRoom(before)?.drafts !== selectRoom(after)?.drafts) this.#drafts.ask()
    // who somebody is, and who looks like whom, is part of the lines
    if (action.type === 'membersPulled' && namesOf(before) !== namesOf(after)) this.#page.ask()
    if (this.#isNewsWatched(after)) this.#read.ask()
    this.#late.follow(after)
  }

  stop(): void {
    for (const pull of this.#all) pull.stop()
  }

  get #all(): readonly Pull[] {
    return [this.#rooms, this.#self, this.#page, this.#drafts, this.#members, this.#read]
  }

  #pauseMs(usualMs: number): number {
    return this.#typing.isTyping(this.#clock.now()) ? Math.max(usualMs, typingPauseMs) : usualMs
  }

  #onChanged(handle: RoomHandle | null): void {
    this.#rooms.ask()
    if (handle === null) this.#self.ask()
    if (handle === null || handle === this.#store.state.current) this.#askRoom()
  }

  #askRoom(): void {
    this.#page.ask()
    this.#drafts.ask()
    this.#members.ask()
  }

  async #pullPage(): Promise<void> {
    const plan = pagePlan(this.#store.state)
    if (plan === undefined) return
    const page = await this.#attachment.call('room.page', plan)
    const { handle, before } = plan
    this.#dispatch({ type: 'pagePulled', handle, anchor: plan.anchor ?? null, before, page })
  }

  async #pullDrafts(): Promise<void> {
    const room = selectRoom(this.#store.state)
    if (room === undefined) return
    const none = room.drafts === 0
    if (none && selectScreen(this.#store.state).drafts.length === 0) return
    const drafts = none ? [] : await this.#attachment.call('room.drafts', { handle: room.handle })
    this.#dispatch({ type: 'draftsPulled', handle: room.handle, drafts })
  }

  async #pullMembers(): Promise<void> {
    const handle = this.#store.state.current
    if (handle === null) return
    this.#dispatch({
      type: 'membersPulled',
      handle,
      members: await this.#attachment.call('room.members', { handle }),
    })
  }

  async #markRead(): Promise<void> {
    const { state } = this.#store
    if (state.current === null || !this.#isNewsWatched(state)) return
    this.#toldOwn = newestOwn(state) ?? this.#toldOwn
    await this.#attachment.call('room.markRead', { handle: state.current })
  }

  /** Something is seen at the end of the current room that the engine does not know to be read. */
  #isNewsWatched(state: State): boolean {
    const own = newestOwn(state)
    return isTailWatched(state) && (isUnread(state) || (own !== undefined && own !== this.#toldOwn))
  }

  /** The engine's going away is told by the attachment, and everything is asked again when it is back. */
  async #unlessGone(job: () => Promise<void>): Promise<void> {
    try {
      await job()
    } catch (error) {
      if (isHocketError(error, 'ENGINE_GONE')) return
      if (isHocketError(error, 'UNKNOWN_ROOM')) return // left meanwhile: the list of rooms tells
      this.#dispatch({ type: 'noticed', notice: { level: 'error', text: errorText(error) } })
    }
  }

  #dispatch(action: Action): void {
    this.#store.dispatch(action)
  }
}

/** Something changed on which depends how far the window must reach. */
function hasMoved(before: State, after: State): boolean {
  return before.screens !== after.screens || before.size !== after.size || before.notice !== after.notice
}

function namesOf(state: State): string {
  return selectScreen(state)
    .members.map(({ author, name, creator }) => `${author}${name}${creator}`)
    .join('\n')
}

/** The newest messages of the current room are on the screen, and somebody looks at it. */
function isTailWatched(state: State): boolean {
  const room = selectRoom(state)
  const { window, anchor, entered, keptUnread } = selectScreen(state)
  if (room === undefined || window === null || entered || keptUnread) return false
  return state.focused && anchor === null && window.atEnd && window.version >= room.version
}

/** Late arrivals are read one by one, as they are seen. */
function isUnread(state: State): boolean {
  const room = selectRoom(state)
  return room !== undefined && room.unread > room.late
}

/** The newest message of the current room, when it is ours. */
function newestOwn(state: State): string | undefined {
  const newest = selectScreen(state).window?.messages.at(-1)
  return newest?.mine === true ? newest.id : undefined
}
