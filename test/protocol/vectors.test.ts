/** Replays the frozen vectors: what this program reads and writes is what version 1 wrote down. */
import { readFileSync } from 'node:fs'
import t from 'tap'
import { startChain, verifyBlocks } from '../../src/protocol/chain.js'
import { readEntry } from '../../src/protocol/entries.js'
import { halfId, halfOf, verifyEquiv } from '../../src/protocol/equivocation.js'
import { openFrame, sealFrame } from '../../src/protocol/frame.js'
import {
  convertsToBoxKey,
  hash,
  keyedHash,
  keyPairFromSeed,
  longHash,
  type Namespace,
  namespaceBytes,
  sign,
  verify,
  verifyRaw,
} from '../../src/protocol/hash.js'
import { bucketOf, bucketsOf, digestOf, headNext, headStart } from '../../src/protocol/heads.js'
import { channelId, tagOf } from '../../src/protocol/hello.js'
import { parseId } from '../../src/protocol/ids.js'
import { deriveReadKey, deriveReadKeys } from '../../src/protocol/ladder.js'
import { formatLink, parseLink } from '../../src/protocol/links.js'
import { logKeyOf, logKeyPair, logManifest, logSeed, logUserData } from '../../src/protocol/manifest.js'
import { checkProof, readProof } from '../../src/protocol/proof.js'
import { safetyNumber } from '../../src/protocol/safety-number.js'
import { open, seal } from '../../src/protocol/seal.js'
import { decodeZbase32, encodeZbase32 } from '../../src/protocol/zbase32.js'
import { brokenLinks } from './broken-links.js'
import { chains } from './chains.js'
import { alice, bob, decoders, hh, world } from './decoders.js'
import { hex, plain, unhex } from './plain.js'
import { refusals } from './refusals.js'
import { accepted } from './samples.js'
import { must, seeded } from './world.js'

const file = new URL('../fixtures/protocol-v1.json', import.meta.url)
const vectors = JSON.parse(readFileSync(file, 'utf8'))
const { roomId, keys, w } = world

t.test('every primitive gives the frozen bytes', async (t) => {
  const { primitives } = vectors
  for (const [name, bytes] of Object.entries(primitives.namespaces)) {
    t.equal(hex(namespaceBytes(name as Namespace)), bytes, `NS.${name}`)
  }
  const key = unhex(primitives.key)
  const [one, two] = primitives.parts.map(unhex)
  t.equal(hex(hash('ID', one, two)), primitives.hash)
  t.equal(hex(keyedHash(key, 'ID', one, two)), primitives.keyedHash)
  t.equal(hex(longHash('SAFETY', one, two)), primitives.longHash)
  t.equal(hex(sign(alice.deviceKeys.secretKey, 'LADDER', one, two)), primitives.signature)
  t.ok(verify(alice.deviceKeys.publicKey, unhex(primitives.signature), 'LADDER', one, two))
  const { nonce, ad, plaintext, sealed } = primitives.seal
  t.equal(hex(seal(key, unhex(nonce), unhex(ad), unhex(plaintext))), sealed)
  t.equal(hex(open(key, unhex(nonce), unhex(ad), unhex(sealed))!), plaintext)
  for (const { encoded, text } of primitives.zbase32) {
    t.equal(encodeZbase32(unhex(encoded)), text)
    t.equal(hex(decodeZbase32(text)!), encoded)
  }
})

t.test('libsodium judges every edge-case signature and key as frozen', async (t) => {
  for (const { why, publicKey, message, signature, accepted } of vectors.signatures) {
    t.equal(verifyRaw(unhex(publicKey), unhex(signature), unhex(message)), accepted, why)
  }
  for (const { publicKey, converts } of vectors.boxKeys) t.equal(convertsToBoxKey(unhex(publicKey)), converts)
})

t.test('people, their safety number and the whole ladder follow from their secrets', async (t) => {
  const { people, room, ladder } = vectors
  for (const person of [people.alice, people.bob]) {
    t.equal(hex(keyPairFromSeed(unhex(person.identitySeed)).publicKey), person.identity)
    t.equal(hex(keyPairFromSeed(unhex(person.deviceSeed)).publicKey), person.device)
  }
  const [a, b] = [alice, bob].map(({ attestation }) => attestation.identity)
  t.equal(safetyNumber(a!, b!), vectors.safetyNumber)
  t.equal(safetyNumber(b!, a!), vectors.safetyNumber)
  t.match(vectors.safetyNumber, /^\d{5}( \d{5}){11}$/)
  const { powBits, createdMs, genesis, ...derived } = room
  t.same(
    plain({ genesis: world.genesis.bytes, w, s: world.s, roomId, ladderSig: world.ladderSig, ...keys }),
    {
      genesis,
      ...without(derived, 'writePk'),
    },
  )
  t.same([world.genesis.policy.powBits, world.genesis.createdMs], [powBits, createdMs])
  t.equal(hex(world.genesis.writePk), derived.writePk)
  const known = unhex(ladder.w)
  t.equal(
    formatLink({ kind: 'w', w: known }),
    'hocket:w/yryynyodyonocbaebrfysdypba8tyre1nckbkfozdyctwgahdwxb933161so',
  )
  t.same(plain(deriveReadKeys(deriveReadKey(known))), without(ladder, 'w', 'link'))
})

t.test('logs have the frozen seeds, manifests and keys', async (t) => {
  for (const { n, seed, logPublicKey, userData, manifest, log } of vectors.logs) {
    const { identity, device } = bob.attestation
    const owner = { r: keys.r, roomId, identity, device, n }
    t.equal(hex(logSeed(bob.deviceSeed, roomId, n)), seed)
    t.equal(hex(logKeyPair(bob.deviceSeed, roomId, n).publicKey), logPublicKey)
    t.equal(hex(logUserData(owner)), userData)
    t.equal(hex(logManifest({ ...owner, logPublicKey: unhex(logPublicKey) })), manifest)
    t.equal(logKeyOf(unhex(manifest)), log)
  }
})

t.test('links are written, read and refused as frozen', async (t) => {
  for (const { text, value } of vectors.links.accepted) {
    const link = must(parseLink(text))
    t.same(plain(link), value)
    t.equal(formatLink(link), text)
  }
  t.same(brokenLinks(), vectors.links.refused)
  for (const { text, says } of vectors.links.refused) {
    const refused = parseLink(text)
    t.match(refused, { ok: false, reason: says }, `${says}: ${text}`)
  }
})

for (const [name, { read, encode }] of Object.entries(decoders)) {
  t.test(`${name} is read, written and refused as frozen`, async (t) => {
    const frozen = vectors.decoders[name]
    t.same(
      accepted[name]?.map(hex),
      frozen.accepted.map((vector: { encoded: string }) => vector.encoded),
    )
    for (const { encoded, value } of frozen.accepted) {
      const decoded = must(read(unhex(encoded)))
      t.same(plain(decoded), value)
      if (encode !== undefined) t.equal(hex(encode(decoded as never)), encoded)
    }
    t.same(plain(refusals()[name]?.map(({ why, bytes }) => ({ why, encoded: bytes }))), frozen.refused)
    for (const { why, encoded } of frozen.refused) {
      const decoded = read(unhex(encoded))
      t.equal(decoded.ok, false, why)
      t.match(decoded, { reason: /\w/ })
    }
  })
}

t.test('entries of unknown meaning are kept and marked', async (t) => {
  for (const { type, flags, body, value } of vectors.unknownEntries) {
    t.same(readEntry(type, unhex(body), flags), { ok: true, value }, `type ${type}, flags ${flags}`)
  }
})

t.test('frames are sealed and opened as frozen', async (t) => {
  for (const {
    log,
    seq,
    control,
    nonce,
    envelopeFill,
    envelopeBytes,
    blockHash,
    blockBytes,
  } of vectors.frames) {
    const envelope = new Uint8Array(envelopeBytes).fill(Number.parseInt(envelopeFill, 16))
    const place = { keys, roomId, log: parseId<never>(log)!, seq }
    const block = sealFrame({ ...place, control, nonce: unhex(nonce), envelope })
    t.equal(hex(hash('BLOCK', block)), blockHash)
    t.equal(block.byteLength, blockBytes)
    const opened = openFrame({ ...place, block })
    const epochId = control ? new Uint8Array(8) : keys.epochId
    t.same(plain(opened), plain({ state: 'open', epochId, nonce, envelope }))
  }
})

t.test('heads, digests and buckets are as frozen', async (t) => {
  const { log, blocks, heads, entries, digest, emptyDigest, buckets } = vectors.heads
  t.equal(hex(headStart(log)), heads[0])
  blocks.forEach((block: string, index: number) => {
    t.equal(hex(headNext(unhex(heads[index]), unhex(block))), heads[index + 1])
  })
  const set = entries.map((entry: { head: string }) => ({ ...entry, head: unhex(entry.head) }))
  for (const order of [set, set.toReversed()]) {
    t.equal(hex(digestOf(order)), digest)
    const all = hex(bucketsOf(order)).match(/.{16}/g)!
    const expected = Array.from({ length: 256 }, (_, bucket) => buckets[bucket] ?? '0'.repeat(16))
    t.same(all, expected)
  }
  t.equal(hex(digestOf([])), emptyDigest)
  t.same(
    new Set(set.map((entry: { log: never }) => String(bucketOf(entry.log)))),
    new Set(Object.keys(buckets)),
  )
})

t.test('tags, channel ids and proofs are as frozen', async (t) => {
  t.equal(hex(tagOf(keys.rep, hh, 'I')), vectors.hello.tagOfInitiator)
  t.equal(hex(tagOf(keys.rep, hh, 'R')), vectors.hello.tagOfOther)
  t.equal(hex(channelId(keys.rep, hh)), vectors.hello.channelId)
  for (const { encoded, byWriter, byReader, withOtherRole, withOtherKey } of vectors.proofs) {
    const proof = must(readProof(unhex(encoded)))
    const judge = (role: 'I' | 'R', key: { w?: Uint8Array }) => checkProof({ proof, keys, ...key, hh, role })
    t.same(judge('I', { w }), byWriter)
    t.same(judge('I', {}), byReader)
    t.same(judge('R', { w }), withOtherRole)
    t.same(judge('I', { w: seeded('another w') }), withOtherKey)
  }
})

t.test('evidence of a fork is as frozen', async (t) => {
  const { log, seq, identity, device, blocks, ids, halves } = vectors.equivocation
  const position = { roomId, identity, device, log, seq }
  const made = blocks.map((block: string) => {
    const frame = openFrame({ keys, roomId, log, seq, block: unhex(block) })
    return frame.state === 'open' ? halfOf(frame) : undefined
  })
  t.same(new Set(made.map(hex)), new Set(halves))
  t.same(
    halves.map((half: string) => halfId(position, unhex(half))),
    ids,
  )
  t.ok(verifyEquiv(position, { kind: 'equiv', log, seq, halves: halves.map(unhex) }))
})

t.test('chains are verified and end as frozen', async (t) => {
  t.same(
    chains().map(({ name, blocks }) => [name, blocks.map(hex)]),
    vectors.chains.map((chain: { name: string; blocks: string[] }) => [chain.name, chain.blocks]),
  )
  for (const { name, log, blocks, endsAt, records, seen, locked, head } of vectors.chains) {
    const run = verifyBlocks(world.chainRoom, log, startChain(log), blocks.map(unhex))
    const kept = run.records.map(({ id, seq, type, hlc, entry }) => ({
      id,
      seq,
      type,
      hlc,
      known: entry.kind,
    }))
    t.same(plain(kept), records, name)
    t.equal(run.state.ended?.seq ?? null, endsAt, name)
    t.same(
      run.locked.map(({ seq }) => seq),
      locked,
      name,
    )
    t.equal(run.state.firstLocked?.seq, locked[0], name)
    t.same(run.seen, seen, name)
    t.equal(hex(run.state.head), head, name)
    t.equal(run.state.nextSeq, blocks.length, name)
  }
})

function without(object: Record<string, unknown>, ...names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)))
}
