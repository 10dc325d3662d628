/** A room of its own with real logs, index and verifier, without a network: tests say what peers would. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { createRoomSecrets } from '../../src/engine/found-room.js'
import { readDevice } from '../../src/identity/identity.js'
import { randomBytes } from '../../src/identity/random.js'
import type { RoomSecrets } from '../../src/identity/vault.js'
import { IndexStore } from '../../src/index/index-store.js'
import type { Clock } from '../../src/lib/clock.js'
import { systemClock } from '../../src/lib/clock.js'
import { CardBook } from '../../src/log/card-book.js'
import { LogStore, type LogStoreOptions } from '../../src/log/log-store.js'
import type { OwnLog } from '../../src/log/own-log.js'
import { defaultPolicy } from '../../src/protocol/policy.js'
import { Room } from '../../src/room/room.js'
import type { Draft } from '../../src/room/room-context.js'
import { Verifier } from '../../src/room/verifier.js'
import { nothingRead } from '../../src/timeline/read-state.js'
import { person, seeded } from '../protocol/world.js'

/** What of a room survives its end. */
export interface Kept {
  secrets: RoomSecrets
  drafts: readonly Draft[]
}

export interface RoomOptions {
  readonly dir: string
  readonly kept: Kept
  readonly clock?: Clock
  readonly store?: (options: LogStoreOptions) => LogStore
  /** Called before drafts or secrets are saved; may throw. */
  readonly beforeSave?: () => void
}

export interface TestRoom {
  readonly room: Room
  readonly reported: unknown[]
  /** The log that is written to now. */
  own(): Promise<OwnLog>
  /** Texts in the order in which the room shows them. */
  texts(): Promise<string[]>
  close(): Promise<void>
}

const ana = person('ana')
export const device = readDevice(ana.deviceSeed, ana.attestation.bytes)

/** A room that Ana has created and not opened yet. */
export function createdRoom(): Kept {
  const policy = { ...defaultPolicy, powBits: 4 }
  const s = seeded('s')
  const secrets = createRoomSecrets({
    device,
    name: 'garden',
    nowMs: systemClock.now(),
    number: 1,
    s,
    policy,
  })
  return { secrets, drafts: [] }
}

/** A folder that is removed at the end of the test, after everything in it was closed. */
export function folder(t: Test): string {
  const dir = mkdtempSync(join(tmpdir(), 'hocket-room-'))
  t.teardown(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

/** Opens it; closed at the end of the test at the latest. */
export async function openRoom(t: Test, options: RoomOptions): Promise<TestRoom> {
  const { dir, kept, clock = systemClock } = options
  const reported: unknown[] = []
  const report = (error: unknown) => void reported.push(error)
  const makeStore = options.store ?? ((storeOptions) => new LogStore(storeOptions))
  const store = makeStore({ dir: join(dir, 'logs'), journalKey: seeded('journal'), clock, report })
  const index = new IndexStore({ path: join(dir, 'index.db') })
  const verifier = new Verifier()
  const cards = new CardBook({ path: join(dir, 'cards') })
  const nick = () => 'ana'
  const context = {
    store,
    index,
    verifier,
    device,
    clock,
    random: randomBytes,
    report,
    nick,
    words: () => [],
  }
  const room = new Room({ context, memory: memoryOf(options, cards) })
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= (async () => {
      for (const part of [room, verifier, index, store, cards]) await part.close()
    })()
    return closing
  }
  t.teardown(close)
  for (const part of [store, index, verifier, cards, room]) await part.ready()
  return {
    room,
    reported,
    close,
    own: async () => (await room.openLog(room.state!.writer!.log!)) as OwnLog,
    texts: async () => {
      await room.state!.logs.indexed()
      const { roomId } = room.state!.facts
      const scope = { ...room.state!.facts.scope, maxHlc: room.maxHlc() }
      return [...index.rows(roomId, scope)].filter(({ type }) => type === 'text').map(({ text }) => text)
    },
  }

  function memoryOf({ beforeSave }: RoomOptions, book: CardBook) {
    return {
      secrets: () => kept.secrets,
      saveSecrets: async (change: (secrets: RoomSecrets) => RoomSecrets) => {
        beforeSave?.()
        kept.secrets = change(kept.secrets)
      },
      cards: book,
      drafts: {
        list: () => kept.drafts,
        save: async (drafts: readonly Draft[]) => {
          beforeSave?.()
          kept.drafts = drafts
        },
      },
      readState: () => nothingRead,
      saveReadState: async () => undefined,
      level: () => 'all' as const,
      saveLevel: async () => undefined,
      words: () => [],
      saveWords: async () => undefined,
    }
  }
}
