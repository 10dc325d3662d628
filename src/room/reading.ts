/**
 * What this profile has read of one room, for all faces together. Changes are made one after the other and are on disk
 * when they resolve; each reads only what was applied at the moment of the call, so nothing is read that nobody can have
 * seen. Decides nothing itself: the rules are in timeline/read-state, the places in the index.
 */
import { Serial } from '../lib/serial.js'
import type { EntryId } from '../protocol/ids.js'
import {
  isAboveLine,
  type ReadState,
  readEverything,
  readPlaces,
  readUpTo,
  unreadFrom,
} from '../timeline/read-state.js'
import type { RoomContext, RoomMemory } from './room-context.js'
import type { RoomFacts } from './room-facts.js'

export interface RoomReadingOptions {
  readonly context: RoomContext
  readonly memory: RoomMemory
  /** undefined while the room waits for its first member: then there is nothing to read. */
  readonly facts: () => RoomFacts | undefined
  readonly maxHlc: () => bigint
  /** Something was read, or unread. */
  readonly changed: () => void
}

export class RoomReading {
  readonly #options: RoomReadingOptions
  readonly #changes = new Serial()

  constructor(options: RoomReadingOptions) {
    this.#options = options
  }

  get state(): ReadState {
    return this.#options.memory.readState()
  }

  /** What questions about unread texts need. */
  get request() {
    const { context, memory, maxHlc } = this.#options
    return {
      read: this.state,
      me: context.device.identity,
      maxHlc: maxHlc(),
      sinceMs: memory.secrets().joinedMs,
    }
  }

  /** Reads everything applied so far; `late`: what becomes of late arrivals that were not shown yet. */
  async readAll({ late }: { readonly late: 'keep' | 'read' }): Promise<void> {
    const { context, facts, maxHlc } = this.#options
    const roomId = facts()?.roomId
    if (roomId === undefined) return
    const { index } = context
    const upTo = index.dueSeqs(roomId, maxHlc())
    const newest = index.newestText(roomId, maxHlc())
    await this.#change((state) => {
      if (late === 'read') return readEverything(state, { upTo, newest })
      const except = index.lateBeyondMarks(roomId, { ...this.request, upTo })
      return readUpTo(state, { upTo, except, newest })
    })
  }

  /** Reads these late arrivals. Others, and ids that are not here, are left as they are. */
  async readLate(ids: readonly EntryId[]): Promise<void> {
    const { context, facts } = this.#options
    const roomId = facts()?.roomId
    if (roomId === undefined) return
    const rows = ids.map((id) => context.index.findRecord(id)).filter((row) => row?.room === roomId)
    await this.#change((state) =>
      readPlaces(
        state,
        rows.filter((row) => row !== undefined).filter((row) => isAboveLine(state, row)),
      ),
    )
  }

  /** This record and everything below it is unread again. False when it is not here. */
  async unreadFrom(id: EntryId): Promise<boolean> {
    const { context, facts } = this.#options
    const roomId = facts()?.roomId
    const row = context.index.findRecord(id)
    if (roomId === undefined || row?.room !== roomId) return false
    const place = { hlc: row.hlc, log: row.log }
    await this.#change((state) => unreadFrom(state, place, context.index.seqsBefore(roomId, place)))
    return true
  }

  #change(change: (state: ReadState) => ReadState): Promise<void> {
    const { memory, changed } = this.#options
    return this.#changes.run(async () => {
      const after = change(this.state)
      if (after === this.state) return
      await memory.saveReadState(after)
      changed()
    })
  }
}
