/**
 * Who may be connected (PROTOCOL.md §9.3, §10): slots for both directions, limits per address and identity, cool-downs after
 * offences. Pure table: time is a parameter and it ends no stream itself; the caller destroys what is refused or evicted.
 * Strangers can never take the slots that we dial with.
 */
import { isIPv6 } from 'node:net'
import b4a from 'b4a'
import type { MemberId } from '../protocol/ids.js'
import { isLoopback } from './bootstrap.js'
import { CoolDown } from './cool-down.js'
import type { PeerStream } from './network.js'

export const outboundSlots = 24
const inboundSlots = 40
const unprovenSlots = 16
const perNetwork = 4
const perIdentity = 3

export type Refusal = 'cool-down' | 'full' | 'unproven' | 'address' | 'identity'

/** `evict`: a stream that has to make room. */
export type Admitted =
  | { readonly ok: true; readonly evict?: PeerStream }
  | { readonly ok: false; readonly reason: Refusal }

interface Seat {
  readonly peer: PeerStream
  readonly sinceMs: number
  /** /24 or /64 of the remote; undefined when unknown or not counted. */
  readonly network: string | undefined
  readonly proven: boolean
  readonly identity: MemberId | undefined
}

export interface AdmissionOptions {
  /** All bootstrap nodes are on this machine: then loopback addresses are no sign of one attacker. */
  readonly local: boolean
}

export class Admission {
  readonly #local: boolean
  readonly #seats = new Map<PeerStream, Seat>()
  readonly #coolDown = new CoolDown()
  readonly #refusals = new Map<Refusal, number>()

  constructor({ local }: AdmissionOptions) {
    this.#local = local
  }

  /** How often each reason refused somebody since the start. */
  get refusals(): ReadonlyMap<Refusal, number> {
    return this.#refusals
  }

  /** Streams that hold a slot. */
  get size(): number {
    return this.#seats.size
  }

  /** Takes a slot for a fresh stream, or says why not. */
  admit(peer: PeerStream, nowMs: number): Admitted {
    const network = this.#networkOf(peer)
    if (this.#names(peer).some((name) => this.#coolDown.refuses(name, nowMs)))
      return this.#refuse('cool-down')
    if (network !== undefined && this.#count((seat) => seat.network === network) >= perNetwork)
      return this.#refuse('address')
    const evict = this.#makeRoom(peer, network)
    if (typeof evict === 'string') return this.#refuse(evict)
    this.#seats.set(peer, { peer, sinceMs: nowMs, network, proven: false, identity: undefined })
    if (evict === undefined) return { ok: true }
    this.#seats.delete(evict.peer)
    return { ok: true, evict: evict.peer }
  }

  /** The peer has proven that it holds a key of a shared room, and who it is if it said so. */
  proven(peer: PeerStream, identity?: MemberId): Admitted {
    const seat = this.#seats.get(peer)
    if (seat === undefined) return { ok: false, reason: 'full' }
    const same =
      identity === undefined ? 0 : this.#count((other) => other !== seat && other.identity === identity)
    if (same >= perIdentity) return this.#refuse('identity')
    this.#seats.set(peer, { ...seat, proven: true, identity: identity ?? seat.identity })
    return { ok: true }
  }

  /** The stream is closed. */
  gone(peer: PeerStream): void {
    this.#seats.delete(peer)
  }

  /** The peer broke a rule: starts the cool-down of its key and address. The caller ends the stream. */
  offence(peer: PeerStream, nowMs: number): void {
    for (const name of this.#names(peer)) this.#coolDown.offence(name, nowMs)
  }

  // Undefined when there is room, a seat when it has to be given up, or the reason for refusing.
  #makeRoom(peer: PeerStream, network: string | undefined): Seat | Refusal | undefined {
    if (this.#count((seat) => !seat.proven) >= unprovenSlots) {
      const stranger = peer.initiator
        ? this.#newest((seat) => !seat.proven && !seat.peer.initiator)
        : undefined
      return stranger ?? 'unproven'
    }
    const sameSide = this.#count((seat) => seat.peer.initiator === peer.initiator)
    if (sameSide < (peer.initiator ? outboundSlots : inboundSlots)) return undefined
    return peer.initiator ? 'full' : (this.#inboundToEvict(network) ?? 'full')
  }

  // Unproven first; then the newest of the network that holds most slots, if it holds more than the newcomer's would.
  #inboundToEvict(newcomer: string | undefined): Seat | undefined {
    const unproven = this.#newest((seat) => !seat.proven && !seat.peer.initiator)
    if (unproven !== undefined) return unproven
    const density = (network: string | undefined) =>
      network === undefined ? 0 : this.#count((seat) => seat.network === network)
    const inbound = [...this.#seats.values()].filter((seat) => !seat.peer.initiator)
    const densest = Math.max(...inbound.map((seat) => density(seat.network)))
    return densest > density(newcomer) + 1
      ? this.#newest((seat) => !seat.peer.initiator && density(seat.network) === densest)
      : undefined
  }

  #newest(matches: (seat: Seat) => boolean): Seat | undefined {
    let found: Seat | undefined
    for (const seat of this.#seats.values()) {
      if (matches(seat) && (found === undefined || seat.sinceMs >= found.sinceMs)) found = seat
    }
    return found
  }

  #count(matches: (seat: Seat) => boolean): number {
    let count = 0
    for (const seat of this.#seats.values()) if (matches(seat)) count++
    return count
  }

  #refuse(reason: Refusal): Admitted {
    this.#refusals.set(reason, (this.#refusals.get(reason) ?? 0) + 1)
    return { ok: false, reason }
  }

  #names(peer: PeerStream): string[] {
    const key = b4a.toString(peer.remotePublicKey, 'hex')
    const host = this.#hostOf(peer)
    return host === undefined ? [key] : [key, isIPv6(host) ? sixtyFour(host) : host]
  }

  #networkOf(peer: PeerStream): string | undefined {
    const host = this.#hostOf(peer)
    if (host === undefined) return undefined
    return isIPv6(host) ? sixtyFour(host) : host.split('.').slice(0, 3).join('.')
  }

  #hostOf({ address }: PeerStream): string | undefined {
    const host = address?.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')
    return host === undefined || (this.#local && isLoopback(host)) ? undefined : host
  }
}

// The first four groups of an IPv6 address, written out.
function sixtyFour(host: string): string {
  const [head = '', tail] = host.toLowerCase().split('::')
  const groups = head === '' ? [] : head.split(':')
  const rest = tail === undefined || tail === '' ? [] : tail.split(':')
  const filled = [
    ...groups,
    ...Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0'),
    ...rest,
  ]
  return filled
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
