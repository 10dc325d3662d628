/** The secrets of a room: made for a new one, or taken from a link. Nothing is stored here. */
import { HocketError } from '../errors.js'
import type { DeviceKeys } from '../identity/identity.js'
import type { RoomSecrets } from '../identity/vault.js'
import { createGenesis } from '../protocol/genesis.js'
import {
  deriveReadKey,
  deriveReadKeys,
  deriveRoomId,
  deriveRoomKey,
  deriveWriteKeyPair,
  signLadder,
} from '../protocol/ladder.js'
import { parseLink } from '../protocol/links.js'
import type { Policy } from '../protocol/policy.js'

/** A new open room, created by this device. `s` is 32 random bytes. */
export function createRoomSecrets(options: {
  readonly device: DeviceKeys
  readonly name: string
  readonly nowMs: number
  readonly number: number
  readonly s: Uint8Array
  readonly policy?: Policy
}): RoomSecrets {
  const { device, name, nowMs, number, s, policy } = options
  const deviceSecretKey = device.keyPair.secretKey
  const genesis = createGenesis({
    attestation: device.attestation,
    createdMs: nowMs,
    writePk: deriveWriteKeyPair(s).publicKey,
    name,
    deviceSecretKey,
    ...(policy !== undefined && { policy }),
  })
  const w = deriveRoomKey(genesis, s)
  const r = deriveReadKey(w)
  const roomId = deriveRoomId(genesis)
  const ladderSig = signLadder(deviceSecretKey, roomId, deriveReadKeys(r).rep)
  return { number, access: 'w', w, s, r, roomId, genesis, ladderSig, logNumber: 0, joinedMs: nowMs }
}

/** What a link tells of a room; the genesis comes from its members. Throws BAD_LINK. */
export function linkedRoomSecrets(
  text: string,
  place: { readonly number: number; readonly nowMs: number },
): RoomSecrets {
  const link = parseLink(text)
  if (!link.ok)
    throw new HocketError(
      'BAD_LINK',
      `This key or link cannot be used: ${link.reason}. Ask for it again and copy all of it.`,
    )
  const { number, nowMs: joinedMs } = place
  switch (link.value.kind) {
    case 'w':
      return { number, access: 'w', w: link.value.w, r: deriveReadKey(link.value.w), logNumber: 0, joinedMs }
    case 'r':
      return { number, access: 'r', r: link.value.r, roomId: link.value.roomId, logNumber: 0, joinedMs }
    default:
      throw new HocketError(
        'BAD_LINK',
        `A link of kind "${link.value.kind}" cannot be used by this version of hocket. Ask for a link that begins with hocket:w/ or hocket:r/.`,
      )
  }
}
