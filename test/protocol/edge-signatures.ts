/**
 * Ed25519 signatures on which implementations differ: small-order and mixed-order keys, small-order R, a scalar that is
 * not reduced, coordinates that are not reduced. Made here from the curve's constants; the verdict is libsodium's.
 */
import { createHash } from 'node:crypto'
import b4a from 'b4a'
import sodiumModule from 'sodium-native'
import { keyPairFromSeed, signRaw } from '../../src/protocol/hash.js'
import { unhex } from './plain.js'
import { seeded } from './world.js'

/** Point arithmetic that only this file needs. */
const curve = sodiumModule as unknown as {
  crypto_core_ed25519_add(out: Uint8Array, a: Uint8Array, b: Uint8Array): void
  crypto_scalarmult_ed25519_base_noclamp(out: Uint8Array, scalar: Uint8Array): void
}

/** Order of the prime-order group. */
const L = 2n ** 252n + 27742317777372353535851937790883648493n
/** The points whose order divides 8, canonical. */
export const smallOrderPoints = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
]
/** The same points with y = p and y = p + 1, and the neutral element with the sign bit set. */
const unreducedPoints = [
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0100000000000000000000000000000000000000000000000000000000000080',
]
const neutral = unhex(smallOrderPoints[0]!)
const order8 = unhex(smallOrderPoints[4]!)

export interface EdgeSignature {
  readonly why: string
  readonly publicKey: Uint8Array
  readonly message: Uint8Array
  readonly signature: Uint8Array
}

/** A key of mixed order: an ordinary one plus a point of order 8. */
export function mixedOrderKey(): { publicKey: Uint8Array; scalar: bigint } {
  const scalar = littleEndian(seeded('mixed scalar')) % L
  return { publicKey: add(baseTimes(scalar), order8), scalar }
}

export function edgeSignatures(): EdgeSignature[] {
  const keys = keyPairFromSeed(seeded('edge key'))
  const message = seeded('edge message')
  const good = signRaw(keys.secretKey, message)
  const S = littleEndian(good.subarray(32))
  const { publicKey } = keys
  const ordinary: EdgeSignature[] = [
    { why: 'an ordinary signature', publicKey, message, signature: good },
    {
      why: 'S + L: the same scalar, not reduced',
      publicKey,
      message,
      signature: join(good.subarray(0, 32), S + L),
    },
    {
      why: 'S with a high bit set',
      publicKey,
      message,
      signature: join(good.subarray(0, 32), S + 2n ** 253n),
    },
    { why: 'another message', publicKey, message: seeded('another'), signature: good },
    { why: 'all zero', publicKey, message, signature: new Uint8Array(64) },
  ]
  const weak = [...smallOrderPoints, ...unreducedPoints].map((point) => smallOrderSignature(unhex(point)))
  return [
    ...ordinary,
    ...weak,
    smallOrderR(),
    mixed('holds without the cofactor', 0n),
    mixed('holds only with the cofactor', 1n),
  ]
}

/** A of small order, R neutral, S = 0: the equation holds for a message with h divisible by 8. */
function smallOrderSignature(publicKey: Uint8Array): EdgeSignature {
  const message = messageWith((candidate) => challenge(neutral, publicKey, candidate) % 8n === 0n)
  return { why: 'a key of small order', publicKey, message, signature: join(neutral, 0n) }
}

/** R neutral, S = h·a: the equation holds for an ordinary key. */
function smallOrderR(): EdgeSignature {
  const scalar = littleEndian(seeded('small R scalar')) % L
  const publicKey = baseTimes(scalar)
  const message = seeded('small R message')
  return {
    why: 'R of small order',
    publicKey,
    message,
    signature: join(neutral, (challenge(neutral, publicKey, message) * scalar) % L),
  }
}

/** A of mixed order, honest R and S; whether 8 divides h decides which equations hold. */
function mixed(why: string, remainder: bigint): EdgeSignature {
  const { publicKey, scalar } = mixedOrderKey()
  const nonce = littleEndian(seeded('mixed nonce')) % L
  const R = baseTimes(nonce)
  const message = messageWith((candidate) => challenge(R, publicKey, candidate) % 8n === remainder)
  const S = (nonce + challenge(R, publicKey, message) * scalar) % L
  return { why: `a key of mixed order: ${why}`, publicKey, message, signature: join(R, S) }
}

function messageWith(fits: (candidate: Uint8Array) => boolean): Uint8Array {
  for (let attempt = 0; ; attempt++) {
    const candidate = seeded(`message ${attempt}`)
    if (fits(candidate)) return candidate
  }
}

/** h of RFC 8032, reduced modulo L as verifiers do before they multiply. */
function challenge(R: Uint8Array, publicKey: Uint8Array, message: Uint8Array): bigint {
  return littleEndian(createHash('sha512').update(R).update(publicKey).update(message).digest()) % L
}

function baseTimes(scalar: bigint): Uint8Array {
  const out = new Uint8Array(32)
  curve.crypto_scalarmult_ed25519_base_noclamp(out, scalarBytes(scalar))
  return out
}

function add(a: Uint8Array, b: Uint8Array): Uint8Array {
  const out = new Uint8Array(32)
  curve.crypto_core_ed25519_add(out, a, b)
  return out
}

function join(R: Uint8Array, S: bigint): Uint8Array {
  return b4a.concat([R, scalarBytes(S)])
}

function scalarBytes(value: bigint): Uint8Array {
  return unhex(value.toString(16).padStart(64, '0')).reverse()
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n)
}
