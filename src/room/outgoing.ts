/**
 * What this device says in one room: straight into its log when that is possible, else kept as a draft and sent, in
 * order, when it is (the genesis arrived, another member vouched for the log). A draft is never lost and never shown as sent.
 */
import { HocketError } from '../errors.js'
import { Serial } from '../lib/serial.js'
import type { KnownEntry } from '../protocol/entry-codec.js'
import { toId } from '../protocol/ids.js'
import type { OwnWriter } from './own-writer.js'
import type { Draft, RoomContext, RoomMemory, SaidEntry } from './room-context.js'

export interface Sent {
  readonly id: string
  readonly state: 'stored' | 'draft'
}

export class Outgoing {
  readonly #context: RoomContext
  readonly #memory: RoomMemory
  readonly #changed: () => void
  readonly #jobs = new Serial()
  /** Drafts that are in the log, but could not be taken out of their file yet. */
  readonly #sent = new Set<string>()
  #writer: OwnWriter | undefined

  constructor(options: {
    readonly context: RoomContext
    readonly memory: RoomMemory
    readonly changed: () => void
  }) {
    this.#context = options.context
    this.#memory = options.memory
    this.#changed = options.changed
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

  /** Says `entry`; resolves when it is on disk. Throws ROOM_READ_ONLY, DISK_FULL, … with the text in nobody's log. */
  say(entry: SaidEntry): Promise<Sent> {
    return this.#jobs.run(async () => {
      if (this.#memory.secrets().access === 'r') {
        throw new HocketError(
          'ROOM_READ_ONLY',
          'This profile joined the room with a read-only link. Ask a member for a link to write.',
        )
      }
      if (this.#ready !== undefined && this.drafts.length === 0)
        return { id: await this.#write(entry), state: 'stored' }
      const id: string = toId(this.#context.random(32))
      await this.#memory.drafts.save([...this.drafts, { id, entry, createdMs: this.#context.clock.now() }])
      this.#changed()
      if (this.#ready !== undefined) void this.flush().catch(this.#context.report) // an earlier flush failed
      return { id, state: 'draft' }
    })
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
        if (!this.#sent.has(id)) await this.#write(entry)
        this.#sent.add(id)
        await this.#memory.drafts.save(this.drafts.filter((other) => other.id !== id))
        this.#sent.delete(id)
        this.#changed()
      }
    })
  }

  get #ready(): OwnWriter | undefined {
    return this.#writer?.onHold === false ? this.#writer : undefined
  }

  async #write(entry: SaidEntry): Promise<string> {
    const writer = this.#ready
    if (writer === undefined)
      throw new HocketError('ROOM_WAITING', 'This room waits for its first member; try again later.')
    const [id] = await writer.write([entry])
    return id ?? ''
  }
}
