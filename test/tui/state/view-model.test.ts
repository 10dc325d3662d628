import t from 'tap'
import type { MessageView } from '../../../src/api/views.js'
import { memberLine, sortMembers } from '../../../src/tui/panes/member-line.js'
import { draftModels, messageModels } from '../../../src/tui/state/message-models.js'
import { hitModels, meModel, memberModels, roomModel } from '../../../src/tui/state/view-model.js'
import { lookOf } from '../../../src/tui/style/look.js'
import { FakeEngine, idOf, startMs } from '../fake-engine.js'

function people() {
  const engine = new FakeEngine()
  const handle = engine.addRoom('garden\u202e\x1b[2J')
  engine.addMember(handle, 'bob', {
    author: idOf('b1'),
    tag: 'aaaa1111',
    online: false,
    lastMs: startMs - 90 * 60_000,
  })
  engine.addMember(handle, 'bob', { author: idOf('b2'), tag: 'bbbb2222' })
  engine.addMember(handle, 'eve', { online: false, lastMs: startMs - 3 * 86_400_000 })
  engine.addMember(handle, 'fay', { online: false, lastMs: startMs - 1000 })
  engine.addMember(handle, 'gus', { online: false, lastMs: 0, nick: null, tag: 'gggg4444' })
  return { engine, handle, members: memberModels(engine.room(handle).members) }
}

t.test('two people with one nick are told apart by their keys, wherever their nick stands', async (t) => {
  const { engine, handle, members } = people()
  t.same(
    members.map(({ nick }) => nick),
    ['ana', 'bob·aaaa', 'bob·bbbb', 'eve', 'fay', 'gggg4444'],
  )
  t.not(members[1]?.role, members[2]?.role, 'the colour is of the key, not of the nick')
  const one = engine.receive(handle, 'hi', { nick: 'bob', author: idOf('b1'), tag: 'aaaa1111' })
  t.equal(messageModels([one], members)[0]?.person.nick, 'bob·aaaa', 'also when the other one is silent')
  t.equal(messageModels([one])[0]?.person.nick, 'bob', 'only one is known')
  const spaced = engine.receive(handle, 'hi', { nick: 'bo\u200bb', author: idOf('b3'), tag: 'cccc3333' })
  t.equal(messageModels([spaced], members)[0]?.person.nick, 'bob·cccc', 'what looks the same is the same')
})

t.test('I8: every text of a person is safe in every model', async (t) => {
  const { engine, handle } = people()
  const bad = 'x\x1b]0;t\x07\u202e\x9b'
  const message = (change: Partial<MessageView>) =>
    engine.receive(handle, bad, { nick: bad, tag: bad, ...change })
  const types = ['text', 'join', 'profile', 'name', 'unknown'] as const
  const models = [
    ...messageModels(types.map((type) => message({ type }))),
    ...hitModels([
      { ...message({}), handle, roomName: bad },
      { ...message({}), handle, roomName: null },
    ]),
    ...draftModels(
      [{ id: 'd', edits: null, text: bad, createdMs: 0 }],
      meModel({ ...engine.me, nick: bad, tag: bad }),
    ),
    ...draftModels([{ id: 'd', edits: null, text: bad, createdMs: 0 }], null),
    roomModel({ ...engine.room(handle).view, notice: bad }),
    roomModel({ ...engine.room(handle).view, name: null }),
  ]
  t.notMatch(
    JSON.stringify(models, (key, value) => (key === 'id' ? '' : value)),
    /[\x00-\x1f\x7f-\x9f\u202e]|\\u00/,
  )
  t.match(
    models.map((model) => ('text' in model ? model.text : '')).join('\n'),
    /is now called[\s\S]*named the room[\s\S]*cannot show/,
  )
})

t.test('members stand by presence and name, with how long they have been away', async (t) => {
  const { members } = people()
  const state = { look: lookOf('mono', 'unicode'), nowMs: startMs }
  const lines = sortMembers(members).map((member) =>
    memberLine(member, state, 20)
      .map((part) => part.text)
      .join(''),
  )
  t.same(lines, [
    '● ana            you',
    '● bob·bbbb        ⚠ ',
    '○ bob·aaaa      ⚠ 1h',
    '○ eve             3d',
    '○ fay             1m',
    '○ gggg4444          ',
  ])
})
