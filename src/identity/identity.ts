/**
 * Who I am: 24 words make an identity, and an identity attests devices (PROTOCOL.md §2).
 * The identity's secret lives only inside `attest` and is overwritten there; a device key is random and never derived from
 * words, so that restoring the words on a second machine can never write to the logs of the first (invariant I9).
 */
import IdentityKey from 'keet-identity-key'
import { HocketError } from '../errors.js'
import type { Attestation } from '../protocol/attestation.js'
import { readAttestation } from '../protocol/attestation.js'
import { equalSecrets, type KeyPair, keyPairFromSeed } from '../protocol/hash.js'
import { type DeviceId, idBytes, type MemberId } from '../protocol/ids.js'
import { randomBytes } from './random.js'

/** One installation: its key, and the proof that the identity stands behind it. */
export interface DeviceKeys {
  /** 32 bytes; secret. The log keys are derived from it. */
  readonly seed: Uint8Array
  readonly keyPair: KeyPair
  readonly attestation: Attestation
  readonly identity: MemberId
  readonly device: DeviceId
}

/** An identity that has just been made. `words` is its only copy. */
export interface NewIdentity {
  /** 24 English BIP39 words, separated by single spaces. */
  readonly words: string
  readonly device: DeviceKeys
}

/** A new identity and its first device. */
export async function createIdentity(): Promise<NewIdentity> {
  const words = IdentityKey.generateMnemonic()
  return { words, device: await attest(words) }
}

/** A new device of the identity of `words`. Throws USAGE when the words are not a valid phrase. */
export async function restoreDevice(words: string): Promise<DeviceKeys> {
  try {
    return await attest(words)
  } catch (cause) {
    if (cause instanceof HocketError) throw cause
    throw new HocketError(
      'USAGE',
      'These are not the 24 words of an identity: check the spelling and the order.',
      { cause },
    )
  }
}

/** The device of stored bytes. Throws PROFILE_DAMAGED when they do not belong together. */
export function readDevice(deviceSeed: Uint8Array, attestationBytes: Uint8Array): DeviceKeys {
  const attestation = readAttestation(attestationBytes)
  if (!attestation.ok) {
    throw new HocketError('PROFILE_DAMAGED', `The profile's identity cannot be read: ${attestation.reason}.`)
  }
  const keyPair = keyPairFromSeed(deviceSeed)
  const { identity, device } = attestation.value
  if (!equalSecrets(idBytes(device), keyPair.publicKey)) {
    throw new HocketError('PROFILE_DAMAGED', 'The profile holds the proof of another device.')
  }
  return { seed: deviceSeed, keyPair, attestation: attestation.value, identity, device }
}

async function attest(words: string): Promise<DeviceKeys> {
  const seed = randomBytes(32)
  const identity = await IdentityKey.from({ mnemonic: words })
  try {
    return readDevice(seed, await identity.bootstrap(keyPairFromSeed(seed).publicKey))
  } finally {
    identity.clear()
    identity.keyChain.seed.fill(0)
  }
}
