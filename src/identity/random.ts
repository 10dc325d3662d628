/** Random bytes for keys and nonces, from the operating system through libsodium. Jitter comes from the Clock, never from here. */
import sodium from 'sodium-native'

/** `sizeBytes` fresh random bytes. */
export function randomBytes(sizeBytes: number): Uint8Array {
  const bytes = new Uint8Array(sizeBytes)
  sodium.randombytes_buf(bytes)
  return bytes
}
