/** What two peers say on one stream: tags, proofs, and which differences of heads they find. */
import t from 'tap'
import { convertsToBoxKey, equalSecrets, verifyRaw } from '../../src/protocol/hash.js'
import { bucketOf, bucketsOf, differingBuckets } from '../../src/protocol/heads.js'
import { encodeHello, hasTag, readHello, tagOf } from '../../src/protocol/hello.js'
import * as messages from '../../src/protocol/messages.js'
import { checkProof, createProof, readProof } from '../../src/protocol/proof.js'
import { open } from '../../src/protocol/seal.js'
import { hh, world } from './decoders.js'
import { heads } from './samples.js'
import { must, seeded, seededSource } from './world.js'

const { keys, w } = world
const random = seededSource('random')

t.test(
  'peers find exactly the rooms they share, and a replayed or echoed Hello matches nothing',
  async (t) => {
    const mine = Array.from({ length: 20 }, (_, index) => seeded(`room ${index}`))
    const hello = must(
      readHello(
        encodeHello(
          mine.map((rep) => tagOf(rep, hh, 'I')),
          random,
        ),
      ),
    )
    t.equal(hello.length, 32)
    for (const rep of mine) t.ok(hasTag(hello, tagOf(rep, hh, 'I')))
    t.notOk(hasTag(hello, tagOf(seeded('another room'), hh, 'I')))
    t.notOk(hasTag(hello, tagOf(mine[0]!, hh, 'R')), 'an echo carries the wrong role')
    t.notOk(hasTag(hello, tagOf(mine[0]!, seeded('another stream', 64), 'I')), 'a relay has another stream')
    t.throws(
      () =>
        encodeHello(
          Array.from({ length: 65 }, (_, index) => seeded(`${index}`, 16)),
          random,
        ),
      /65 rooms/,
    )
    t.match(readHello(new Uint8Array([7])), {
      ok: false,
      reason: 'the greeting is of version 7, this program knows version 1',
    })
  },
)

t.test('a peer is believed as far as its proof was checked', async (t) => {
  const place = { keys, hh, role: 'I' } as const
  const proofOf = (level: 1 | 2 | 3) =>
    must(readProof(createProof({ ...place, w, level, hasGenesis: true, random })))
  const judge = (level: 1 | 2 | 3, key: { w?: Uint8Array } = { w }) =>
    checkProof({ ...place, ...key, proof: proofOf(level) })
  t.same(judge(1), { ok: true, level: 1, provedWrite: false, hasGenesis: true })
  t.same(judge(2), { ok: true, level: 2, provedWrite: false, hasGenesis: true })
  t.same(judge(3), { ok: true, level: 3, provedWrite: true, hasGenesis: true })
  t.same(judge(3, {}), { ok: true, level: 2, provedWrite: false, hasGenesis: true })
  t.same(judge(3, { w: seeded('another w') }), { ok: false })
  const claims = { ...proofOf(1), level: 2 as const }
  t.same(checkProof({ ...place, proof: claims }), { ok: false })
  t.same(checkProof({ ...place, w, proof: { ...proofOf(2), level: 3 } }), { ok: false })
  t.throws(() => createProof({ ...place, level: 3, hasGenesis: false, random }), /needs the room key/)
})

t.test('two sets of heads differ exactly in the buckets of the logs that differ', async (t) => {
  const grown = heads.map((entry, index) => (index === 0 ? { ...entry, length: entry.length + 1 } : entry))
  t.same(differingBuckets(bucketsOf(heads), bucketsOf(grown)), [bucketOf(heads[0]!.log)])
  t.same(differingBuckets(bucketsOf(heads), bucketsOf(heads.toReversed())), [])
  const all = differingBuckets(bucketsOf(heads), bucketsOf([]))
  t.same(
    all,
    [...new Set(heads.map(({ log }) => bucketOf(log)))].toSorted((a, b) => a - b),
  )
  t.same(messages.readBucketReq(messages.encodeBucketReq(all)), { ok: true, value: all })
})

t.test('message numbers are those of the protocol, and the largest messages fit', async (t) => {
  t.same(
    Object.values(messages.messageIndex),
    Array.from({ length: 18 }, (_, index) => index),
  )
  t.equal(messages.lastReservedMessage, 31)
  const entries = Array.from({ length: 900 }, (_, index) => ({
    ...heads[0]!,
    log: `${index}`.padStart(64, '0') as never,
  }))
  const bytes = messages.encodeEntries({ last: false, entries: entries.toReversed() })
  t.ok(bytes.byteLength <= 65_536)
  const long = messages.encodeGenesisMessage({
    ladderSig: new Uint8Array(64),
    genesis: new Uint8Array(65_470),
  })
  t.match(messages.readGenesisMessage(long), { ok: false, reason: 'message too long' })
  t.ok(
    messages.readGenesisMessage(
      messages.encodeGenesisMessage({ ladderSig: new Uint8Array(64), genesis: new Uint8Array(65_469) }),
    ).ok,
  )
  t.same(
    must(messages.readEntries(bytes)).entries.map(({ log }) => log),
    entries.map(({ log }) => log),
  )
})

t.test('keys, signatures and boxes of a wrong length are refused, not thrown', async (t) => {
  t.notOk(verifyRaw(new Uint8Array(31), new Uint8Array(64), w))
  t.notOk(verifyRaw(new Uint8Array(32), new Uint8Array(63), w))
  t.notOk(equalSecrets(w, w.subarray(1)))
  t.notOk(convertsToBoxKey(new Uint8Array(32)))
  t.equal(open(w, new Uint8Array(24), w, new Uint8Array(15)), undefined)
  t.equal(open(w, new Uint8Array(24), w, new Uint8Array(16)), undefined)
})
