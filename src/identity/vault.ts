/**
 * The secrets of one profile: `vault.bin`, sealed under the random key in `vault.key`, both 0600 in a 0700 folder.
 * Owns these two files and `vault.bin.old`, the state before the last change. Never overwrites a file that it could not
 * read, and never falls back to the old state by itself: a room could be missing from it, and its log would be forked (I9).
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { HocketError, isHocketError } from '../errors.js'
import { readIfThere } from '../lib/read-if-there.js'
import { replaceFile } from '../lib/replace-file.js'
import { Resource } from '../lib/resource.js'
import { Serial } from '../lib/serial.js'
import { fileFault } from './file-fault.js'
import { createIdentity } from './identity.js'
import { randomBytes } from './random.js'
import { damaged, newer, openVault, sealVault } from './vault-file.js'
import { decodeSecrets, encodeSecrets, secretsVersion, type VaultSecrets } from './vault-secrets.js'

export type { RoomSecrets, VaultSecrets } from './vault-secrets.js'

export class Vault extends Resource {
  readonly #dir: string
  readonly #writes = new Serial()
  #fileKey: Uint8Array = new Uint8Array(0)
  #secrets: VaultSecrets | undefined

  constructor(options: { readonly dir: string }) {
    super()
    this.#dir = options.dir
  }

  /** The secrets now; a value that is replaced, never edited. */
  get secrets(): VaultSecrets {
    if (this.#secrets === undefined) throw new HocketError('CLOSED', 'The vault is not open.')
    return this.#secrets
  }

  /** Replaces the secrets by `change(secrets)`, durably, before it resolves; changes happen one after the other. */
  update(change: (secrets: VaultSecrets) => VaultSecrets): Promise<void> {
    return this.#writes.run(async () => {
      const next = change(this.secrets)
      const path = this.#path('vault.bin')
      try {
        await replaceFile(path, this.#seal(next), { keepAs: this.#path('vault.bin.old') })
      } catch (error) {
        throw fileFault(error, path)
      }
      this.#secrets = next
    })
  }

  protected override async open(): Promise<void> {
    this.own(async () => {
      await this.#writes.idle()
      this.#fileKey.fill(0)
      this.#secrets?.deviceSeed.fill(0)
      this.#secrets = undefined
    })
    try {
      await mkdir(this.#dir, { recursive: true, mode: 0o700 })
      const sealed = await this.#read('vault.bin')
      this.#secrets = sealed === undefined ? await this.#create() : await this.#unseal(sealed)
    } catch (error) {
      throw fileFault(error, this.#dir)
    }
  }

  async #create(): Promise<VaultSecrets> {
    if ((await this.#read('vault.bin.old')) !== undefined) {
      throw damaged(this.#path('vault.bin'), 'it is missing, although vault.bin.old is there')
    }
    // A key file without a vault is left by a first start that was cut off: nothing is sealed under it yet.
    const existing = await this.#read('vault.key')
    this.#fileKey = existing?.byteLength === 32 ? existing : randomBytes(32)
    if (this.#fileKey !== existing) await replaceFile(this.#path('vault.key'), this.#fileKey)
    const { words, device } = await createIdentity()
    const secrets = {
      deviceSeed: device.seed,
      attestation: device.attestation.bytes,
      words,
      journalKey: randomBytes(32),
      rooms: [],
    }
    await replaceFile(this.#path('vault.bin'), this.#seal(secrets))
    return secrets
  }

  async #unseal(sealed: Uint8Array): Promise<VaultSecrets> {
    const key = await this.#read('vault.key')
    if (key?.byteLength !== 32)
      throw damaged(this.#path('vault.bin'), 'its key file vault.key is missing or has a wrong size')
    this.#fileKey = key
    try {
      return this.#parse(sealed, this.#path('vault.bin'))
    } catch (error) {
      throw isHocketError(error, 'PROFILE_DAMAGED') ? await this.#withOldState(error) : error
    }
  }

  // The old state may lack the newest room, so only the user may decide to go back to it.
  async #withOldState(error: HocketError): Promise<HocketError> {
    const old = await this.#read('vault.bin.old')
    if (old === undefined) return error
    try {
      const { rooms } = this.#parse(old, this.#path('vault.bin.old'))
      const rescue = `vault.bin.old, the state before the last change, is intact and holds ${rooms.length === 1 ? '1 room' : `${rooms.length} rooms`}`
      return new HocketError(
        'PROFILE_DAMAGED',
        `${error.message} ${rescue}: to go on with it, rename it to vault.bin.`,
        { cause: error },
      )
    } catch {
      return error // the old state is of no use either: the first error says what matters
    }
  }

  #parse(sealed: Uint8Array, path: string): VaultSecrets {
    const plaintext = openVault(this.#fileKey, sealed, path)
    try {
      if (plaintext[0] !== secretsVersion) throw newer(path)
      const secrets = decodeSecrets(plaintext)
      if (!secrets.ok) throw damaged(path, secrets.reason)
      return secrets.value
    } finally {
      plaintext.fill(0)
    }
  }

  #seal(secrets: VaultSecrets): Uint8Array {
    const plaintext = encodeSecrets(secrets)
    try {
      return sealVault(this.#fileKey, randomBytes(16), randomBytes(24), plaintext)
    } finally {
      plaintext.fill(0)
    }
  }

  #read(name: string): Promise<Uint8Array | undefined> {
    return readIfThere(this.#path(name))
  }

  #path(name: string): string {
    return join(this.#dir, name)
  }
}
