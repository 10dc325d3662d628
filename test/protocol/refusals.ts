/** For every decoder: bytes that it must refuse, with the reason in words. */
import b4a from 'b4a'
import { attestationBytes } from '../../src/protocol/attestation.js'
import { sign, signRaw } from '../../src/protocol/hash.js'
import { createIdent } from '../../src/protocol/ident.js'
import { hasPow } from '../../src/protocol/pow.js'
import { Writer } from '../../src/protocol/writer.js'
import { alice, bob, hh, world } from './decoders.js'
import { mixedOrderKey, smallOrderPoints } from './edge-signatures.js'
import { unhex } from './plain.js'
import { patched, type Refusal } from './refusal.js'
import { refusedBodies } from './refused-bodies.js'
import { accepted, aliceCard, bobCard, heads } from './samples.js'
import { attest, seeded } from './world.js'

/** Bytes that each decoder refuses: the ones every decoder refuses, and those of its own. */
export function refusals(): Record<string, Refusal[]> {
  const own: Record<string, Refusal[]> = {
    attestation: attestations(),
    genesis: geneses(),
    card: cards(),
    envelope: envelopes(),
    hello: hellos(),
    proof: proofs(),
    ident: idents(),
    ...messageRefusals(),
    ...refusedBodies(),
  }
  return Object.fromEntries(
    Object.entries(accepted).map(([name, samples]) => [name, [...common(samples[0]!), ...(own[name] ?? [])]]),
  )
}

function common(sample: Uint8Array): Refusal[] {
  return [
    { why: 'empty', bytes: new Uint8Array(0) },
    { why: 'the last byte is missing', bytes: sample.subarray(0, -1) },
    { why: 'a byte too many', bytes: b4a.concat([sample, new Uint8Array(1)]) },
  ]
}

function attestations(): Refusal[] {
  const { bytes, identity } = alice.attestation
  const longEpoch = patched(bytes, 1, ...new Uint8Array(8).fill(0xff))
  const signedEpoch = b4a.concat([new Uint8Array(1), longEpoch.subarray(1, 41), bytes.subarray(42, 74)])
  longEpoch.set(signRaw(alice.identityKeys.secretKey, signedEpoch), 74)
  const link = bytes.subarray(42, 138)
  return [
    {
      why: 'an empty chain, which needs no signature',
      bytes: b4a.concat([bytes.subarray(0, 9), unhex(identity), new Uint8Array(2)]),
    },
    {
      why: 'a chain of two',
      bytes: b4a.concat([bytes.subarray(0, 41), new Uint8Array([2]), link, link, new Uint8Array(1)]),
    },
    { why: 'proof version 0', bytes: patched(bytes, 0, 0) },
    { why: 'chain length 0 in the long form', bytes: patched(bytes, 41, 0) },
    { why: 'the mark of attested data', bytes: patched(bytes, 138, 1) },
    { why: 'a signature that does not fit', bytes: patched(bytes, 74, bytes[74]! ^ 1) },
    { why: 'another device', bytes: patched(bytes, 42, ...bob.deviceKeys.publicKey) },
    { why: 'an epoch above 2^53-1', bytes: longEpoch },
    { why: 'a device key of small order', bytes: attest(alice.identityKeys, unhex(smallOrderPoints[4]!)) },
    { why: 'a device key of mixed order', bytes: attest(alice.identityKeys, mixedOrderKey().publicKey) },
    { why: 'a device key that is no point', bytes: attest(alice.identityKeys, new Uint8Array(32).fill(2)) },
  ]
}

function geneses(): Refusal[] {
  const { bytes, sigD } = world.genesis
  const unsigned = bytes.subarray(0, -64)
  const resigned = (why: string, changed: Uint8Array): Refusal => ({
    why,
    bytes: b4a.concat([changed, sign(alice.deviceKeys.secretKey, 'GENSIG', changed)]),
  })
  const named = (...name: readonly number[]) =>
    b4a.concat([bytes.subarray(0, 195), new Uint8Array([name.length, ...name])])
  return [
    resigned('version 2', patched(unsigned, 0, 2)),
    resigned('kind 2', patched(unsigned, 1, 2)),
    resigned('policy version 2', patched(unsigned, 147, 2)),
    resigned('25 bits of work', patched(unsigned, 148, 25)),
    resigned('history rule 3', patched(unsigned, 149, 3)),
    ...[150, 151, 152, 153].map((offset) => resigned('role 6', patched(unsigned, offset, 6))),
    resigned('policy flags', patched(unsigned, 154, 1)),
    resigned('reserved policy bytes', patched(unsigned, 162, 1)),
    resigned('an overlong form in the name', named(0xc0, 0x80)),
    resigned('a surrogate in the name', named(0xed, 0xa0, 0x80)),
    resigned('a name of 65 code points', named(...new Uint8Array(65).fill(0x61))),
    {
      why: 'signed by another device',
      bytes: b4a.concat([unsigned, sign(bob.deviceKeys.secretKey, 'GENSIG', unsigned)]),
    },
    {
      why: 'a signature for another purpose',
      bytes: b4a.concat([unsigned, sign(alice.deviceKeys.secretKey, 'LADDER', unsigned)]),
    },
    { why: 'another name under the same signature', bytes: b4a.concat([named(0x61), sigD]) },
  ]
}

function cards(): Refusal[] {
  const { bytes } = aliceCard
  const { roomId } = world
  const subject = {
    roomId,
    log: aliceCard.log,
    identity: alice.attestation.identity,
    powBits: world.cardRoom.powBits,
  }
  let idle = 0
  while (hasPow(subject, BigInt(idle))) idle++
  const withoutSigW = b4a.concat([patched(bytes, 272, 0).subarray(0, 273), bytes.subarray(337)])
  return [
    { why: 'version 2', bytes: patched(bytes, 0, 2) },
    { why: 'another log number', bytes: patched(bytes, 143, 1) },
    { why: 'another log key', bytes: patched(bytes, 144, ...bobCard.logPublicKey) },
    { why: 'a credential', bytes: patched(bytes, 176, 1) },
    { why: 'no write signature', bytes: withoutSigW },
    { why: 'no write signature, in the place of one', bytes: patched(bytes, 272, 0) },
    { why: 'hasW 2', bytes: patched(bytes, 272, 2) },
    { why: 'a device signature that does not fit', bytes: patched(bytes, 208, bytes[208]! ^ 1) },
    { why: 'a write signature that does not fit', bytes: patched(bytes, 273, bytes[273]! ^ 1) },
    { why: 'not enough work', bytes: patched(bytes, 337, 0, 0, 0, 0, 0, 0, 0, idle) },
    {
      why: 'the card of another person with this attestation',
      bytes: patched(bobCard.bytes, 1, ...bytes.subarray(1, 1 + attestationBytes)),
    },
  ]
}

function envelopes(): Refusal[] {
  const [join, , seen] = accepted.envelope as [Uint8Array, Uint8Array, Uint8Array]
  const [head, tail] = [seen.subarray(0, 44), seen.subarray(45)]
  const second = seen.subarray(57, 69)
  const acks = (...list: readonly Uint8Array[]) =>
    b4a.concat([join.subarray(0, 45), new Uint8Array([list.length]), ...list, join.subarray(46)])
  const body = (declared: number) =>
    new Writer()
      .raw(join.subarray(0, 46))
      .u32(declared)
      .raw(new Uint8Array(declared))
      .raw(join.subarray(-64))
      .finish()
  return [
    { why: 'version 2', bytes: patched(join, 0, 2) },
    { why: 'nine seen logs', bytes: b4a.concat([head, new Uint8Array([9]), new Uint8Array(12), tail]) },
    {
      why: 'seen logs that descend',
      bytes: patched(patched(seen, 45, ...second), 57, ...seen.subarray(45, 57)),
    },
    { why: 'a seen log twice', bytes: patched(seen, 45, ...second) },
    {
      why: 'five acks',
      bytes: acks(...Array.from({ length: 5 }, (_, index) => new Uint8Array(32).fill(index))),
    },
    { why: 'acks that descend', bytes: acks(new Uint8Array(32).fill(2), new Uint8Array(32).fill(1)) },
    { why: 'an ack twice', bytes: acks(new Uint8Array(32), new Uint8Array(32)) },
    { why: 'a body of 49,153 bytes', bytes: body(49_153) },
    { why: 'a body that is said to have 4 GiB', bytes: patched(join, 46, 0xff, 0xff, 0xff, 0xff) },
  ]
}

function hellos(): Refusal[] {
  const [hello] = accepted.hello as [Uint8Array]
  const [first, second] = [hello.subarray(2, 18), hello.subarray(18, 34)]
  return [
    { why: 'version 2', bytes: patched(hello, 0, 2) },
    { why: '17 tags', bytes: b4a.concat([patched(hello, 1, 17), new Uint8Array(16).fill(0xff)]) },
    { why: 'no tags', bytes: new Uint8Array([1, 0]) },
    { why: 'tags that descend', bytes: patched(patched(hello, 2, ...second), 18, ...first) },
    { why: 'a tag twice', bytes: patched(hello, 2, ...second) },
  ]
}

function proofs(): Refusal[] {
  const [proof] = accepted.proof as [Uint8Array]
  return [
    { why: 'version 2', bytes: patched(proof, 0, 2) },
    { why: 'level 0', bytes: patched(proof, 1, 0) },
    { why: 'level 4', bytes: patched(proof, 1, 4) },
    { why: 'a reserved flag', bytes: patched(proof, 2, 2) },
  ]
}

function idents(): Refusal[] {
  const { attestation, deviceKeys } = alice
  const own = {
    attestation,
    deviceSecretKey: deviceKeys.secretKey,
    hh,
    role: 'I',
    rep: world.keys.rep,
  } as const
  return [
    { why: 'for the other role', bytes: createIdent({ ...own, role: 'R' }) },
    { why: 'for another stream', bytes: createIdent({ ...own, hh: seeded('another handshake', 64) }) },
    { why: 'for another room', bytes: createIdent({ ...own, rep: seeded('another room') }) },
    {
      why: 'signed by another device',
      bytes: createIdent({ ...own, deviceSecretKey: bob.deviceKeys.secretKey }),
    },
  ]
}

function messageRefusals(): Record<string, Refusal[]> {
  const sample = (name: string, index = 0) => accepted[`message/${name}`]![index]!
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => new Writer().u32(index).raw(new Uint8Array(28)).finish())
  const tail = new Uint8Array(36)
  const entries = (count: number) =>
    b4a.concat([new Writer().u16(count).finish(), ...many(count).flatMap((log) => [log, tail])])
  const swapped = b4a.concat([
    new Uint8Array([0, 2]),
    ...[...many(2)].reverse().flatMap((log) => [log, tail]),
  ])
  const last = new Uint8Array([1])
  const twice = (head: Uint8Array) => b4a.concat([head, new Uint8Array(64)])
  const keys = (count: number) => b4a.concat([new Writer().u16(count).finish(), ...many(count)])
  const tooLong = new Writer().raw(unhex(heads[0]!.log)).u32(1_048_577)
  return {
    'message/genesis': [{ why: 'hasS 2', bytes: patched(sample('genesis', 1), 0, 2) }],
    'message/entries': [
      { why: 'last 2', bytes: patched(sample('entries'), 0, 2) },
      { why: '901 entries', bytes: b4a.concat([last, entries(901)]) },
      { why: 'entries that descend', bytes: b4a.concat([last, swapped]) },
    ],
    'message/update': [
      { why: 'entries that descend', bytes: swapped },
      { why: 'a log of 2^20 + 1 blocks', bytes: patched(entries(1), 34, 0, 0x10, 0, 1) },
    ],
    'message/cardReq': [
      { why: '65 logs', bytes: b4a.concat([new Uint8Array([65]), ...many(65)]) },
      { why: 'a log twice', bytes: twice(new Uint8Array([2])) },
    ],
    'message/card': [{ why: '65 cards', bytes: b4a.concat([new Uint8Array([65]), new Uint8Array(130)]) }],
    'message/headAtReq': [{ why: 'a length above 2^20', bytes: tooLong.finish() }],
    'message/headAt': [{ why: 'a length above 2^20', bytes: tooLong.raw(new Uint8Array(32)).finish() }],
    'message/evidence': [{ why: 'found 2', bytes: patched(sample('evidence'), 36, 2) }],
    'message/want': [
      { why: '501 cores', bytes: keys(501) },
      { why: 'a core twice', bytes: twice(new Uint8Array([0, 2])) },
    ],
    'message/ready': [
      { why: '501 cores', bytes: keys(501) },
      { why: 'a core twice', bytes: twice(new Uint8Array([0, 2])) },
    ],
    'message/typing': [{ why: 'typing 2', bytes: new Uint8Array([2]) }],
    'message/presence': [0, 3].map((value) => ({ why: `presence ${value}`, bytes: new Uint8Array([value]) })),
  }
}
