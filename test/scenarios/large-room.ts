/**
 * A profile that holds a large room, made without a network: every author is a device of its own that writes through the
 * real writer into its own log, all in one store, as if the profile had fetched them. Authors know nothing of each other
 * while they write, and their clocks run side by side, so their messages interleave one by one.
 */
import { Profile } from '../../src/engine/profile.js'
import { RoomBook } from '../../src/engine/room-book.js'
import { createIdentity, readDevice } from '../../src/identity/identity.js'
import { randomBytes } from '../../src/identity/random.js'
import { Vault } from '../../src/identity/vault.js'
import { IndexStore } from '../../src/index/index-store.js'
import type { Clock } from '../../src/lib/clock.js'
import { systemClock } from '../../src/lib/clock.js'
import { Resource } from '../../src/lib/resource.js'
import { LogStore } from '../../src/log/log-store.js'
import { Admission } from '../../src/network/admission.js'
import { SwarmNetwork } from '../../src/network/swarm-network.js'
import type { LogKey } from '../../src/protocol/ids.js'
import { formatLink } from '../../src/protocol/links.js'
import type { Policy } from '../../src/protocol/policy.js'
import { OwnWriter } from '../../src/room/own-writer.js'
import type { ReadyRoom, Room } from '../../src/room/room.js'
import type { RoomContext } from '../../src/room/room-context.js'
import { Verifier } from '../../src/room/verifier.js'
import { Hub } from '../../src/sync/hub.js'

export interface LargeRoomOptions {
  /** Folder of the profile; must not exist. */
  readonly dir: string
  readonly messages: number
  readonly writers: number
  /** Text of the i-th message of the room. */
  readonly textOf: (i: number) => string
  readonly policy: Policy
}

export interface LargeRoom {
  readonly handle: string
  readonly link: string
  readonly hash: string
  /** Messages, and the records that every log begins with. */
  readonly records: number
  /** Every log with its number of blocks. */
  readonly logs: readonly { readonly log: LogKey; readonly blocks: number }[]
}

/** Messages of the room are this far apart. */
const stepMs = 1_500
const batchMessages = 256

/** Writes the room. The profile is closed when it resolves, and any engine can open it. */
export async function makeLargeRoom(options: LargeRoomOptions): Promise<LargeRoom> {
  const startMs = Date.now() - (options.messages + 1_000) * stepMs
  const host = new Host(options, new SteppingClock(startMs, 0))
  try {
    await host.ready()
    const room = await host.create()
    await writeAll(room, options, startMs)
    await room.state.logs.indexed()
    return host.describe(room)
  } finally {
    await host.close()
  }
}

type Ready = Room & { readonly state: ReadyRoom }

async function writeAll(room: Ready, { messages, writers, textOf }: LargeRoomOptions, startMs: number) {
  const authors = await Promise.all(
    Array.from({ length: writers }, (_, i) =>
      addAuthor(room, `author ${i}`, new SteppingClock(startMs + i * stepMs, writers * stepMs)),
    ),
  )
  const perBatch = batchMessages * writers
  for (let from = 0; from < messages; from += perBatch) {
    const batch = Array.from({ length: Math.min(perBatch, messages - from) }, (_, i) => from + i)
    for (const [author, writer] of authors.entries()) {
      const own = batch.filter((i) => i % writers === author)
      await writer.write(own.map((i) => ({ kind: 'text', format: 0, text: textOf(i) })))
    }
  }
}

/** Another person's device, whose log is written here. */
async function addAuthor(room: Ready, nick: string, clock: Clock): Promise<OwnWriter> {
  const { facts, logs } = room.state
  const { device } = await createIdentity()
  let secrets = { ...room.memory.secrets(), logNumber: 0 }
  const writer = new OwnWriter({
    context: { ...room.context, device, clock, nick: () => nick },
    memory: {
      ...room.memory,
      secrets: () => secrets,
      saveSecrets: async (change) => {
        secrets = { ...secrets, ...change(secrets) }
      },
    },
    facts,
    roster: logs.roster,
    admitOwn: async (card, log) => {
      await logs.takeCard(card)
      logs.adopt(log)
    },
    indexed: () => logs.indexed(),
    peersConnected: () => false,
    maxHlc: () => 0n, // nobody else's message has reached this author
  })
  await writer.open()
  return writer
}

/** The parts of an engine, opened as the engine opens them, with no network. */
class Host extends Resource {
  readonly #options: LargeRoomOptions
  readonly #clock: Clock
  #book: RoomBook | undefined
  #handle = ''

  constructor(options: LargeRoomOptions, clock: Clock) {
    super()
    this.#options = options
    this.#clock = clock
  }

  async create(): Promise<Ready> {
    const { room, handle } = await this.#book!.create('large')
    this.#handle = handle
    return isReady(room)
  }

  describe(room: Ready): LargeRoom {
    const { facts, logs } = room.state
    const maxHlc = 2n ** 63n - 1n
    const { hash, records } = room.context.index.hash(facts.roomId, { ...facts.scope, maxHlc })
    return {
      handle: this.#handle,
      hash,
      records,
      link: formatLink({ kind: 'w', w: room.w! }),
      logs: logs.roster.all().map(({ log, state }) => ({ log, blocks: state.nextSeq })),
    }
  }

  protected override async open(): Promise<void> {
    const { dir, policy } = this.#options
    const clock = this.#clock
    const report = (error: unknown) => {
      throw error
    }
    const profile = await this.#opened(new Profile({ dir, pid: process.pid }))
    const vault = await this.#opened(new Vault({ dir }))
    await vault.update((secrets) => ({ ...secrets, nick: 'keeper' }))
    const { deviceSeed, attestation, journalKey } = vault.secrets
    const store = await this.#opened(new LogStore({ dir: profile.logsDir, journalKey, clock, report }))
    const index = await this.#opened(new IndexStore({ path: profile.indexPath }))
    const verifier = await this.#opened(new Verifier())
    const network = await this.#opened(new SwarmNetwork({ bootstrap: [], clock }))
    const admission = new Admission({ local: false })
    const hub = await this.#opened(new Hub({ network, admission, clock, random: randomBytes, report }))
    const device = readDevice(deviceSeed, attestation)
    const own = { nick: () => vault.secrets.nick, words: () => [] }
    const context: RoomContext = {
      store,
      index,
      verifier,
      device,
      clock,
      random: randomBytes,
      report,
      ...own,
    }
    this.#book = await this.#opened(new RoomBook({ profile, vault, context, hub, policy }))
  }

  async #opened<T extends Resource>(part: T): Promise<T> {
    this.own(() => part.close())
    await part.ready()
    return part
  }
}

function isReady(room: Room): Ready {
  if (room.state === undefined) throw new Error('a room that was created here is ready')
  return room as Ready
}

/** Steps on by a fixed time whenever somebody looks; its timers are real. */
class SteppingClock implements Clock {
  readonly #stepMs: number
  #nowMs: number

  constructor(startMs: number, stepMs: number) {
    this.#nowMs = startMs
    this.#stepMs = stepMs
  }

  now(): number {
    const now = this.#nowMs
    this.#nowMs += this.#stepMs
    return now
  }

  after(delayMs: number, run: () => void, options?: { readonly background?: boolean }): () => void {
    return systemClock.after(delayMs, run, options)
  }

  random(): number {
    return systemClock.random()
  }
}
