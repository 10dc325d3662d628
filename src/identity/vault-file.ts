/**
 * The sealed form of the vault, `vault.bin`:
 * `"HKTV" ‖ u8 version ‖ u8 kdf ‖ u32 ops ‖ u32 memory KiB ‖ salt 16 ‖ nonce 24 ‖ ciphertext`; all before the ciphertext is
 * associated data. kdf 0: the key is H[key file](VAULT, salt), ops and memory 0. kdf 1 (passphrase, argon2id) is reserved.
 * Pure: bytes in, bytes or a HocketError out. Knows nothing of what is inside.
 */
import b4a from 'b4a'
import { HocketError } from '../errors.js'
import { keyedHash } from '../protocol/hash.js'
import { open, seal } from '../protocol/seal.js'
import { Writer } from '../protocol/writer.js'

const magic = b4a.from('HKTV')
const fileVersion = 1
const headerBytes = 54
const saltAt = 14
const nonceAt = 30
const kdfKeyFile = 0
const kdfPassphrase = 1

/** Seals `plaintext` under the 32-byte content of the key file; `salt` (16) and `nonce` (24) are fresh random bytes. */
export function sealVault(
  fileKey: Uint8Array,
  salt: Uint8Array,
  nonce: Uint8Array,
  plaintext: Uint8Array,
): Uint8Array {
  const head = new Writer()
    .raw(magic)
    .u8(fileVersion)
    .u8(kdfKeyFile)
    .u32(0)
    .u32(0)
    .bytes(salt, 16)
    .bytes(nonce, 24)
    .finish()
  return b4a.concat([head, seal(keyedHash(fileKey, 'VAULT', salt), nonce, head, plaintext)])
}

/** The plaintext of a vault file. Throws PROFILE_DAMAGED or PROFILE_NEWER; `path` is for the message. */
export function openVault(fileKey: Uint8Array, bytes: Uint8Array, path: string): Uint8Array {
  checkHead(bytes, path)
  const head = bytes.subarray(0, headerBytes)
  const salt = head.subarray(saltAt, saltAt + 16)
  const nonce = head.subarray(nonceAt, headerBytes)
  const plaintext = open(keyedHash(fileKey, 'VAULT', salt), nonce, head, bytes.subarray(headerBytes))
  if (plaintext === undefined)
    throw damaged(path, 'it was changed or cut off, or it belongs to another key file')
  return plaintext
}

/** The error for a vault that cannot be read. It was not touched. */
export function damaged(path: string, why: string): HocketError {
  return new HocketError('PROFILE_DAMAGED', `${path} cannot be read: ${why}. It was left as it is.`)
}

/** The error for a vault of a version that this program does not know. */
export function newer(path: string): HocketError {
  return new HocketError(
    'PROFILE_NEWER',
    `${path} was written by a newer version of hocket. Update hocket to open it.`,
  )
}

function checkHead(bytes: Uint8Array, path: string): void {
  if (bytes.byteLength < headerBytes) throw damaged(path, 'it is too short')
  if (!b4a.equals(bytes.subarray(0, magic.byteLength), magic)) throw damaged(path, 'it is not a vault')
  if (bytes[4] !== fileVersion) throw newer(path)
  if (bytes[5] === kdfPassphrase) {
    throw new HocketError(
      'PROFILE_NEWER',
      `${path} is locked with a passphrase, which this version of hocket cannot open yet. Update hocket.`,
    )
  }
  if (bytes[5] !== kdfKeyFile) throw newer(path)
}
