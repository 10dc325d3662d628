/** A peer that speaks the protocol by hand, on a real stream to a real engine, and may say anything at any time. */
import b4a from 'b4a'
import Protomux, { type Channel, type Message } from 'protomux'
import type { Test } from 'tap'
import { randomBytes } from '../../src/identity/random.js'
import type { PeerStream } from '../../src/network/network.js'
import { channelId, encodeHello, type Role, tagOf } from '../../src/protocol/hello.js'
import { createIdent } from '../../src/protocol/ident.js'
import { deriveReadKey, deriveReadKeys, type ReadKeys } from '../../src/protocol/ladder.js'
import { parseLink } from '../../src/protocol/links.js'
import { messageIndex } from '../../src/protocol/messages.js'
import { createProof, type ProofLevel } from '../../src/protocol/proof.js'
import type { Person } from '../protocol/world.js'
import type { Person as Engine } from '../scenarios/world.js'
import type { MemoryNet } from '../testnet/memory-network.js'
import { until } from '../testnet/until.js'

/** What somebody holds of a room. */
export interface HeldKeys {
  readonly keys: ReadKeys
  readonly w?: Uint8Array
}

/** The keys in a link that grants writing. */
export async function keysOf(member: Engine, handle: string): Promise<Required<HeldKeys>> {
  const link = parseLink(await member.link(handle))
  if (!link.ok || link.value.kind !== 'w') throw new Error('no link')
  return { w: link.value.w, keys: deriveReadKeys(deriveReadKey(link.value.w)) }
}

export class Attacker {
  readonly peer: PeerStream
  readonly mux: Protomux
  /** Everything the victim said on this stream, decrypted. */
  readonly heard: Uint8Array[] = []
  /** The victim's greeting. */
  readonly hello: Promise<Uint8Array>
  readonly #network: { close(): Promise<void> }
  #closed = false
  #hello: Message<Uint8Array> | undefined

  constructor(peer: PeerStream, network: { close(): Promise<void> }) {
    this.peer = peer
    this.#network = network
    void peer.closed.then(() => {
      this.#closed = true
    })
    peer.stream.on('data', (data) => void this.heard.push(b4a.from(data)))
    this.mux = Protomux.from(peer.stream)
    const channel = this.mux.createChannel({ protocol: 'hocket/hello/1' })
    this.hello = new Promise<Uint8Array>((resolve) => {
      const onmessage = (bytes: Uint8Array) => resolve(b4a.from(bytes))
      this.#hello = channel?.addMessage<Uint8Array>({ onmessage })
      channel?.open()
    })
  }

  get isClosed(): boolean {
    return this.#closed
  }

  /** Our role on the stream; the victim has the other one. */
  get role(): Role {
    return this.peer.initiator ? 'I' : 'R'
  }

  /** Resolves when the victim has ended the stream. */
  ended(): Promise<void> {
    return until(() => this.#closed)
  }

  /** Ends the stream and does not come back. */
  leave(): Promise<void> {
    return this.#network.close()
  }

  sendHello(bytes: Uint8Array): void {
    this.#hello?.send(bytes)
  }

  /** Closes the channel of the greeting, and the stream not. */
  closeHello(): void {
    this.mux.getLastChannel({ protocol: 'hocket/hello/1' })?.close()
  }

  /** Names the room in a greeting, as its members do. */
  greet({ rep }: ReadKeys): void {
    this.sendHello(encodeHello([tagOf(rep, this.peer.handshakeHash, this.role)], (size) => randomBytes(size)))
  }

  /** Names the room and opens its channel; proves nothing. */
  enter(keys: ReadKeys): RoomChannel {
    this.greet(keys)
    return new RoomChannel(this, keys)
  }
}

/** Our end of a room's channel, with room for messages that no version has. */
export class RoomChannel {
  readonly attacker: Attacker
  readonly keys: ReadKeys
  readonly #channel: Channel | null
  readonly #messages: (Message<Uint8Array> | undefined)[]
  readonly #heard: { readonly index: number; readonly message: Uint8Array }[] = []
  readonly #listeners: { readonly index: number; readonly run: (message: Uint8Array) => void }[] = []

  constructor(attacker: Attacker, keys: ReadKeys) {
    this.attacker = attacker
    this.keys = keys
    const id = channelId(keys.rep, attacker.peer.handshakeHash)
    this.#channel = attacker.mux.createChannel({ protocol: 'hocket/room/1', id })
    this.#messages = Array.from({ length: 40 }, (_, index) =>
      this.#channel?.addMessage<Uint8Array>({ onmessage: (message) => this.#take(index, b4a.from(message)) }),
    )
    this.#channel?.open()
  }

  send(index: number, message: Uint8Array): void {
    this.#messages[index]?.send(message)
  }

  /** Leaves the room, and the stream as it is. */
  close(): void {
    this.#channel?.close()
  }

  /** Calls `run` for every message of this index, also those that have come already. */
  on(index: number, run: (message: Uint8Array) => void): void {
    for (const heard of this.#heard) if (heard.index === index) run(heard.message)
    this.#listeners.push({ index, run })
  }

  /** The first message of this index, also when it has come already. */
  first(index: number): Promise<Uint8Array> {
    return new Promise((resolve) => this.on(index, resolve))
  }

  /** How many messages of this index have come. */
  count(index: number): number {
    return this.#heard.filter((heard) => heard.index === index).length
  }

  /** Proves what we hold, as an honest peer does. */
  prove(held: HeldKeys, options: { readonly level?: ProofLevel; readonly hasGenesis?: boolean } = {}): void {
    const { level = held.w === undefined ? 2 : 3, hasGenesis = false } = options
    const place = { hh: this.attacker.peer.handshakeHash, role: this.attacker.role }
    this.send(messageIndex.proof, createProof({ ...held, ...place, level, hasGenesis, random: randomBytes }))
  }

  /** Says who we are. */
  identify(person: Person): void {
    const place = { hh: this.attacker.peer.handshakeHash, role: this.attacker.role, rep: this.keys.rep }
    const speaker = { attestation: person.attestation, deviceSecretKey: person.deviceKeys.secretKey }
    this.send(messageIndex.ident, createIdent({ ...place, ...speaker }))
  }

  #take(index: number, message: Uint8Array): void {
    this.#heard.push({ index, message })
    for (const listener of this.#listeners) if (listener.index === index) listener.run(message)
  }
}

let strangers = 0

/** Connects with one of those who are announced under the room's topic, from a machine of its own; never with `avoiding`. */
export async function meet(
  t: Test,
  net: MemoryNet,
  handle: string,
  avoiding: readonly string[] = [],
): Promise<Attacker> {
  const name = `mallory ${++strangers}`
  const network = net.network(name)
  t.teardown(() => network.close())
  await network.ready()
  for (const other of avoiding) net.cut(name, other)
  const met = new Promise<PeerStream>((resolve) => network.connections.on(resolve))
  network.join(b4a.from(handle, 'hex'))
  return new Attacker(await met, network)
}

/** Why the victim refused peers, with counts. */
export async function refusals(victim: Engine): Promise<Readonly<Record<string, number>>> {
  return (await victim.engine.call('net.status', {})).refused
}
