/**
 * What this device says in one room: straight into its log when that is possible, else kept as a draft and sent, in
 * order, when it is (the genesis arrived, another member vouched for the log). A draft is never lost and never shown as
 * sent. Nothing is written twice: what a face or a draft asks for again after a crash is found by its send id.
 */
import { HocketError } from '../errors.js'
import { Serial } from '../lib/serial.js'
import type { KnownEntry } from '../protocol/entry-codec.js'
import { type EntryId, parseId, toId } from '../protocol/ids.js'
import type { OwnWriter } from './own-writer.js'
import type { Draft, RoomContext, RoomMemory, SaidEntry } from './room-context.js'
import { hasMark, sendMark } from './send-mark.js'

export interface Sent {
  readonly id: string
  readonly state: 'stored' | 'draft'
}

export interface OutgoingOptions {
  readonly context: RoomContext
  readonly memory: RoomMemory
  readonly changed: () => void
  /** Resolves when everything stored so far is indexed. */
  readonly indexed: () => Promise<void>
}

export class Outgoing {
  readonly #options: OutgoingOptions
  readonly #context: RoomContext
  readonly #memory: RoomMemory
  readonly #jobs = new Serial()
  /** Drafts that are in the log, but could not be taken out of their file yet. */
  readonly #sent = new Set<string>()
  #writer: OwnWriter | undefined

  constructor(options: OutgoingOptions) {
    this.#options = options
    this.#context = options.context
    this.#memory = options.memory
  }

  get drafts(): readonly Draft[] {
    return this.#memory.drafts.list()
  }

  /** Opens `writer`; what is said from now on waits for it and goes there. Drafts follow with the next `flush`. */
  connect(writer: OwnWriter): Promise<void> {
    return this.#jobs.run(async () => {
      await writer.open()
      this.#writer = writer
      writer.changed.on(() => void this.flush().catch(this.#context.report))
    })
  }

  /**
   * Says `entry`, unless it was said with this send id before; resolves when it is on disk. Throws ROOM_READ_ONLY,
   * DISK_FULL, … with the text in nobody's log.
   */
  say(entry: SaidEntry, sendId?: string): Promise<Sent> {
    return this.#jobs.run(async () => {
      if (this.#memory.secrets().access === 'r') {
        throw new HocketError(
          'ROOM_READ_ONLY',
          'This profile joined the room with a read-only link. Ask a member for a link to write.',
        )
      }
      const before = sendId === undefined ? null : await this.#find(sendId)
      if (before !== null) return before
      const id =
        (sendId === undefined ? undefined : parseId<EntryId>(sendId)) ?? toId(this.#context.random(32))
      if (this.#ready !== undefined && this.drafts.length === 0)
        return { id: await this.#write(entry, id), state: 'stored' }
      await this.#memory.drafts.save([...this.drafts, { id, entry, createdMs: this.#context.clock.now() }])
      this.#options.changed()
      if (this.#ready !== undefined) void this.flush().catch(this.#context.report) // an earlier flush failed
      return { id, state: 'draft' }
    })
  }

  /** What became of what was said with `sendId`; null when nothing of it is on disk. */
  sent(sendId: string): Promise<Sent | null> {
    return this.#jobs.run(() => this.#find(sendId))
  }

  /** Writes a record that is not a text (profile, room name, removal, reaction). */
  record(entry: KnownEntry): Promise<string> {
    return this.#jobs.run(async () => {
      const writer = this.#ready
      if (writer === undefined)
        throw new HocketError('ROOM_WAITING', 'This room waits for its first member; try again later.')
      const [id] = await writer.write([entry])
      return id ?? ''
    })
  }

  /** True when records can be written now. */
  get canWrite(): boolean {
    return this.#ready !== undefined
  }

  /** Sends the drafts, oldest first, as far as that is possible now. */
  flush(): Promise<void> {
    return this.#jobs.run(async () => {
      for (
        let [draft] = this.drafts;
        draft !== undefined && this.#ready !== undefined;
        [draft] = this.drafts
      ) {
        const { id, entry } = draft
        if (!this.#sent.has(id) && (await this.#findStored(id)) === undefined) await this.#write(entry, id)
        this.#sent.add(id)
        await this.#memory.drafts.save(this.drafts.filter((other) => other.id !== id))
        this.#sent.delete(id)
        this.#options.changed()
      }
    })
  }

  get #ready(): OwnWriter | undefined {
    return this.#writer?.onHold === false ? this.#writer : undefined
  }

  async #find(sendId: string): Promise<Sent | null> {
    const id = await this.#findStored(sendId)
    if (id !== undefined) return { id, state: 'stored' }
    return this.drafts.some((draft) => draft.id === sendId) ? { id: sendId, state: 'draft' } : null
  }

  /** The record of ours that was written for `sendId`, by this engine or one before it. */
  async #findStored(sendId: string): Promise<EntryId | undefined> {
    const [id, { roomId }] = [parseId<EntryId>(sendId), this.#memory.secrets()]
    if (id === undefined || roomId === undefined) return undefined
    const mark = sendMark(id)
    const place = this.#context.store.findAppended((block) => hasMark(block, mark))
    if (place === undefined) return undefined
    await this.#options.indexed()
    const range = { log: place.log, fromSeq: place.seq, toSeq: place.seq + 1 }
    return this.#context.index.recordsOf(roomId, range)[0]?.id
  }

  async #write(entry: SaidEntry, id: EntryId): Promise<string> {
    const writer = this.#ready
    if (writer === undefined)
      throw new HocketError('ROOM_WAITING', 'This room waits for its first member; try again later.')
    const [written] = await writer.write([entry], { mark: sendMark(id), written: () => this.#findStored(id) })
    return written ?? ''
  }
}
