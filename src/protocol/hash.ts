/**
 * Hashing, keyed hashing and signing with domain separation (PROTOCOL.md §1). Pure.
 * Primitives: BLAKE2b-256 (RFC 7693) and Ed25519 (RFC 8032) of the libsodium bundled with sodium-native.
 */
import b4a from 'b4a'
import sodium from 'sodium-native'

/** Indices of the name spaces, fixed for ever. A name is never reused for another purpose. */
export const NS = {
  ENV: 0,
  ENVBODY: 1,
  ID: 2,
  GENESIS: 3,
  GENSIG: 4,
  ROOMKEY: 5,
  WRITE: 6,
  READ: 7,
  REP: 8,
  TOPIC: 9,
  CTLKEY: 10,
  EPOCH0: 11,
  EPOCHID: 12,
  EPOCHCOMMIT: 13,
  MSGKEY: 14,
  LADDER: 15,
  LOGSEED: 16,
  LOGBIND: 17,
  JOIND: 18,
  JOINW: 19,
  POW: 20,
  TAG: 21,
  CHAN: 22,
  RPROOF: 23,
  WPROOF: 24,
  AUTH: 25,
  HEAD: 26,
  HEADS: 27,
  BUCKET: 28,
  LINK: 29,
  FILEKEY: 30,
  FILELIST: 31,
  FILEBIND: 32,
  EQUIV: 33,
  DREV: 34,
  SEAL: 35,
  INVITE: 36,
  PAIRREQ: 37,
  WELCOME: 38,
  SELFROOM: 39,
  INDEX: 40,
  JOURNAL: 41,
  VAULT: 42,
  SAFETY: 43,
  GENBOX: 44,
  REKEY: 45,
  BLOCK: 46,
  FILEHASH: 47,
} as const

/** The name of a name space. */
export type Namespace = keyof typeof NS

/** An Ed25519 key pair: 32-byte public key, 64-byte libsodium secret key. */
export interface KeyPair {
  readonly publicKey: Uint8Array
  readonly secretKey: Uint8Array
}

const base = blake2b([b4a.from('hocket/v1')])
const spaces = Object.fromEntries(
  Object.entries(NS).map(([name, index]) => [name, blake2b([base, new Uint8Array([index])])]),
) as Record<Namespace, Uint8Array>

/** The 32 bytes NS.name. */
export function namespaceBytes(name: Namespace): Uint8Array {
  return spaces[name]
}

/** BLAKE2b-256 of the parts, no name space: only for what other programs define (hypercore manifests). */
export function blake2b(parts: readonly Uint8Array[], key?: Uint8Array): Uint8Array {
  const out = new Uint8Array(32)
  if (key === undefined) sodium.crypto_generichash_batch(out, parts)
  else sodium.crypto_generichash_batch(out, parts, key)
  return out
}

/** BLAKE2b-512 of NS.name ‖ parts: 64 bytes, only for the safety number. */
export function longHash(name: Namespace, ...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(64)
  sodium.crypto_generichash_batch(out, [spaces[name], ...parts])
  return out
}

/** H(ns, p…): 32 bytes. */
export function hash(name: Namespace, ...parts: readonly Uint8Array[]): Uint8Array {
  return blake2b([spaces[name], ...parts])
}

/** H[k](ns, p…): 32 bytes, keyed with the 32-byte `key`. */
export function keyedHash(key: Uint8Array, name: Namespace, ...parts: readonly Uint8Array[]): Uint8Array {
  return blake2b([spaces[name], ...parts], key)
}

/** SIG(sk, ns, p…): Ed25519 detached signature, 64 bytes, over NS.ns ‖ H(ns, p…). */
export function sign(secretKey: Uint8Array, name: Namespace, ...parts: readonly Uint8Array[]): Uint8Array {
  return signRaw(secretKey, b4a.concat([spaces[name], hash(name, ...parts)]))
}

/** True iff `signature` is SIG of the holder of `publicKey`. */
export function verify(
  publicKey: Uint8Array,
  signature: Uint8Array,
  name: Namespace,
  ...parts: readonly Uint8Array[]
): boolean {
  return verifyRaw(publicKey, signature, b4a.concat([spaces[name], hash(name, ...parts)]))
}

/** Ed25519 over exactly `message`. */
export function signRaw(secretKey: Uint8Array, message: Uint8Array): Uint8Array {
  const signature = new Uint8Array(64)
  sodium.crypto_sign_detached(signature, message, secretKey)
  return signature
}

/** libsodium's verdict on an Ed25519 signature over exactly `message`; wrong lengths are simply false. */
export function verifyRaw(publicKey: Uint8Array, signature: Uint8Array, message: Uint8Array): boolean {
  if (publicKey.byteLength !== 32 || signature.byteLength !== 64) return false
  return sodium.crypto_sign_verify_detached(signature, message, publicKey)
}

/** The Ed25519 key pair of a 32-byte seed. */
export function keyPairFromSeed(seed: Uint8Array): KeyPair {
  const publicKey = new Uint8Array(32)
  const secretKey = new Uint8Array(64)
  sodium.crypto_sign_seed_keypair(publicKey, secretKey, seed)
  return { publicKey, secretKey }
}

/** Equality in constant time; false for different lengths. */
export function equalSecrets(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && sodium.sodium_memcmp(a, b)
}

/** True iff libsodium converts the Ed25519 key to a box key: it is a point of the prime-order group. */
export function convertsToBoxKey(publicKey: Uint8Array): boolean {
  try {
    sodium.crypto_sign_ed25519_pk_to_curve25519(new Uint8Array(32), publicKey)
    return true
  } catch {
    return false // sodium's only failure with 32 bytes: not such a point; the caller counts it
  }
}
