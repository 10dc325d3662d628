import fc from 'fast-check'
import t from 'tap'
import type { MessageView } from '../../../src/api/views.js'
import { messageModels } from '../../../src/tui/state/message-models.js'
import { memberModels } from '../../../src/tui/state/view-model.js'
import { anyText } from '../../text/nasty-text.js'
import { FakeEngine, idOf, startMs } from '../fake-engine.js'

const minuteMs = 60_000

function room() {
  const engine = new FakeEngine()
  const handle = engine.addRoom('garden')
  engine.addMember(handle, 'bob')
  const members = memberModels(engine.room(handle).members)
  const write = (text: string, change: Partial<MessageView> = {}) => engine.receive(handle, text, change)
  return { engine, members, write }
}

t.test('every change of a nick names the former one, however soon it comes after the joining', async (t) => {
  const { members, write } = room()
  const at = (minutes: number) => ({ timeMs: startMs + minutes * minuteMs, type: 'profile' as const })
  const models = messageModels(
    [
      write('', { type: 'join', timeMs: startMs }),
      write('bobby', { ...at(0), former: 'bob' }),
      write('robert', { ...at(9), former: 'bobby' }),
      write('eve', { ...at(9), nick: 'eve', tag: 'tageve' }),
    ],
    members,
  )
  t.same(
    models.map(({ text }) => text),
    ['bob joined', 'bob is now called bobby', 'bobby is now called robert', 'tageve is now called eve'],
  )
})

t.test(
  'who takes a nick like that of another is told apart, marked, and the change is warned of',
  async (t) => {
    const { members, write } = room()
    const mallory = { nick: 'bоb', author: idOf('mallory'), tag: 'tagmal' }
    const models = messageModels(
      [
        write('bоb', { ...mallory, type: 'profile', former: 'mallory' }),
        write('bob', { ...mallory, type: 'profile', former: 'mallory' }),
        write('hello', mallory),
        write('hello', {}),
        write('mal', { ...mallory, type: 'profile', former: 'bob' }),
        write('bob', { ...mallory, type: 'profile', mine: true }),
      ],
      members,
    )
    t.same(
      models.map(({ warning }) => warning),
      ['looks like bob', 'not the only bob here', null, null, null, null],
    )
    t.match(models[2]?.person, { likeness: 'alike', nick: 'bоb·tagm' })
    t.match(models[3]?.person, { likeness: 'alike', nick: 'bob·tagb' }, 'one of the two is the other')
  },
)

t.test('who created the room did not merely join it, whether the members are known yet or not', async (t) => {
  const { engine, members, write } = room()
  const { author, tag } = engine.me
  const created = write('', { type: 'created', nick: 'ana', author, tag, mine: true })
  for (const known of [members, []])
    t.match(messageModels([created], known)[0], { kind: 'system', text: 'ana created the room' })
})

t.test('who is named in a text is found at the same words after it was made safe', async (t) => {
  const { engine, members, write } = room()
  const text = '\x1b[2J @ana\u202e and @bob, hi'
  const bob = idOf('bob')
  const mention = (author: string, start: number, end: number) => ({ author, nick: 'x', start, end })
  const view = write(text, {
    mentions: [
      mention(engine.me.author, text.indexOf('@ana'), text.indexOf('@ana') + 4),
      mention(bob, text.indexOf('@bob'), text.indexOf('@bob') + 4),
      mention(bob, 3, 9),
      mention(bob, 5, 400),
    ],
  })
  const [model] = messageModels([view], members)
  t.equal(model?.text, '␛[2J @ana and @bob, hi')
  t.same(
    model?.mentions.map(({ start, end, role }) => [model.text.slice(start, end), role === 'mention']),
    [
      ['@ana', true],
      ['@bob', false],
    ],
  )
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(anyText, fc.nat(20), fc.nat(20), (raw, start, length) => {
        const named = write(raw, { mentions: [mention(bob, start, start + length)] })
        const made = messageModels([named], members)[0]!
        return made.mentions.every((one) => one.start <= one.end && one.end <= made.text.length)
      }),
    ),
  )
})

t.test('what is answered, removed, late or early is said in few words', async (t) => {
  const { write } = room()
  const bob = { id: 'r', author: idOf('bob'), nick: 'bob', text: 'a\nb' }
  const reply = (change: Partial<typeof bob> | { author: null; nick: null; text: null }) =>
    messageModels([write('x', { reply: { ...bob, ...change } })])[0]?.reply
  t.equal(reply({}), 'bob: a b')
  t.equal(reply({ text: '' }), 'bob: (removed)')
  t.equal(reply({ author: null, nick: null, text: null }), 'a message that is not here')
  t.equal(
    reply({ author: idOf('other') }),
    'bob·?: a b',
    'somebody else of that name, whose key is not known',
  )
  const removed = (nick: string, reason: string) =>
    messageModels([write('', { removed: { author: idOf(nick), nick, reason } })])[0]?.removed
  t.equal(removed('kira', 'spam'), 'removed by kira: spam')
  t.equal(removed('bob', ''), 'removed')
  const impostor = { author: idOf('kira'), nick: 'bob', reason: 'spam' }
  t.equal(messageModels([write('', { removed: impostor })])[0]?.removed, 'removed by bob·?: spam')
  const arrival = (lateMs: number, mine: boolean) =>
    messageModels([write('x', { timeMs: startMs, arrivedMs: startMs + lateMs, mine })])[0]?.arrival
  t.same(
    [
      arrival(11 * minuteMs, false),
      arrival(9 * minuteMs, false),
      arrival(1_000, false),
      arrival(-3 * minuteMs, false),
      arrival(11 * minuteMs, true),
    ],
    ['long after', 'usual', 'at once', 'before', 'usual'],
  )
})
