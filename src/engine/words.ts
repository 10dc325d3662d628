/** The recovery words, read straight from the vault by a command: they never cross the engine's socket. */
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

/** Opens the vault of a profile that no engine has. */
export async function withVault<T>(dir: string, use: (vault: Vault) => Promise<T>): Promise<T> {
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
