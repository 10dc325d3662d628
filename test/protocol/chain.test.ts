/** The validator of logs: what does not depend on how blocks arrive, and what it remembers. */

import b4a from 'b4a'
import fc from 'fast-check'
import t from 'tap'
import { type ChainRun, type ChainState, startChain, verifyBlocks } from '../../src/protocol/chain.js'
import { createEquiv, halfId, verifyEquiv } from '../../src/protocol/equivocation.js'
import { frameNonce, openFrame, sealFrame } from '../../src/protocol/frame.js'
import { hash } from '../../src/protocol/hash.js'
import { headNext, headStart } from '../../src/protocol/heads.js'
import { hlcOf, msOf } from '../../src/protocol/hlc.js'
import { idBytes, toId } from '../../src/protocol/ids.js'
import { seal } from '../../src/protocol/seal.js'
import { u32Bytes } from '../../src/protocol/writer.js'
import { chains } from './chains.js'
import { alice, bob, world } from './decoders.js'
import { hex, plain } from './plain.js'
import { patched } from './refusal.js'
import { evidence, fork, forkLog, forkPosition } from './samples.js'
import { createdMs, seeded, TestLog } from './world.js'

const { chainRoom } = world
const seed = Number(process.env.PROPERTY_SEED ?? 1)

/** The run over all blocks in batches of the given sizes, the state crossing a thread between them. */
function inBatches(
  start: ChainState,
  log: TestLog['card']['log'],
  blocks: readonly Uint8Array[],
  sizes: readonly number[],
) {
  let state = start
  const runs: ChainRun[] = []
  for (let at = 0, batch = 0; at < blocks.length; batch++) {
    const size = Math.max(1, sizes[batch % sizes.length]!)
    const run = verifyBlocks(chainRoom, log, structuredClone(state), blocks.slice(at, at + size))
    runs.push(run)
    state = run.state
    at += size
  }
  return {
    state,
    records: runs.flatMap(({ records }) => records),
    locked: runs.flatMap(({ locked }) => locked),
  }
}

t.test('I1: any batches of a log give the same records, state and head', async () => {
  const cases = chains()
  const whole = cases.map(({ log, blocks }) => verifyBlocks(chainRoom, log, startChain(log), blocks))
  fc.assert(
    fc.property(
      fc.nat(cases.length - 1),
      fc.array(fc.nat(3), { minLength: 1, maxLength: 4 }),
      (index, sizes) => {
        const { log, blocks } = cases[index]!
        const { state, records, locked } = whole[index]!
        const batched = inBatches(startChain(log), log, blocks, sizes)
        return JSON.stringify(plain(batched)) === JSON.stringify(plain({ state, records, locked }))
      },
    ),
    { seed, numRuns: 100 },
  )
})

t.test('I4: no bytes in a block make the validator throw, and it counts each of them', async () => {
  const log = new TestLog(world, bob)
  const blocks = [log.join(), log.say('one'), log.say('two')].map(({ block }) => block)
  fc.assert(
    fc.property(
      fc.nat(2),
      fc.nat(),
      fc.nat(255),
      fc.uint8Array({ maxLength: 200 }),
      (index, at, value, noise) => {
        const changed = patched(blocks[index]!, at % blocks[index]!.byteLength, value)
        const run = verifyBlocks(chainRoom, log.card.log, startChain(log.card.log), [
          ...blocks.with(index, changed),
          noise,
        ])
        return run.state.nextSeq === 4
      },
    ),
    { seed, numRuns: 300 },
  )
})

t.test(
  'the state says who writes, holds the card on its own memory, and goes on with the head after the end',
  async (t) => {
    const log = new TestLog(world, bob)
    const blocks = [log.join(), log.say('one'), log.join(), log.say('lost')].map(({ block }) => block)
    const { state, records } = verifyBlocks(chainRoom, log.card.log, startChain(log.card.log), blocks)
    t.equal(state.author, bob.attestation.identity)
    t.equal(state.device, bob.attestation.device)
    t.equal(hex(state.card!), hex(log.card.bytes))
    t.equal(state.card!.buffer.byteLength, log.card.bytes.byteLength)
    t.match(state.ended, { seq: 2, reason: 'a Join inside a log' })
    t.equal(hex(state.head), hex(blocks.reduce(headNext, headStart(log.card.log))))
    t.equal(records.length, 2)
    t.match(records[1], {
      author: bob.attestation.identity,
      seq: 1,
      type: 1,
      entry: { kind: 'text', text: 'one' },
    })
  },
)

t.test('with a card on file, block 0 must carry it, and a locked Join hides only itself', async (t) => {
  const log = new TestLog(world, bob)
  const newer = (envelope: Uint8Array) => patched(envelope, 0, 9)
  const locked = log.draft({ kind: 'join', card: log.card.bytes }, { bend: newer }).block
  const blocks = [log.join().block, log.say('one').block]
  const start = startChain(log.card.log, log.card)
  t.equal(verifyBlocks(chainRoom, log.card.log, start, blocks).records.length, 2)
  const behind = verifyBlocks(chainRoom, log.card.log, start, [locked, blocks[1]!])
  t.same(
    behind.records.map(({ seq }) => seq),
    [1],
  )
  t.match(behind.locked, [{ seq: 0, reason: 'envelope version 9' }])
  const other = startChain(log.card.log, new TestLog(world, bob, 2).card)
  t.match(verifyBlocks(chainRoom, log.card.log, other, blocks).state.ended, { seq: 0, reason: /on file/ })
})

t.test('a Join with reserved bits still opens its log', async (t) => {
  const log = new TestLog(world, alice)
  const body = b4a.concat([log.card.bytes, new Uint8Array([0x80]), seeded('future')])
  const run = verifyBlocks(chainRoom, log.card.log, startChain(log.card.log), [
    log.join({ body }).block,
    log.say('x').block,
  ])
  t.same(
    run.records.map(({ entry }) => entry.kind),
    ['unknown', 'text'],
  )
})

t.test('a log of another room, or with other keys, is not readable', async (t) => {
  const log = new TestLog(world, bob)
  const { block } = log.join()
  const moved = { ...chainRoom, roomId: toId<never>(seeded('elsewhere')) }
  t.match(verifyBlocks(moved, log.card.log, startChain(log.card.log), [block]).state.ended, { seq: 0 })
})

t.test('a frame with other padding than the shortest is refused', async (t) => {
  const log = new TestLog(world, bob).card.log
  const place = { keys: world.keys, roomId: world.roomId, log, seq: 0 }
  const nonce = seeded('nonce', 24)
  const sealed = (padded: Uint8Array) => {
    const head = new Uint8Array([1, 1, ...world.keys.epochId])
    const ad = b4a.concat([head, idBytes(world.roomId), idBytes(log), u32Bytes(0)])
    return b4a.concat([
      head,
      nonce,
      seal(hash('MSGKEY', world.keys.contentKey, idBytes(log)), nonce, ad, padded),
    ])
  }
  const padded = (size: number, ...bytes: readonly number[]) => patched(new Uint8Array(size), 0, ...bytes)
  t.match(openFrame({ ...place, block: sealed(padded(64, 5, 0x80)) }), { state: 'open' })
  for (const [why, bytes] of [
    ['longer than needed', padded(128, 5, 0x80)],
    ['no mark', padded(64, 5)],
    ['only zeros', padded(64)],
    ['a pad byte that is not zero', padded(64, 5, 0x80, 0, 7)],
  ] as const) {
    t.match(openFrame({ ...place, block: sealed(bytes) }), { state: 'invalid', reason: 'wrong padding' }, why)
  }
  t.match(openFrame({ ...place, block: sealed(padded(65)) }), { state: 'invalid', reason: /length/ })
  t.match(openFrame({ ...place, block: sealed(padded(64, 5, 0x80)).subarray(0, 40) }), { state: 'invalid' })
  t.throws(
    () => sealFrame({ ...place, control: false, nonce, envelope: new Uint8Array(65_536) }),
    /fits no frame/,
  )
})

t.test('an envelope that readers would refuse is never written', async (t) => {
  const log = new TestLog(world, bob)
  const seen = Array.from({ length: 9 }, (_, index) => ({ logPrefix: `000000000000000${index}`, seq: 0 }))
  t.throws(() => log.say('x', { seen }), /list too long/)
  t.throws(() => log.say('x', { body: new Uint8Array(49_153) }), /body too long/)
})

t.test('two signed blocks for one place are evidence, in either order; anything less is none', async (t) => {
  const [a, b] = evidence.halves
  t.same(createEquiv(forkPosition, a, b), evidence)
  t.same(createEquiv(forkPosition, b, a), evidence)
  t.equal(createEquiv(forkPosition, a, a), undefined)
  t.equal(createEquiv({ ...forkPosition, seq: 2 }, a, b), undefined)
  t.equal(createEquiv(forkPosition, a, patched(b, 127, b[127]! ^ 1)), undefined)
  t.equal(halfId(forkPosition, a.subarray(1)), undefined)
  t.same(new Set([halfId(forkPosition, a), halfId(forkPosition, b)]), new Set(fork.map(({ id }) => id)))
  t.ok(verifyEquiv(forkPosition, evidence))
  t.notOk(verifyEquiv(forkPosition, { ...evidence, halves: [b, a] }))
  t.notOk(verifyEquiv(forkPosition, { ...evidence, seq: 3 }))
  t.notOk(verifyEquiv({ ...forkPosition, log: new TestLog(world, bob).card.log }, evidence))
  t.notOk(verifyEquiv({ ...forkPosition, device: alice.attestation.device }, evidence))
  t.equal(evidence.log, forkLog.card.log)
})

t.test('hybrid time orders by millisecond, then by counter', async (t) => {
  t.ok(hlcOf(createdMs, 65_535) < hlcOf(createdMs + 1, 0))
  t.equal(msOf(hlcOf(createdMs, 65_535)), createdMs)
})

t.test(
  'the nonce of a block is read without its keys; what is too short to be a block has none',
  async (t) => {
    const { block, nonce } = new TestLog(world, bob).say('x')
    t.same(plain(frameNonce(block)), plain(nonce))
    t.equal(frameNonce(block.subarray(0, 33)), undefined)
  },
)
