/** Rooms: links, genesis, the checks of a joiner, and logs as hypercore knows them. */
import { createRequire } from 'node:module'
import b4a from 'b4a'
import t from 'tap'
import { createCard, readCard } from '../../src/protocol/card.js'
import {
  checkGenesisAsReader,
  checkGenesisAsWriter,
  createGenesis,
  readGenesis,
} from '../../src/protocol/genesis.js'
import { sign } from '../../src/protocol/hash.js'
import { idBytes, parseId } from '../../src/protocol/ids.js'
import {
  deriveReadKey,
  deriveReadKeys,
  deriveRoomId,
  deriveRoomKey,
  signLadder,
} from '../../src/protocol/ladder.js'
import { formatLink, parseLink } from '../../src/protocol/links.js'
import { logManifest, logUserData } from '../../src/protocol/manifest.js'
import { defaultPolicy } from '../../src/protocol/policy.js'
import { findPow, hasPow, minePow } from '../../src/protocol/pow.js'
import { keyTag } from '../../src/protocol/zbase32.js'
import { alice, bob, world } from './decoders.js'
import { hex } from './plain.js'
import { patched } from './refusal.js'
import { cardOf, createdMs, openRoom, seeded, TestLog } from './world.js'

const { w, s, keys, roomId, ladderSig } = world
const genesis = world.genesis.bytes

t.test(
  'a link is found in white space, angle brackets, capitals, broken lines, and as a bare key',
  async (t) => {
    const link = formatLink({ kind: 'w', w })
    const key = link.slice('hocket:w/'.length)
    const spellings = [
      link,
      ` ${link}\n`,
      `<${link}>`,
      `\t< ${link} > `,
      link.toUpperCase(),
      `${link.slice(0, 40)}\r\n  ${link.slice(40)}`,
      key,
      key.toUpperCase(),
      ` <${key}>`,
    ]
    for (const spelling of spellings)
      t.same(parseLink(spelling), { ok: true, value: { kind: 'w', w } }, spelling)
    t.equal(link.length, 69)
    const lengths = [
      formatLink({ kind: 'r', roomId, r: keys.r }),
      formatLink({ kind: 'm', roomId, rep: keys.rep }),
      formatLink({
        kind: 'i',
        roomIdPrefix: idBytes(roomId).subarray(0, 16),
        inviteSeed: w,
        expiresS: 1,
        approver: w.subarray(0, 8),
      }),
    ].map((text) => text.length)
    t.same(lengths, [120, 120, 115])
  },
)

t.test('a key is named by the beginning of its z-base-32 form', async (t) => {
  const key = idBytes(roomId)
  t.equal(keyTag(roomId, 8), keyTag(key, 8))
  t.equal(keyTag(key, 8).length, 8)
  t.ok(keyTag(key, 16).startsWith(keyTag(key, 8)))
  t.equal(parseId(roomId), roomId)
  t.equal(parseId(roomId.toUpperCase()), undefined)
  t.equal(parseId(roomId.slice(1)), undefined)
})

t.test('a joiner with the room key accepts only the genesis that the key commits to', async (t) => {
  t.match(checkGenesisAsWriter({ w, genesis, s, ladderSig }), {
    ok: true,
    value: { kind: 0, name: 'Garden', createdMs },
  })
  const refused = (change: object, reason: RegExp) =>
    t.match(checkGenesisAsWriter({ w, genesis, s, ladderSig, ...change }), { ok: false, reason })
  refused({ w: seeded('another w') }, /does not fit the room key/)
  refused({ s: seeded('another s') }, /does not fit the room key/)
  refused({ genesis: openRoom(bob).genesis.bytes }, /does not fit the room key/)
  refused({ ladderSig: signLadder(bob.deviceKeys.secretKey, roomId, keys.rep) }, /did not sign/)
  refused(
    { ladderSig: signLadder(alice.deviceKeys.secretKey, roomId, seeded('another rep')) },
    /did not sign/,
  )
})

t.test('a genesis that fits the key is still refused for what it says', async (t) => {
  const { attestation, deviceKeys } = alice
  const { secretKey } = deviceKeys
  const foreign = createGenesis({
    attestation,
    createdMs,
    writePk: seeded('not of s'),
    name: '',
    deviceSecretKey: secretKey,
  })
  const wFor = (bytes: Uint8Array) => deriveRoomKey(bytes, s)
  const ladderFor = (bytes: Uint8Array) =>
    signLadder(secretKey, deriveRoomId(bytes), deriveReadKeys(deriveReadKey(wFor(bytes))).rep)
  const judge = (bytes: Uint8Array) =>
    checkGenesisAsWriter({ w: wFor(bytes), genesis: bytes, s, ladderSig: ladderFor(bytes) })
  t.match(judge(foreign), { ok: false, reason: /write key/ })
  t.match(judge(patched(genesis, 0, 2)), {
    ok: false,
    reason: /the room is of version 2, this program knows version 1/,
  })
  const unsigned = patched(genesis, 1, 1).subarray(0, -64)
  const invite = b4a.concat([unsigned, sign(secretKey, 'GENSIG', unsigned)])
  t.match(readGenesis(invite), { ok: true, value: { kind: 1 } })
  t.match(judge(invite), { ok: false, reason: /newer version/ })
  t.match(readGenesis(foreign), { ok: true, value: { policy: defaultPolicy } })
})

t.test('a joiner with a read link accepts only its room and the keys that the creator signed', async (t) => {
  t.match(checkGenesisAsReader({ roomId, r: keys.r, genesis, ladderSig }), { ok: true })
  t.match(checkGenesisAsReader({ roomId: openRoom(bob).roomId, r: keys.r, genesis, ladderSig }), {
    ok: false,
    reason: /does not fit the link/,
  })
  t.match(checkGenesisAsReader({ roomId, r: seeded('a shadow room'), genesis, ladderSig }), {
    ok: false,
    reason: /did not sign/,
  })
  const newer = patched(genesis, 0, 3)
  t.match(checkGenesisAsReader({ roomId: deriveRoomId(newer), r: keys.r, genesis: newer, ladderSig }), {
    ok: false,
    reason: /version 3/,
  })
})

t.test('hypercore encodes the same manifest and computes the same key', async (t) => {
  const load = createRequire(import.meta.url)
  const Hypercore = load('hypercore')
  const Verifier = load('hypercore/lib/verifier.js')
  for (const n of [0, 1, 524_288]) {
    const { card } = new TestLog(world, bob, n)
    const owner = { r: keys.r, roomId, ...bob.attestation, n }
    const manifest = {
      version: 2,
      quorum: 1,
      signers: [{ publicKey: b4a.from(card.logPublicKey) }],
      userData: b4a.from(logUserData(owner)),
    }
    t.equal(hex(Hypercore.key(manifest)), card.log)
    const own = logManifest({ ...owner, logPublicKey: card.logPublicKey })
    t.equal(hex(Verifier.encodeManifest(Verifier.createManifest(manifest))), hex(own))
    t.equal(own.byteLength, 104)
    t.equal(hex(Hypercore.key(b4a.from(own))), card.log)
  }
})

t.test('a card belongs to one room, holds its work, and can be mined in batches', async (t) => {
  const card = cardOf(world, bob, 4)
  t.match(readCard(card.bytes, world.cardRoom), { ok: true, value: { n: 4, log: card.log } })
  t.equal(card.bytes.byteLength, 345)
  t.match(readCard(card.bytes, { ...world.cardRoom, roomId: openRoom(bob).roomId }), { ok: false })
  t.match(readCard(card.bytes, { ...world.cardRoom, writePk: bob.deviceKeys.publicKey }), {
    ok: false,
    reason: /write signature/,
  })
  t.match(readCard(card.bytes, { ...world.cardRoom, powBits: 24 }), { ok: false, reason: /work/ })
  const subject = { roomId, log: card.log, identity: bob.attestation.identity, powBits: 6 }
  const found = findPow(subject)
  t.ok(hasPow(subject, found))
  t.equal(minePow(subject, 0n, Number(found)), undefined)
  t.equal(minePow(subject, found, 1), found)
  t.equal(minePow(subject, 0n, 100_000), found)
  t.ok(hasPow({ ...subject, powBits: 0 }, 0n))
  const { attestation, deviceKeys } = bob
  const given = {
    attestation,
    n: 4,
    logPublicKey: card.logPublicKey,
    deviceSecretKey: deviceKeys.secretKey,
    writeKeyPair: world.writeKeyPair,
    roomId,
    r: keys.r,
    powBits: 6,
  }
  t.same(createCard({ ...given, powNonce: found }), createCard(given))
})
