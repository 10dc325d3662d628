/** For every decoder: what it must accept. Each sample covers another optional field or limit. */
import b4a from 'b4a'
import { encodeEntry } from '../../src/protocol/entries.js'
import { type Entry, entryTypes } from '../../src/protocol/entry.js'
import type { KnownEntry } from '../../src/protocol/entry-codec.js'
import { createEquiv, halfOf } from '../../src/protocol/equivocation.js'
import { bucketsOf, digestOf, type HeadEntry } from '../../src/protocol/heads.js'
import { encodeHello, tagOf } from '../../src/protocol/hello.js'
import { createIdent } from '../../src/protocol/ident.js'
import { type EntryId, type LogKey, type MemberId, toId } from '../../src/protocol/ids.js'
import * as m from '../../src/protocol/messages.js'
import { createProof } from '../../src/protocol/proof.js'
import { alice, bob, hh, world } from './decoders.js'
import { cardOf, openRoom, seeded, seededSource, TestLog } from './world.js'

const id = (label: string) => toId<EntryId>(seeded(label))
const log = (label: string) => toId<LogKey>(seeded(label))
const bobsKey: MemberId = bob.attestation.identity
export const aliceCard = cardOf(world, alice)
export const bobCard = cardOf(world, bob, 7)

/** Two blocks that Bob signed for one place, and the evidence. */
export const forkLog = new TestLog(world, bob, 3)
forkLog.join()
export const fork = [forkLog.draft({ kind: 'text', format: 0, text: 'yes' }), forkLog.say('no')] as const
export const forkPosition = { ...forkLog.position, seq: 1 }
const halves = fork.map(({ nonce, envelope }) => halfOf({ epochId: world.keys.epochId, nonce, envelope }))
export const evidence = createEquiv(forkPosition, halves[0]!, halves[1]!)!

export const entrySamples: readonly KnownEntry[] = [
  { kind: 'join', card: aliceCard.bytes },
  { kind: 'join', card: aliceCard.bytes, supersedes: { log: log('older log'), lastSeq: 524_287 } },
  { kind: 'text', format: 0, text: 'a' },
  { kind: 'text', format: 1, text: 'waves\nand 🌊 goes' },
  { kind: 'text', format: 2, text: 'x'.repeat(16_384) },
  { kind: 'text', format: 0, text: 'yes', reply: id('question') },
  { kind: 'text', format: 0, text: 'yes', reply: id('question'), thread: id('first') },
  {
    kind: 'text',
    format: 0,
    text: 'ü@Bob and @Bob',
    thread: id('first'),
    mentions: [
      { identity: bobsKey, startByte: 2, lengthBytes: 4 },
      { identity: bobsKey, startByte: 11, lengthBytes: 4 },
    ],
  },
  { kind: 'edit', target: id('target'), format: 0, text: 'better' },
  {
    kind: 'edit',
    target: id('target'),
    format: 1,
    text: '@Bob',
    mentions: [{ identity: bobsKey, startByte: 0, lengthBytes: 4 }],
  },
  { kind: 'redact', target: id('target'), reason: '' },
  { kind: 'redact', target: id('target'), reason: '𝄞'.repeat(200) },
  { kind: 'react', target: id('target'), op: 'add', emoji: '👍🏽' },
  { kind: 'react', target: id('target'), op: 'remove', emoji: 'x'.repeat(32) },
  { kind: 'profile', nick: 'Alice', colour: 0 },
  { kind: 'profile', nick: '𝄞'.repeat(32), colour: 255, status: 'é'.repeat(80) },
  fileSample(1, {}),
  fileSample(1_073_741_824, { caption: 'holiday' }),
  fileSample(49_153, { caption: '', reply: id('question') }),
  { kind: 'roomState', key: 'name', value: 'n'.repeat(64) },
  { kind: 'roomState', key: 'topic', value: 'ü'.repeat(512) },
  { kind: 'hide', what: 'record', op: 'hide', target: id('target'), reason: 'spam' },
  { kind: 'hide', what: 'identity', op: 'show', target: bobsKey, reason: '' },
  evidence,
]

export const heads: readonly HeadEntry[] = [
  { log: log('log 1'), length: 0, head: seeded('head 1') },
  { log: log('log 2'), length: 1_048_576, head: seeded('head 2') },
  // two logs of one bucket
  { log: toId(new Uint8Array(32).fill(9)), length: 3, head: seeded('head 3') },
  { log: toId(new Uint8Array([9, ...new Uint8Array(31)])), length: 4, head: seeded('head 4') },
]

const tags = ['Garden', 'Kitchen'].map((name) => tagOf(openRoom(alice, name).keys.rep, hh, 'I'))
const tooManyFor = (smaller: number) =>
  Array.from({ length: smaller + 1 }, (_, index) => seeded(`tag ${index}`, 16))
const logKeys = heads.map((entry) => entry.log)
const proofOf = (level: 1 | 2 | 3, hasGenesis: boolean) =>
  createProof({
    keys: world.keys,
    w: world.w,
    level,
    hasGenesis,
    hh,
    role: 'I',
    random: seededSource(`proof ${level}`),
  })

/** The Proofs by level. */
export const proofSamples = [
  proofOf(1, false),
  proofOf(2, true),
  proofOf(3, true),
  proofOf(3, false),
] as const

const identOf = {
  attestation: alice.attestation,
  deviceSecretKey: alice.deviceKeys.secretKey,
  hh,
  role: 'I',
  rep: world.keys.rep,
} as const
const everyBucket = Array.from({ length: 256 }, (_, bucket) => bucket)

/** Bytes that each decoder accepts. */
export const accepted: Readonly<Record<string, readonly Uint8Array[]>> = {
  attestation: [alice.attestation.bytes, bob.attestation.bytes],
  genesis: [
    world.genesis.bytes,
    openRoom(bob, '').genesis.bytes,
    openRoom(bob, '🌳'.repeat(63), 0).genesis.bytes,
  ],
  card: [aliceCard.bytes, bobCard.bytes, forkLog.card.bytes],
  envelope: envelopeSamples(),
  hello: [[], tags, tooManyFor(16), tooManyFor(63)].map((some, index) =>
    encodeHello(some, seededSource(`padding ${index}`)),
  ),
  proof: proofSamples,
  ident: [createIdent(identOf)],
  'message/genesis': [
    m.encodeGenesisMessage({ ladderSig: world.ladderSig, genesis: world.genesis.bytes }),
    m.encodeGenesisMessage({ ladderSig: world.ladderSig, s: world.s, genesis: world.genesis.bytes }),
  ],
  'message/digest': [m.encodeDigest({ logs: heads.length, digest: digestOf(heads) })],
  'message/buckets': [m.encodeBuckets(bucketsOf(heads)), m.encodeBuckets(bucketsOf([]))],
  'message/bucketReq': [
    m.encodeBucketReq([]),
    m.encodeBucketReq([0, 7, 8, 255]),
    m.encodeBucketReq(everyBucket),
  ],
  'message/entries': [
    m.encodeEntries({ last: true, entries: [] }),
    m.encodeEntries({ last: false, entries: heads }),
  ],
  'message/update': [m.encodeUpdate(heads.slice(0, 1)), m.encodeUpdate(heads)],
  'message/cardReq': [m.encodeCardReq([]), m.encodeCardReq(logKeys)],
  'message/card': [m.encodeCardMessage([]), m.encodeCardMessage([aliceCard.bytes, bobCard.bytes])],
  'message/headAtReq': [m.encodeHeadAtReq({ log: log('log 1'), length: 1_048_576 })],
  'message/headAt': [m.encodeHeadAt({ log: log('log 1'), length: 0, head: seeded('head 1') })],
  'message/evidenceReq': [m.encodeEvidenceReq({ log: log('log 1'), seq: 0xffff_ffff })],
  'message/evidence': [
    m.encodeEvidence({ log: log('log 1'), seq: 1 }),
    m.encodeEvidence({ log: forkLog.card.log, seq: 1, half: halves[0]! }),
  ],
  'message/want': [m.encodeWant([]), m.encodeWant(logKeys)],
  'message/ready': [m.encodeReady([]), m.encodeReady(logKeys)],
  'message/typing': [m.encodeTyping(true), m.encodeTyping(false)],
  'message/presence': [m.encodePresence('active'), m.encodePresence('idle')],
  ...bodiesByKind(),
}

function bodiesByKind(): Record<string, Uint8Array[]> {
  const kinds = Object.keys(entryTypes).map((kind) => [
    `entry/${kind}`,
    entrySamples.filter((entry) => entry.kind === kind).map((entry) => encodeEntry(entry).body),
  ])
  return Object.fromEntries(kinds)
}

function envelopeSamples(): Uint8Array[] {
  const seen = Array.from({ length: 8 }, (_, index) => ({
    logPrefix: log(`seen ${index}`).slice(0, 16),
    seq: index,
  }))
  const textLog = new TestLog(world, bob)
  const long = 'z'.repeat(16_384)
  const blocks = [
    textLog.join(),
    textLog.say('Hello'),
    textLog.say('I read this', { seen }),
    textLog.say(long),
  ]
  const written = blocks.map(({ envelope }) => envelope)
  const [join] = written as [Uint8Array]
  // writers of version 1 name no records here, readers accept up to four
  const acks = b4a.concat([
    join.subarray(0, 45),
    new Uint8Array([2]),
    new Uint8Array(32),
    new Uint8Array(32).fill(1),
    join.subarray(46),
  ])
  return [...written, acks]
}

function fileSample(
  sizeBytes: number,
  optional: { caption?: string; reply?: EntryId },
): Extract<Entry, { kind: 'file' }> {
  const keys = { blobPk: seeded('blob'), fileKey: seeded('file'), listHash: seeded('list') }
  return { kind: 'file', ...keys, sizeBytes, mediaType: 'image/png', name: 'garden.png', ...optional }
}
