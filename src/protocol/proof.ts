/**
 * Proof: which keys of a room the peer holds, shown without giving them away (PROTOCOL.md §9.2). Bound to the stream and
 * the sender's role. A claim that cannot be checked here counts only as far as it was checked.
 */
import { equalSecrets, hash, keyedHash } from './hash.js'
import { type Role, roleByte } from './hello.js'
import type { ReadKeys } from './ladder.js'
import { type Decoded, decode, type Reader } from './reader.js'
import { Writer } from './writer.js'

/** 1 holds rep, 2 holds r, 3 holds w. */
export type ProofLevel = 1 | 2 | 3

export interface Proof {
  readonly level: ProofLevel
  readonly hasGenesis: boolean
  readonly macR: Uint8Array
  readonly macW: Uint8Array
}

export type ProofVerdict =
  | {
      readonly ok: true
      /** The highest level that was checked. */
      readonly level: ProofLevel
      /** Only a peer for which this is true may be given s. */
      readonly provedWrite: boolean
      readonly hasGenesis: boolean
    }
  | { readonly ok: false }

/** A stream (its 64-byte handshake hash) and the role of the one who proves. */
export interface ProofPlace {
  readonly hh: Uint8Array
  readonly role: Role
}

/** The bytes of a Proof. `random(32)` fills the place of a mac that `level` does not show. */
export function createProof({
  keys,
  w,
  level,
  hasGenesis,
  hh,
  role,
  random,
}: ProofPlace & {
  readonly keys: ReadKeys
  /** Needed for level 3. */
  readonly w?: Uint8Array
  readonly level: ProofLevel
  readonly hasGenesis: boolean
  readonly random: (sizeBytes: number) => Uint8Array
}): Uint8Array {
  if (level === 3 && w === undefined) throw new RangeError('level 3 needs the room key')
  const macR = level >= 2 ? macOfRead(keys, { hh, role }) : random(32)
  const macW = level === 3 && w !== undefined ? macOfWrite(w, { hh, role }) : random(32)
  return writeProof({ level, hasGenesis, macR, macW })
}

/** Form only. */
export function readProof(bytes: Uint8Array): Decoded<Proof> {
  return decode(bytes, takeProof, writeProof)
}

/** Checks the macs of the claimed level. `role` is the sender's; without w, level 3 cannot be checked and counts as 2. */
export function checkProof({
  proof,
  keys,
  w,
  hh,
  role,
}: ProofPlace & {
  readonly proof: Proof
  readonly keys: ReadKeys
  readonly w?: Uint8Array
}): ProofVerdict {
  const { level, hasGenesis } = proof
  if (level >= 2 && !equalSecrets(proof.macR, macOfRead(keys, { hh, role }))) return { ok: false }
  const provedWrite = level === 3 && w !== undefined
  if (provedWrite && !equalSecrets(proof.macW, macOfWrite(w, { hh, role }))) return { ok: false }
  return { ok: true, level: level === 3 && !provedWrite ? 2 : level, provedWrite, hasGenesis }
}

function macOfRead({ r }: ReadKeys, { hh, role }: ProofPlace): Uint8Array {
  return keyedHash(hash('RPROOF', r), 'RPROOF', hh, roleByte(role))
}

function macOfWrite(w: Uint8Array, { hh, role }: ProofPlace): Uint8Array {
  return keyedHash(hash('WPROOF', w), 'WPROOF', hh, roleByte(role))
}

function takeProof(reader: Reader): Proof {
  reader.version(1, 'the proof')
  const level = reader.u8()
  reader.expect(level === 1 || level === 2 || level === 3, 'an unknown level')
  return { level, hasGenesis: reader.flag(), macR: reader.bytes(32), macW: reader.bytes(32) }
}

function writeProof({ level, hasGenesis, macR, macW }: Proof): Uint8Array {
  return new Writer()
    .u8(1)
    .u8(level)
    .u8(hasGenesis ? 1 : 0)
    .bytes(macR, 32)
    .bytes(macW, 32)
    .finish()
}
