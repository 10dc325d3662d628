/** I9 towards faces: what is asked for twice, because the answer was lost, is written once. */
import t from 'tap'
import type { EntryId } from '../../src/protocol/ids.js'
import type { SaidEntry } from '../../src/room/room-context.js'
import { createdRoom, folder, type Kept, openRoom } from './rooms.js'

const sendId = '5e'.repeat(32) as EntryId
const other = '07'.repeat(32) as EntryId
const hello: SaidEntry = { kind: 'text', format: 0, text: 'hello' }

t.test('I9: the same send id writes a message once, in one run and in the next', async (t) => {
  const [dir, kept] = [folder(t), createdRoom()]
  const first = await openRoom(t, { dir, kept })
  t.equal(await first.room.outgoing.sent(sendId), null)
  const sent = await first.room.outgoing.say(hello, sendId)
  t.equal(sent.state, 'stored')
  t.same(await first.room.outgoing.say(hello, sendId), sent)
  await first.close()
  const second = await openRoom(t, { dir, kept })
  t.same(await second.room.outgoing.sent(sendId), sent)
  t.same(await second.room.outgoing.say(hello, sendId), sent)
  t.not((await second.room.outgoing.say(hello, other)).id, sent.id)
  t.same(await second.texts(), ['hello', 'hello'])
})

t.test('I9: it is found in the log before, when the next run had to begin another', async (t) => {
  const [dir, kept] = [folder(t), createdRoom()]
  const ana = await openRoom(t, { dir, kept })
  const sent = await ana.room.outgoing.say(hello, sendId)
  const log = await ana.own()
  log.alarms.emit('conflict')
  await ana.room.outgoing.say({ ...hello, text: 'in another log' })
  t.not((await ana.own()).key, log.key)
  t.same(await ana.room.outgoing.say(hello, sendId), sent)
  t.same((await ana.texts()).toSorted(), ['hello', 'in another log'])
})

t.test('I9: a draft that was written, and not yet taken from its file, is not written again', async (t) => {
  const [dir, created] = [folder(t), createdRoom()]
  const first = await openRoom(t, { dir, kept: created })
  await first.room.outgoing.say(hello, sendId)
  await first.close()
  const kept: Kept = { ...created, drafts: [{ id: sendId, createdMs: 5, entry: hello }] }
  const second = await openRoom(t, { dir, kept })
  t.same(await second.texts(), ['hello'])
  t.same(kept.drafts, [])
})

t.test('a message that waits as a draft is found by its send id', async (t) => {
  const kept = createdRoom()
  const draft = { id: other, createdMs: 5, entry: hello }
  const ana = await openRoom(t, {
    dir: folder(t),
    kept: { ...kept, drafts: [draft] },
    beforeSave: () => undefined,
  })
  t.same(await ana.room.outgoing.sent(sendId), null)
  t.match(await ana.room.outgoing.sent(other), { state: 'stored' }, 'it was written when the room was opened')
})
