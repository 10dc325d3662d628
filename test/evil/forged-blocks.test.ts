/** Members who write into their logs what they may not: it is stored and served, and changes nothing for anybody else. */
import t, { type Test } from 'tap'
import { openFrame, sealFrame } from '../../src/protocol/frame.js'
import { hlcOf } from '../../src/protocol/hlc.js'
import { type LogKey, parseId } from '../../src/protocol/ids.js'
import { patched } from '../protocol/refusal.js'
import { openRoom, type World } from '../protocol/world.js'
import { converged, type Person, world } from '../scenarios/world.js'
import { until } from '../testnet/until.js'
import { type EvilMember, evilMember } from './evil-member.js'

const text = { kind: 'text', format: 0, text: 'Hello' } as const

/** Ana and Bob talk in a room; Mallory is connected to Ana. */
async function scene(t: Test) {
  const { people, net } = await world(t, ['ana', 'bob', 'chidi'])
  const [ana, bob, chidi] = people as [Person, Person, Person]
  const handle = await ana.create('garden')
  await bob.join(await ana.link(handle))
  await ana.say(handle, 'one')
  await bob.sees(handle, 1)
  const mallory = await evilMember(t, { net, victim: ana, handle, avoiding: ['bob'] })
  return { net, ana, bob, chidi, handle, mallory }
}

/** Takes an envelope out of one frame and seals it at another place, as only a member can. */
function moved(
  block: Uint8Array,
  from: { readonly room: World; readonly log: LogKey; readonly seq: number },
  to: { readonly room: World; readonly log: LogKey; readonly seq: number },
): Uint8Array {
  const opened = openFrame({
    keys: from.room.keys,
    roomId: from.room.roomId,
    log: from.log,
    seq: from.seq,
    block,
  })
  if (opened.state !== 'open') throw new Error(opened.state)
  const { envelope, nonce } = opened
  const { keys, roomId } = to.room
  return sealFrame({ keys, roomId, log: to.log, seq: to.seq, control: false, nonce, envelope })
}

/** A log whose second block is `forged`, followed by an honest third one. */
async function publish(mallory: EvilMember, n: number, forge: (log: LogKey) => Uint8Array): Promise<void> {
  const { log, join } = mallory.log(n)
  const honest = log.say('before')
  const forged = { block: forge(log.card.log) }
  await mallory.publish(log, [join, honest, forged, log.say('after')])
}

t.test(
  'T28: an envelope moved to another room, log, place or author ends that log and nothing else',
  async (t) => {
    const { ana, bob, chidi, handle, mallory } = await scene(t)
    const { room, person } = mallory
    const anas = parseId<LogKey>((await ana.lines(handle))[0]!.log)!
    const stolen = await mallory.fetch(anas, 3)
    const other = mallory.log(10)
    const elsewhere = openRoom(person, 'elsewhere')
    const twice = other.log.draft(text)
    const shifted = other.log.say('shifted')
    const third = other.log.say('third')
    const from = { room, log: other.log.card.log }
    await publish(mallory, 0, () => stolen[2]!)
    await publish(mallory, 1, (log) => moved(stolen[2]!, { room, log: anas, seq: 2 }, { room, log, seq: 2 }))
    await publish(mallory, 2, (log) => moved(third.block, { ...from, seq: 2 }, { room, log, seq: 2 }))
    await publish(mallory, 3, (log) => moved(shifted.block, { ...from, seq: 1 }, { room, log, seq: 2 }))
    await publish(mallory, 4, (log) => {
      const sealed = moved(twice.block, { ...from, seq: 1 }, { room: elsewhere, log, seq: 2 })
      return moved(sealed, { room: elsewhere, log, seq: 2 }, { room, log, seq: 2 })
    })
    await until(async () =>
      /^5 logs with records that break the rules/.test((await ana.room(handle)).notice ?? ''),
    )
    t.same(await ana.texts(handle), ['one', ...Array(5).fill('before')])
    await bob.say(handle, 'two')
    await ana.sees(handle, 7)
    await mallory.attacker.leave()
    await chidi.join(await ana.link(handle))
    await chidi.sees(handle, 7)
    await converged([ana, bob, chidi], handle)
    await until(async () => /^5 logs/.test((await chidi.room(handle)).notice ?? ''))
    t.equal((await chidi.room(handle)).sync.missingBlocks, 0)
    t.same([...ana.reported, ...bob.reported, ...chidi.reported], [])
  },
)

t.test('T29: blocks with a right tree and a wrong envelope signature are never shown', async (t) => {
  const { ana, bob, handle, mallory } = await scene(t)
  const last = (bytes: Uint8Array) => patched(bytes, bytes.byteLength - 1, bytes.at(-1)! ^ 1)
  for (const n of [0, 1]) {
    const { log, join } = mallory.log(n)
    const bad =
      n === 0 ? log.say('signed wrongly', { bend: last }) : { block: last(log.say('sealed wrongly').block) }
    await mallory.publish(log, [join, bad, log.say('after')])
  }
  await until(async () => /^2 logs/.test((await bob.room(handle)).notice ?? ''))
  t.same(await bob.texts(handle), ['one'])
  await converged([ana, bob], handle)
  t.same(await ana.texts(handle), ['one'])
})

t.test(
  'records dated before the room, or in the year 6429, end a log; its author’s next log is taken',
  async (t) => {
    const { ana, bob, handle, mallory } = await scene(t)
    const early = mallory.log(0)
    await mallory.publish(early.log, [early.log.join({ hlc: hlcOf(1_000, 0) })])
    const late = mallory.log(1)
    await mallory.publish(late.log, [late.join, late.log.say('far away', { hlc: hlcOf(2 ** 47, 0) })])
    const good = mallory.log(2)
    await mallory.publish(good.log, [good.join, good.log.say('here I am')])
    await until(async () => /^2 logs/.test((await bob.room(handle)).notice ?? ''))
    await ana.sees(handle, 2)
    await converged([ana, bob], handle)
    t.same(await bob.texts(handle), ['one', 'here I am'])
  },
)

t.test(
  'T10: records of unknown types and versions are kept, served to third parties, and change nothing',
  async (t) => {
    const { ana, bob, chidi, handle, mallory } = await scene(t)
    const { log, join } = mallory.log(0)
    const blocks = [
      join,
      log.add(text, { type: 9, body: new Uint8Array([1, 2, 3]) }),
      log.add(text, { type: 17, control: true, body: new Uint8Array(0) }),
      log.add(text, { body: new Uint8Array([0x80, 9, 9]) }),
      log.say('from tomorrow', { bend: (envelope) => patched(envelope, 0, 2) }),
      { block: patched(log.say('sealed tomorrow').block, 0, 2) },
      log.say('from today'),
    ]
    await mallory.publish(log, blocks)
    await Promise.all([ana, bob].map((person) => person.sees(handle, 2)))
    const unknown = (await bob.lines(handle)).filter(({ type }) => type === 'unknown')
    t.equal(unknown.length, 3)
    t.match(await bob.room(handle), { notice: /need a newer version/ })
    await mallory.attacker.leave()
    const link = await ana.link(handle)
    await ana.stop()
    await chidi.join(link)
    await chidi.sees(handle, 2)
    await converged([bob, chidi], handle)
    await until(async () => (await chidi.room(handle)).sync.missingBlocks === 0)
    t.equal((await chidi.lines(handle)).filter(({ type }) => type === 'unknown').length, 3)
    await ana.start()
    await converged([ana, bob, chidi], handle)
    t.same([...ana.reported, ...bob.reported, ...chidi.reported], [])
  },
)
