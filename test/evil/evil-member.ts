/** A member that holds the room key and writes what it likes into logs of its own, which it offers with real cores. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import b4a from 'b4a'
import Corestore from 'corestore'
import Hypercore from 'hypercore'
import type { Test } from 'tap'
import type { LogCard } from '../../src/protocol/card.js'
import { readGenesis } from '../../src/protocol/genesis.js'
import { type HeadEntry, headNext, headStart } from '../../src/protocol/heads.js'
import { hlcOf } from '../../src/protocol/hlc.js'
import { idBytes, type LogKey } from '../../src/protocol/ids.js'
import { deriveRoomId, deriveWriteKeyPair } from '../../src/protocol/ladder.js'
import { logKeyPair } from '../../src/protocol/manifest.js'
import * as m from '../../src/protocol/messages.js'
import { must, type Person, person, TestLog, type World, type WrittenBlock } from '../protocol/world.js'
import type { Person as Engine } from '../scenarios/world.js'
import type { MemoryNet } from '../testnet/memory-network.js'
import { type Attacker, type HeldKeys, keysOf, meet, type RoomChannel } from './attacker.js'

/** A core that its owner may also truncate. */
export type EvilCore = Hypercore & { truncate(length: number, options?: { fork: number }): Promise<void> }

export class EvilMember {
  readonly person: Person
  readonly room: World
  readonly attacker: Attacker
  readonly channel: RoomChannel
  readonly #stores: (name: string) => Corestore

  constructor(parts: {
    readonly person: Person
    readonly room: World
    readonly channel: RoomChannel
    readonly stores: (name: string) => Corestore
  }) {
    this.person = parts.person
    this.room = parts.room
    this.channel = parts.channel
    this.attacker = parts.channel.attacker
    this.#stores = parts.stores
  }

  /** Log `n` of this person, to be written block by block; its Join is in the present. */
  log(n = 0): { readonly log: TestLog; readonly join: WrittenBlock } {
    const log = new TestLog(this.room, this.person, n)
    return { log, join: log.join({ hlc: hlcOf(Date.now(), 0) }) }
  }

  /** A core with these blocks, in a store of that name: two names give two trees of one log. */
  async core(card: LogCard, blocks: readonly Uint8Array[], store = 'first'): Promise<EvilCore> {
    const manifest = Hypercore.parseManifest(card.manifest)
    const core = this.#stores(store).get({ manifest, allowFork: false, inflightRange: [16, 512] }) as EvilCore
    core.setKeyPair(logKeyPair(this.person.deviceSeed, this.room.roomId, card.n))
    await core.ready()
    await core.append(blocks)
    return core
  }

  /** Offers a log as an honest member would: head, card when asked, core when wanted. `headAt` may lie. */
  offer(
    card: Pick<LogCard, 'log' | 'bytes'>,
    core: Hypercore,
    entry: HeadEntry,
    headAt: (length: number) => Promise<Uint8Array> = (length) => headOfCore(core, card.log, length),
  ): void {
    const { channel } = this
    this.offerCard(card)
    channel.on(m.messageIndex.want, (message) => {
      if (!must(m.readWant(message)).includes(card.log)) return
      core.replicate(this.attacker.peer.stream)
      channel.send(m.messageIndex.ready, m.encodeReady([card.log]))
    })
    channel.on(m.messageIndex.headAtReq, (message) => {
      const { log, length } = must(m.readHeadAtReq(message))
      if (log !== card.log) return
      void headAt(length).then((head) =>
        channel.send(m.messageIndex.headAt, m.encodeHeadAt({ log, length, head })),
      )
    })
    this.claim([entry])
  }

  /** Answers requests for the card of a log. */
  offerCard({ log, bytes }: Pick<LogCard, 'log' | 'bytes'>): void {
    this.channel.on(m.messageIndex.cardReq, (message) => {
      if (must(m.readCardReq(message)).includes(log))
        this.channel.send(m.messageIndex.card, m.encodeCardMessage([bytes]))
    })
  }

  /** Says which logs we hold. */
  claim(entries: readonly HeadEntry[]): void {
    this.channel.send(m.messageIndex.update, m.encodeUpdate(entries))
  }

  /** The blocks of somebody's log, fetched like any member does. */
  async fetch(log: LogKey, length: number): Promise<Uint8Array[]> {
    const core = this.#stores('fetched').get({
      key: idBytes(log),
      allowFork: false,
      inflightRange: [16, 512],
    })
    await core.ready()
    core.replicate(this.attacker.peer.stream)
    this.channel.send(m.messageIndex.want, m.encodeWant([log]))
    const blocks = await Promise.all(Array.from({ length }, (_, seq) => core.get(seq, { timeout: 10_000 })))
    return blocks.filter((block) => block !== null)
  }

  /** Writes a log in one go and offers it. */
  async publish(log: TestLog, written: readonly { readonly block: Uint8Array }[]): Promise<EvilCore> {
    const blocks = written.map(({ block }) => block)
    const core = await this.core(log.card, blocks)
    this.offer(log.card, core, headEntry(log.card.log, blocks))
    return core
  }
}

/** Joins the room of `victim` by its key, with an identity of its own, and gets the genesis like everybody. */
export async function evilMember(
  t: Test,
  options: {
    readonly net: MemoryNet
    readonly victim: Engine
    readonly handle: string
    /** People whom the connection must not go to. */
    readonly avoiding?: readonly string[]
    readonly name?: string
  },
): Promise<EvilMember> {
  const { net, victim, handle, avoiding, name = 'mallory' } = options
  const held = await keysOf(victim, handle)
  const attacker = await meet(t, net, handle, avoiding)
  const channel = attacker.enter(held.keys)
  const mallory = person(name)
  channel.prove(held)
  channel.identify(mallory)
  const room = roomOf(held, await channel.first(m.messageIndex.genesis))
  const dir = mkdtempSync(join(tmpdir(), 'hocket-evil-'))
  t.teardown(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }))
  const opened = new Map<string, Corestore>()
  const stores = (store: string) => {
    const known = opened.get(store)
    if (known !== undefined) return known
    const made = new Corestore(join(dir, store))
    t.teardown(() => made.close().catch(() => undefined)) // what the attacker did may have broken its own store
    opened.set(store, made)
    return made
  }
  return new EvilMember({ person: mallory, room, channel, stores })
}

/** What these blocks of a log come to. */
export function headEntry(log: LogKey, blocks: readonly Uint8Array[]): HeadEntry {
  return { log, length: blocks.length, head: blocks.reduce(headNext, headStart(log)) }
}

/** The room as a Genesis message describes it. */
function roomOf({ keys, w }: Required<HeldKeys>, message: Uint8Array): World {
  const { genesis: bytes, ladderSig, s } = must(m.readGenesisMessage(message))
  if (s === undefined) throw new Error('a genesis without s')
  const genesis = must(readGenesis(b4a.from(bytes)))
  const roomId = deriveRoomId(bytes)
  const { writePk, createdMs, policy } = genesis
  const { powBits } = policy
  return {
    s: b4a.from(s),
    writeKeyPair: deriveWriteKeyPair(s),
    genesis,
    roomId,
    w,
    keys,
    ladderSig: b4a.from(ladderSig),
    chainRoom: { roomId, keys, writePk, powBits, createdMs },
    cardRoom: { roomId, r: keys.r, writePk, powBits },
  }
}

async function headOfCore(core: Hypercore, log: LogKey, length: number): Promise<Uint8Array> {
  let head = headStart(log)
  for (let seq = 0; seq < length; seq++) {
    const block = await core.get(seq, { timeout: 1_000 })
    if (block !== null) head = headNext(head, block)
  }
  return head
}
