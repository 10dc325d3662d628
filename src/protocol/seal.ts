/** AEAD: XChaCha20-Poly1305-IETF, 24-byte nonce, 16-byte tag appended (PROTOCOL.md §1). Pure. */
import sodium from 'sodium-native'

const tagBytes = 16

/** AEAD(k, nonce, ad, pt): ciphertext ‖ tag. */
export function seal(key: Uint8Array, nonce: Uint8Array, ad: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const out = new Uint8Array(plaintext.byteLength + tagBytes)
  sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(out, plaintext, ad, null, nonce, key)
  return out
}

/** The plaintext, or undefined when the tag does not fit. */
export function open(
  key: Uint8Array,
  nonce: Uint8Array,
  ad: Uint8Array,
  ciphertext: Uint8Array,
): Uint8Array | undefined {
  if (ciphertext.byteLength < tagBytes) return undefined
  const out = new Uint8Array(ciphertext.byteLength - tagBytes)
  try {
    sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(out, null, ciphertext, ad, nonce, key)
    return out
  } catch {
    return undefined // sodium's only failure with correct lengths: the tag does not fit; the caller counts it
  }
}
