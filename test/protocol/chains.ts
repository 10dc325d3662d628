/** Logs that are whole, that end by a broken rule, and that have blocks of a newer version. */
import b4a from 'b4a'
import { hlcOf } from '../../src/protocol/hlc.js'
import { type EntryId, toId } from '../../src/protocol/ids.js'
import { alice, bob, world } from './decoders.js'
import { patched } from './refusal.js'
import { type BlockOptions, cardOf, createdMs, openRoom, seeded, TestLog } from './world.js'

export interface ChainCase {
  readonly name: string
  readonly log: TestLog['card']['log']
  readonly blocks: readonly Uint8Array[]
  /** The rule that ends the log, and where. */
  readonly endsAt?: number
}

const dayMs = 86_400_000
const text = { kind: 'text', format: 0, text: 'Hello' } as const
const elsewhere = openRoom(bob, 'Elsewhere')

export function chains(): ChainCase[] {
  return [
    chain('whole', (log) => [
      log.join(),
      log.say('one', { seen: [{ logPrefix: '0011223344556677', seq: 4 }] }),
      log.say('two', { seen: [{ logPrefix: '0011223344556677', seq: 3 }] }),
    ]),
    chain('unknown type, flags and opt bits are kept', (log) => [
      log.join(),
      log.add(text, { type: 9, body: seeded('of the future') }),
      log.add(text, { type: 17, control: true, body: new Uint8Array(0) }),
      log.add(text, { body: new Uint8Array([0x80, 9, 9]) }),
      log.say('after'),
    ]),
    chain('no Join at seq 0', (log) => [log.say('first')], 0),
    chain('a Join inside the log', (log) => [log.join(), log.join(), log.say('never shown')], 1),
    chain('an unknown type at seq 0', (log) => [log.add(text, { type: 24, control: true })], 0),
    chain('a Text sealed with the control key', (log) => [log.join(), log.say('x', { control: true })], 1),
    chain('a Join sealed with the content key', (log) => [log.join({ control: false })], 0),
    chain(
      'a wrong prev',
      (log) => [log.join(), log.say('x', { prev: toId<EntryId>(seeded('not the one')) })],
      1,
    ),
    chain('a prev at seq 0', (log) => [log.join({ prev: toId<EntryId>(seeded('nothing')) })], 0),
    chain(
      'an hlc that stands still',
      (log) => [log.join({ hlc: hlcOf(createdMs, 9) }), log.say('x', { hlc: hlcOf(createdMs, 9) })],
      1,
    ),
    chain('a first hlc just within the slack', (log) => [log.join({ hlc: hlcOf(createdMs - 2 * dayMs, 0) })]),
    chain(
      'a first hlc before the room',
      (log) => [log.join({ hlc: hlcOf(createdMs - 2 * dayMs - 1, 65_535) })],
      0,
    ),
    chain('the greatest hlc', (log) => [log.join({ hlc: hlcOf(2 ** 47 - 1, 65_535) })]),
    chain('an hlc of 2^47 ms', (log) => [log.join({ hlc: hlcOf(2 ** 47, 0) })], 0),
    chain('a malformed body', (log) => [log.join(), log.say('x', { body: new Uint8Array([0, 0, 0, 0]) })], 1),
    chain('a signature that does not fit', (log) => [log.join(), log.say('x', { bend: flipLast })], 1),
    chain('the card of another log', (log) => [log.join(joinWith(cardOf(world, alice, 5).bytes))], 0),
    chain('a card of another room', (log) => [log.join(joinWith(cardOf(elsewhere, bob).bytes))], 0),
    chain('a frame that does not open', (log) => [log.join(), { block: flipLast(log.draft(text).block) }], 1),
    chain(
      'a block of another place',
      (log) =>
        [log.join(), log.say('one'), { block: log.draft(text).block }, log.say('three')].toSpliced(1, 1),
      1,
    ),
    chain('an empty block', (log) => [log.join(), { block: new Uint8Array(0) }], 1),
    chain(
      'no envelope in the frame',
      (log) => [log.join(), log.say('x', { bend: () => new Uint8Array(0) })],
      1,
    ),
    chain(
      'a cut envelope',
      (log) => [log.join(), log.say('x', { bend: (envelope) => envelope.subarray(0, 100) })],
      1,
    ),
    chain('a frame of a newer version', (log) => [
      log.join(),
      { block: patched(log.say('locked').block, 0, 2) },
      log.say('readable'),
    ]),
    chain('a newer cipher suite', (log) => [
      log.join(),
      { block: patched(log.say('locked').block, 1, 2) },
      log.say('readable'),
    ]),
    chain('an unknown epoch', (log) => [
      log.join(),
      { block: patched(log.say('locked').block, 2, 1, 2, 3, 4, 5, 6, 7, 8) },
      log.say('readable'),
    ]),
    chain('a newer envelope', (log) => [log.join(), log.say('x', { bend: newer }), log.say('readable')]),
    chain(
      'an hlc that falls across a locked block',
      (log) => [log.join(), log.say('x', { bend: newer }), log.say('y', { hlc: hlcOf(createdMs, 0) })],
      2,
    ),
    chain(
      'an end after a locked block',
      (log) => [log.join(), log.say('x', { bend: newer }), log.join(), log.say('z')],
      2,
    ),
    chain('a locked Join: the author is unknown', (log) => [log.join({ bend: newer }), log.say('y')]),
  ]
}

function chain(
  name: string,
  write: (log: TestLog) => readonly { readonly block: Uint8Array }[],
  endsAt?: number,
): ChainCase {
  const log = new TestLog(world, bob, 11)
  const blocks = write(log).map(({ block }) => block)
  return { name, log: log.card.log, blocks, ...(endsAt !== undefined && { endsAt }) }
}

function joinWith(card: Uint8Array): BlockOptions {
  return { body: b4a.concat([card, new Uint8Array(1)]) }
}

function flipLast(bytes: Uint8Array): Uint8Array {
  return patched(bytes, bytes.byteLength - 1, bytes.at(-1)! ^ 1)
}

function newer(envelope: Uint8Array): Uint8Array {
  return patched(envelope, 0, 2)
}
