/**
 * The rooms of the profile: opens what the vault knows, creates, joins. A room is in the vault, on disk, before anything
 * else of it exists, so that no room is ever lost half way.
 */
import { join } from 'node:path'
import b4a from 'b4a'
import { HocketError } from '../errors.js'
import type { RoomSecrets, Vault } from '../identity/vault.js'
import { Emitter } from '../lib/emitter.js'
import { Resource } from '../lib/resource.js'
import { Serial } from '../lib/serial.js'
import { CardBook } from '../log/card-book.js'
import { deriveReadKeys } from '../protocol/ladder.js'
import type { Policy } from '../protocol/policy.js'
import { Room } from '../room/room.js'
import type { RoomContext } from '../room/room-context.js'
import type { Hub } from '../sync/hub.js'
import { createRoomSecrets, linkedRoomSecrets } from './found-room.js'
import { isLeft, saveMark } from './left-mark.js'
import type { Profile } from './profile.js'
import { RoomFiles } from './room-files.js'

export interface RoomBookOptions {
  readonly profile: Profile
  readonly vault: Vault
  readonly context: RoomContext
  readonly hub: Hub
  /** Of rooms created here; undefined for the protocol's defaults. */
  readonly policy: Policy | undefined
}

/** A room with its stable local names. */
export interface BookedRoom {
  readonly number: number
  readonly handle: string
  readonly room: Room
}

/** A room that somebody has a link, a key or a number of. */
export interface MeantRoom {
  /** As the link tells them; those of the vault when its number was given. */
  readonly secrets: RoomSecrets
  readonly handle: string
  /** What the vault knows, also of a room that was left. */
  readonly known: RoomSecrets | undefined
  readonly open: BookedRoom | undefined
}

export class RoomBook extends Resource {
  /** A room was added. */
  readonly added = new Emitter<BookedRoom>()
  readonly #options: RoomBookOptions
  readonly #rooms = new Map<string, BookedRoom>()
  readonly #changes = new Serial()

  constructor(options: RoomBookOptions) {
    super()
    this.#options = options
  }

  /** In order of their numbers. */
  all(): readonly BookedRoom[] {
    return [...this.#rooms.values()].toSorted((a, b) => a.number - b.number)
  }

  /** What the vault knows of the rooms that were left, in order of their numbers. */
  left(): readonly RoomSecrets[] {
    const { rooms } = this.#options.vault.secrets
    return rooms
      .filter((secrets) => !this.#rooms.has(handleOf(secrets)))
      .toSorted((a, b) => a.number - b.number)
  }

  get(handle: string): BookedRoom {
    const booked = this.#rooms.get(handle)
    if (booked === undefined) throw new HocketError('UNKNOWN_ROOM', 'This room is not on this profile.')
    return booked
  }

  /** Creates a room; it is ready at once. */
  create(name: string): Promise<BookedRoom> {
    return this.#changes.run(() => {
      const { context, policy } = this.#options
      const { device, clock, random } = context
      return this.#add(
        createRoomSecrets({
          device,
          name,
          nowMs: clock.now(),
          number: this.#nextNumber(),
          s: random(32),
          ...(policy !== undefined && { policy }),
        }),
      )
    })
  }

  /** The room that a key, a link or a number means. Throws BAD_LINK. */
  find(link: string): MeantRoom {
    const { vault, context } = this.#options
    const secrets =
      this.#numbered(link) ??
      linkedRoomSecrets(link, { number: this.#nextNumber(), nowMs: context.clock.now() })
    const handle = handleOf(secrets)
    const known = vault.secrets.rooms.find((room) => handleOf(room) === handle)
    return { secrets, handle, known, open: this.#rooms.get(handle) }
  }

  /**
   * Joins by key or link, or again by number. A room that is here already is returned, one that was left is opened again; a
   * link that grants more than we have is taken over.
   */
  join(link: string): Promise<BookedRoom> {
    return this.#changes.run(async () => {
      const { secrets, handle, known, open } = this.find(link)
      if (known === undefined) return this.#add(secrets)
      if (secrets.w !== undefined && known.w === undefined) {
        if (open !== undefined) await this.#close(open)
        await this.#save(known.number, grantWriting(secrets.w))
      } else if (open !== undefined) return open
      return this.#enter(known.number, handle)
    })
  }

  /** Closes the room, now and for the next starts. Everything of it stays on disk. */
  leave(handle: string): Promise<void> {
    return this.#changes.run(async () => {
      const booked = this.get(handle)
      await saveMark(this.#options.profile.roomDir(handle), 'left')
      await this.#close(booked)
    })
  }

  protected override async open(): Promise<void> {
    this.own(() => this.#closeAll())
    const { profile, vault } = this.#options
    for (const secrets of vault.secrets.rooms) {
      if (!(await isLeft(profile.roomDir(handleOf(secrets))))) await this.#open(secrets)
    }
  }

  #nextNumber(): number {
    return Math.max(0, ...this.#options.vault.secrets.rooms.map(({ number }) => number)) + 1
  }

  async #add(secrets: RoomSecrets): Promise<BookedRoom> {
    await this.#options.vault.update((vault) => ({ ...vault, rooms: [...vault.rooms, secrets] }))
    const booked = await this.#open(secrets)
    this.added.emit(booked)
    return booked
  }

  /** Opens a room of the vault: one that was left, or one that has got the room key and asks for what a writer needs. */
  async #enter(number: number, handle: string): Promise<BookedRoom> {
    const dir = this.#options.profile.roomDir(handle)
    if (await isLeft(dir)) await saveMark(dir, 'here')
    const booked = await this.#open(this.#secrets(number))
    this.added.emit(booked)
    return booked
  }

  async #close({ handle, room }: BookedRoom): Promise<void> {
    this.#rooms.delete(handle)
    this.#options.hub.remove(room)
    await room.close()
  }

  #numbered(typed: string): RoomSecrets | undefined {
    return this.#options.vault.secrets.rooms.find(({ number }) => String(number) === typed.trim())
  }

  async #open(secrets: RoomSecrets): Promise<BookedRoom> {
    const { profile, context, hub } = this.#options
    const handle = handleOf(secrets)
    const dir = profile.roomDir(handle)
    const { number } = secrets
    const cards = new CardBook({ path: join(dir, 'cards') })
    const files = new RoomFiles({ dir })
    await cards.ready()
    await files.ready()
    const room = new Room({
      context,
      memory: {
        secrets: () => this.#secrets(number),
        saveSecrets: (change) => this.#save(number, change),
        cards,
        drafts: { list: () => files.drafts, save: (drafts) => files.saveDrafts(drafts) },
        readState: () => files.readState,
        saveReadState: (state) => files.saveReadState(state),
        level: () => files.level,
        saveLevel: (level) => files.saveLevel(level),
        words: () => files.words,
        saveWords: (words) => files.saveWords(words),
      },
    })
    room.watchPeers(() => hub.peersOf(room).length > 0)
    const booked = { number, handle, room }
    await room.ready()
    this.#rooms.set(handle, booked)
    hub.add(room)
    return booked
  }

  #secrets(number: number): RoomSecrets {
    const secrets = this.#options.vault.secrets.rooms.find((room) => room.number === number)
    if (secrets === undefined) throw new HocketError('ROOM_CLOSED', 'This room is no longer on this profile.')
    return secrets
  }

  #save(number: number, change: (secrets: RoomSecrets) => RoomSecrets): Promise<void> {
    return this.#options.vault.update((vault) => ({
      ...vault,
      rooms: vault.rooms.map((room) => (room.number === number ? change(room) : room)),
    }))
  }

  async #closeAll(): Promise<void> {
    for (const booked of [...this.#rooms.values()]) await this.#close(booked)
  }
}

function grantWriting(w: Uint8Array): (secrets: RoomSecrets) => RoomSecrets {
  return (secrets) => ({ ...secrets, access: 'w', w })
}

/** The topic is stable from the first moment and no secret to this machine. */
function handleOf(secrets: RoomSecrets): string {
  return b4a.toString(deriveReadKeys(secrets.r).topic, 'hex')
}
