/** The recovery words, read from the vault and restored into it without an engine: they never cross its socket. */
import { HocketError } from '../errors.js'
import { restoreDevice } from '../identity/identity.js'
import { Vault } from '../identity/vault.js'
import { Profile } from './profile.js'

/** The 24 words, or undefined when they were taken out of the vault before. Throws PROFILE_LOCKED while an engine runs. */
export function readWords(profileDir: string): Promise<string | undefined> {
  return withVault(profileDir, async (vault) => vault.secrets.words)
}

/** Takes the words out of the vault: from then on only what the user wrote down can restore the identity. */
export function forgetWords(profileDir: string): Promise<void> {
  return withVault(profileDir, async (vault) => {
    await vault.update(({ words: _, ...secrets }) => secrets)
    await vault.update((secrets) => secrets) // so that the kept previous state does not hold them either
  })
}

/**
 * Checks recovery words. What it resolves with makes a profile a new device of their identity; the device it had is kept in
 * vault.bin.old, the words are not kept. Throws USAGE when they are no identity's words, or when the profile has rooms, in
 * which the logs of its device would end, and PROFILE_LOCKED while an engine runs.
 */
export async function restoreWords(words: string): Promise<(profileDir: string) => Promise<void>> {
  const device = await restoreDevice(words)
  return (profileDir) =>
    withVault(profileDir, async (vault) => {
      const { rooms } = vault.secrets
      if (rooms.length > 0) throw hasRooms(rooms.length)
      await vault.update(({ words: _, ...secrets }) => ({
        ...secrets,
        deviceSeed: device.seed,
        attestation: device.attestation.bytes,
      }))
    })
}

function hasRooms(count: number): HocketError {
  const has = count === 1 ? 'a room' : `${count} rooms`
  return new HocketError(
    'USAGE',
    `This profile has ${has} already, written with the identity that it has. Nothing was changed. Restore into an empty profile: add --profile and a new folder.`,
  )
}

async function withVault<T>(dir: string, use: (vault: Vault) => Promise<T>): Promise<T> {
  const profile = new Profile({ dir, pid: 0 })
  const vault = new Vault({ dir })
  try {
    await profile.ready()
    await vault.ready()
    return await use(vault)
  } finally {
    await vault.close()
    await profile.close()
  }
}
