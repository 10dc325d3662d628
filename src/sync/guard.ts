/**
 * The wire guard: bounds every hypercore message of one peer before hypercore handles it, because hypercore itself
 * believes lengths and ranges (a 20-byte message can cost a gigabyte). A refusal ends the stream. Registered on the
 * log's peer event, which fires inside the opening of the channel, before data that was sent along.
 * The wrapped methods are private to hypercore 11.37.1: the start-up self-test proves that the guard still bites.
 */
import type { Clock } from '../lib/clock.js'
import { errorCode } from '../lib/error-code.js'
import type { DataMessage, RequestMessage, WirePeer } from '../log/wire-peer.js'
import { limits } from '../protocol/limits.js'
import { type Rate, TokenBucket } from './token-bucket.js'

/**
 * For one log on one stream: more than four times what honest peers were seen to send within a quarter of a second on two
 * cores, so that no fast one is ever ended. Requests: 12,800 a second, one for every block. Ranges: 3,800, from a peer that
 * hands on blocks while it fetches them; that can become one for every block too. State (sync, bitfield, want, channels
 * opened): 1,700, from one that writes block after block. What keeps memory small is the bounds on lengths and queues.
 */
export const guardRates = {
  request: { perSecond: 60_000, burst: 60_000 },
  range: { perSecond: 60_000, burst: 60_000 },
  state: { perSecond: 8_000, burst: 8_000 },
} as const satisfies Record<string, Rate>

const maxQueuedRequests = 2_048
const bitfieldBytes = 32_768
const bitfieldSlackBits = 2 ** 18

/** What one stream may send about one log. It outlives the channel, which a peer can close and open as it likes. */
export class GuardBudget {
  readonly request: TokenBucket
  readonly range: TokenBucket
  readonly state: TokenBucket

  constructor(clock: Clock) {
    this.request = new TokenBucket(guardRates.request, clock)
    this.range = new TokenBucket(guardRates.range, clock)
    this.state = new TokenBucket(guardRates.state, clock)
  }
}

/** Wraps the handlers of `peer`; `refuse` is called once, with the reason, and must end the stream. */
export function guardPeer(peer: WirePeer, budget: GuardBudget, refuse: (reason: string) => void): void {
  const { request, range, state } = budget
  if (!state.take()) return refuse('guard: channel')
  let refused = false

  const end = (name: string): undefined => {
    if (!refused) refuse(`guard: ${name}`)
    refused = true
    return undefined
  }
  // On a malformed message a handler may fail like a bug, and the library would end the whole process. Other failures (a
  // full disk, a store that closes) are not this peer's fault: they end the stream as before, and count as no offence.
  const guarded = <Message>(
    name: string,
    handle: (message: Message) => unknown,
    allowed: (message: Message) => boolean,
  ) => {
    return async (message: Message): Promise<unknown> => {
      if (refused) return undefined
      if (!allowed(message)) return end(name)
      try {
        return await handle.call(peer, message)
      } catch (error) {
        if (looksLikeBug(error)) return end(name)
        throw error
      }
    }
  }

  peer.onsync = guarded('sync', peer.onsync, (m) => m.fork === 0 && isLength(m.length) && state.take())
  peer.onrange = guarded('range', peer.onrange, (m) => isSpan(m.start, m.length) && range.take())
  peer.onbitfield = guarded(
    'bitfield',
    peer.onbitfield,
    (m) => isBitfield(m.start, m.bitfield.byteLength) && state.take(),
  )
  peer.onwant = guarded(
    'want',
    peer.onwant,
    (m) => isLength(m.start) && m.length <= 2 * limits.logBlocks && state.take(),
  )
  peer.onrequest = guarded(
    'request',
    peer.onrequest,
    (m) => isWithoutSeek(m) && peer.remoteRequests.size < maxQueuedRequests && request.take(),
  )
  peer.ondata = guarded('data', peer.ondata, isData)
  peer.onextension = guarded('extension', peer.onextension, () => false)
}

/** What the library takes for a bug and lets end the process (safety-catch), as far as a message can cause it. */
function looksLikeBug(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof RangeError) return true
  return errorCode(error) === 'ERR_ASSERTION'
}

function isLength(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value <= limits.logBlocks
}

function isSpan(start: number, length: number): boolean {
  return isLength(start) && isLength(length) && isLength(start + length)
}

function isBitfield(start: number, bytes: number): boolean {
  return (
    isLength(start) && bytes <= bitfieldBytes && start + 8 * bytes <= limits.logBlocks + bitfieldSlackBits
  )
}

// Nobody here seeks by bytes, and hypercore never frees what a request beyond the end has it read: closing would hang.
function isWithoutSeek({ seek, hash }: Pick<RequestMessage | DataMessage, 'seek' | 'hash'>): boolean {
  return seek === null && hash === null
}

function isData(message: Parameters<WirePeer['ondata']>[0]): boolean {
  const { block, upgrade } = message
  if (!isWithoutSeek(message)) return false
  if (block !== null && block !== undefined) {
    if (!isLength(block.index + 1)) return false
    if (block.value !== null && block.value.byteLength > limits.blockBytes) return false
  }
  return upgrade === null || upgrade === undefined || isSpan(upgrade.start, upgrade.length)
}
