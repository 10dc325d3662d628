/** Our own nick: kept in the vault, said in every room as soon as that room can be written to. */
import type { Vault } from '../identity/vault.js'
import { checkNick } from './check-text.js'
import type { BookedRoom, RoomBook } from './room-book.js'
import { scopeOf } from './room-view.js'

export interface NicksOptions {
  readonly book: RoomBook
  readonly vault: Vault
  readonly report: (error: unknown) => void
}

export class Nicks {
  readonly #options: NicksOptions

  constructor(options: NicksOptions) {
    this.#options = options
  }

  get own(): string | undefined {
    return this.#options.vault.secrets.nick
  }

  /** On disk, and said in every room that can be written to, when it resolves. */
  async set(text: string): Promise<void> {
    const nick = checkNick(text)
    await this.#options.vault.update((secrets) => ({ ...secrets, nick }))
    await this.syncAll()
  }

  /** Says the nick where it is not known yet, or another one is. */
  async syncAll(): Promise<void> {
    await Promise.all(
      this.#options.book.all().map((booked) => this.#sync(booked).catch(this.#options.report)),
    )
  }

  async #sync({ room }: BookedRoom): Promise<void> {
    const [nick, state] = [this.own, room.state]
    if (nick === undefined || state === undefined || !room.outgoing.canWrite) return
    await state.logs.indexed()
    const { index, device } = room.context
    const me = index
      .members(state.facts.roomId, scopeOf(state, room))
      .find(({ author }) => author === device.identity)
    if (me !== undefined && me.nick !== nick) await room.outgoing.record({ kind: 'profile', nick, colour: 0 })
  }
}
