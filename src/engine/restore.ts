/** An identity from its recovery words, written straight into the vault: they never cross the engine's socket. */
import { HocketError } from '../errors.js'
import { type DeviceKeys, restoreDevice } from '../identity/identity.js'
import { withVault } from './words.js'

/** A new device of the identity of `words`. Throws USAGE when they are not the 24 words of one. */
export function deviceOfWords(words: string): Promise<DeviceKeys> {
  return restoreDevice(words)
}

/**
 * Gives the profile this device; the one it had is kept in vault.bin.old. The words themselves are not kept. Throws USAGE
 * when the profile has rooms, in which the logs of its device would end, and PROFILE_LOCKED while an engine runs.
 */
export function putDevice(profileDir: string, device: DeviceKeys): Promise<void> {
  return withVault(profileDir, async (vault) => {
    const { rooms } = vault.secrets
    if (rooms.length > 0) {
      const has = rooms.length === 1 ? 'a room' : `${rooms.length} rooms`
      throw new HocketError(
        'USAGE',
        `This profile has ${has} already, written with the identity that it has. Nothing was changed. Restore into an empty profile: add --profile and a new folder.`,
      )
    }
    await vault.update(({ words: _, ...secrets }) => ({
      ...secrets,
      deviceSeed: device.seed,
      attestation: device.attestation.bytes,
    }))
  })
}
