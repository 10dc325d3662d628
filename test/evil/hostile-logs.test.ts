/** Writers who take back what they wrote, write two histories, or serve blocks that do not fit their own signatures. */
import type { WirePeer } from 'hypercore'
import t, { type Test } from 'tap'
import { converged, type Person, world } from '../scenarios/world.js'
import { refusals } from './attacker.js'
import { type EvilMember, evilMember, headEntry } from './evil-member.js'

async function scene(t: Test) {
  const { people, net } = await world(t, ['ana', 'bob'])
  const [ana, bob] = people as [Person, Person]
  const handle = await ana.create('garden')
  await bob.join(await ana.link(handle))
  const meet = () => evilMember(t, { net, victim: ana, handle, avoiding: ['bob'] })
  const ids = async (person: Person) => (await person.lines(handle)).map(({ id }) => id)
  return { ana, bob, handle, meet, ids }
}

/** A log with these texts, and its blocks. */
function written(mallory: EvilMember, texts: readonly string[]) {
  const { log, join } = mallory.log()
  return { log, blocks: [join, ...texts.map((text) => log.say(text))].map(({ block }) => block) }
}

t.test('T23: what a writer takes back and rewrites stays as it was, and the writer is refused', async (t) => {
  const { ana, bob, handle, meet, ids } = await scene(t)
  const mallory = await meet()
  const { log, blocks } = written(mallory, ['one', 'two', 'three'])
  const core = await mallory.core(log.card, blocks)
  mallory.offer(log.card, core, headEntry(log.card.log, blocks))
  await Promise.all([ana.sees(handle, 3), bob.sees(handle, 3)])
  const before = await ids(ana)
  await core.truncate(2)
  await core.append(written(mallory, ['uno', 'dos', 'tres', 'cuatro']).blocks.slice(2))
  await mallory.attacker.ended()
  t.match(await refusals(ana), { 'guard: sync': 1 })
  t.same(await ids(ana), before)
  await ana.restart()
  await converged([ana, bob], handle)
  const changed = (await ids(ana)).filter((id) => !before.includes(id)).length
  t.comment(`FIG T23 changed_blocks=${changed}`)
  t.equal(changed, 0)
  await bob.say(handle, 'four')
  await ana.sees(handle, 4)
  t.same([...ana.reported, ...bob.reported], [])
})

t.test('T24: a second history of a log, served behind the head of the first, replaces nothing', async (t) => {
  const { ana, bob, handle, meet, ids } = await scene(t)
  const honest = await meet()
  const first = written(honest, ['one', 'two'])
  await honest.publish(
    first.log,
    first.blocks.map((block) => ({ block })),
  )
  await Promise.all([ana.sees(handle, 2), bob.sees(handle, 2)])
  const before = await ids(ana)
  await honest.attacker.leave()
  const forker = await meet()
  const second = written(forker, ['uno', 'dos', 'tres', 'cuatro'])
  const core = await forker.core(second.log.card, second.blocks)
  const entry = headEntry(second.log.card.log, second.blocks)
  const noticed = new Promise<void>((resolve) => core.on('conflict', () => resolve()))
  forker.offer(second.log.card, core, entry, async () => headEntry(entry.log, first.blocks).head)
  await noticed
  await ana.say(handle, 'three')
  await bob.sees(handle, 3)
  await ana.restart()
  await converged([ana, bob], handle)
  t.same((await ids(ana)).slice(0, before.length), before)
  t.same(await bob.texts(handle), ['one', 'two', 'three'])
})

t.test('T37: who serves blocks that do not fit their proofs is gone after the third', async (t) => {
  const { ana, bob, handle, meet } = await scene(t)
  const mallory = await meet()
  let corrupted = 0
  const corrupt = (peer: WirePeer) => {
    const data = peer.channel.messages[3] as unknown as { send: (message: WireData) => boolean }
    const send = data.send.bind(data)
    data.send = (message) => {
      if (message.block === null) return send(message)
      corrupted++
      return send({ ...message, block: { ...message.block, value: Buffer.from('something else') } })
    }
  }
  for (let n = 0; n < 6; n++) {
    const { log, join } = mallory.log(n)
    const blocks = [join.block]
    const core = await mallory.core(log.card, blocks)
    core.on('peer-add', corrupt)
    mallory.offer(log.card, core, headEntry(log.card.log, blocks))
  }
  await mallory.attacker.ended()
  t.match(await refusals(ana), { 'invalid proofs': 1 })
  t.ok(corrupted >= 3)
  await bob.say(handle, 'we are still here')
  await ana.sees(handle, 1)
  t.equal((await ana.engine.call('room.members', { handle })).length, 2)
  t.same(ana.reported, [])
})

interface WireData {
  readonly block: { readonly value: Uint8Array } | null
}
