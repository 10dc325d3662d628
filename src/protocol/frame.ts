/**
 * Frame: what one hypercore block holds (PROTOCOL.md §4). Encrypts and pads; knows nothing of what is inside.
 * A frame that this version cannot read is *locked*, never invalid: it may become readable later.
 */
import b4a from 'b4a'
import { hash } from './hash.js'
import { idBytes, type LogKey, type RoomId } from './ids.js'
import type { ReadKeys } from './ladder.js'
import { open, seal } from './seal.js'
import { u32Bytes, Writer } from './writer.js'

/** Where a frame stands, and the keys of its room. */
export interface FramePlace {
  readonly keys: ReadKeys
  readonly roomId: RoomId
  readonly log: LogKey
  readonly seq: number
}

export type OpenedFrame =
  | {
      readonly state: 'open'
      readonly epochId: Uint8Array
      readonly nonce: Uint8Array
      readonly envelope: Uint8Array
    }
  | { readonly state: 'locked'; readonly reason: string }
  | { readonly state: 'invalid'; readonly reason: string }

const version = 1
const suite = 1
const headBytes = 10
const nonceBytes = 24
const tagBytes = 16
const paddedSizes = [64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536]
const padStart = 0x80

/** The epoch id that stands for the control key. */
export const controlEpochId: Uint8Array = new Uint8Array(8)

/** The block that holds `envelope`. `nonce`: 24 random bytes, never used twice, the ones that the envelope signs. */
export function sealFrame({
  keys,
  control,
  nonce,
  envelope,
  ...place
}: FramePlace & {
  /** True for control entries, which are sealed with the control key. */
  readonly control: boolean
  readonly nonce: Uint8Array
  readonly envelope: Uint8Array
}): Uint8Array {
  const head = new Writer()
    .u8(version)
    .u8(suite)
    .bytes(control ? controlEpochId : keys.epochId, 8)
    .finish()
  const key = blockKey(control ? keys.ctlKey : keys.contentKey, place.log)
  const sealed = seal(key, nonce, associated(head, place), pad(envelope))
  return new Writer().raw(head).bytes(nonce, nonceBytes).raw(sealed).finish()
}

/** What `block` holds at this place of this log. */
export function openFrame({
  keys,
  block,
  ...place
}: FramePlace & { readonly block: Uint8Array }): OpenedFrame {
  const [blockVersion, blockSuite] = block
  if (blockVersion === undefined || blockSuite === undefined)
    return { state: 'invalid', reason: 'truncated frame' }
  if (blockVersion !== version) return { state: 'locked', reason: `frame version ${blockVersion}` }
  if (blockSuite !== suite) return { state: 'locked', reason: `cipher suite ${blockSuite}` }
  const sealed = block.subarray(headBytes + nonceBytes)
  if (!paddedSizes.includes(sealed.byteLength - tagBytes))
    return { state: 'invalid', reason: 'a frame of a wrong length' }
  const head = block.subarray(0, headBytes)
  const epochId = block.subarray(2, headBytes)
  const epochKey = epochKeyOf(keys, epochId)
  if (epochKey === undefined) return { state: 'locked', reason: 'unknown epoch' }
  const nonce = block.subarray(headBytes, headBytes + nonceBytes)
  const padded = open(blockKey(epochKey, place.log), nonce, associated(head, place), sealed)
  if (padded === undefined) return { state: 'invalid', reason: 'a frame that does not open' }
  const envelope = unpad(padded)
  if (envelope === undefined) return { state: 'invalid', reason: 'wrong padding' }
  return { state: 'open', epochId, nonce, envelope }
}

/** The nonce of a frame, whatever else it holds; undefined when `block` is too short to be one. */
export function frameNonce(block: Uint8Array): Uint8Array | undefined {
  const nonce = block.subarray(headBytes, headBytes + nonceBytes)
  return nonce.byteLength === nonceBytes ? nonce : undefined
}

/** True iff a frame with this epoch id is sealed with the control key. */
export function isControlEpoch(epochId: Uint8Array): boolean {
  return b4a.equals(epochId, controlEpochId)
}

function epochKeyOf(keys: ReadKeys, epochId: Uint8Array): Uint8Array | undefined {
  if (isControlEpoch(epochId)) return keys.ctlKey
  return b4a.equals(epochId, keys.epochId) ? keys.contentKey : undefined
}

function blockKey(epochKey: Uint8Array, log: LogKey): Uint8Array {
  return hash('MSGKEY', epochKey, idBytes(log))
}

function associated(head: Uint8Array, { roomId, log, seq }: Omit<FramePlace, 'keys'>): Uint8Array {
  return b4a.concat([head, idBytes(roomId), idBytes(log), u32Bytes(seq)])
}

function pad(envelope: Uint8Array): Uint8Array {
  const padded = new Uint8Array(paddedSize(envelope.byteLength))
  padded.set(envelope)
  padded[envelope.byteLength] = padStart
  return padded
}

/** The envelope, or undefined when the padding is not the only one possible. */
function unpad(padded: Uint8Array): Uint8Array | undefined {
  let end = padded.byteLength - 1
  while (padded[end] === 0) end--
  if (padded[end] !== padStart || paddedSize(end) !== padded.byteLength) return undefined
  return padded.subarray(0, end)
}

function paddedSize(envelopeBytes: number): number {
  const size = paddedSizes.find((candidate) => envelopeBytes < candidate)
  if (size === undefined) throw new RangeError(`an envelope of ${envelopeBytes} bytes fits no frame`)
  return size
}
