import t from 'tap'
import { HocketError } from '../../../src/errors.js'
import { until } from '../../testnet/until.js'
import { FakeEngine, idOf } from '../fake-engine.js'
import { Talk, village } from './talk.js'

process.env.TZ = 'UTC'

t.test('a room is summed up, its last messages are read out, and each new one once', async (t) => {
  const { engine, garden } = village()
  const talk = new Talk(t, engine, { person: true })
  await talk.says(/text 49\n/)
  t.equal(
    talk.out,
    [
      '#garden, 3 members, 2 peers connected, synced. Nothing unread.',
      '-- Sat 21 Nov 2026',
      ...[45, 46, 47, 48, 49].map((index) => `20:${index + 1} bob: text ${index}`),
      '',
    ].join('\n'),
  )
  engine.receive(garden, 'one\ntwo', { nick: 'e:ve' })
  engine.change(garden, { peers: 2 })
  await talk.says(/20:51 "e:ve": one\n {6}\| two\n/)
  engine.receive(garden, 'waves', { format: 1 })
  engine.receive(garden, '', { type: 'join', nick: 'chidi' })
  engine.change(garden, { peers: 2 })
  await talk.says(/20:52 \* bob waves\n20:53 -- chidi joined\n$/)
  t.equal(talk.out.match(/one\n/g)?.length, 1)
})

t.test(
  'I8: what a peer wrote reaches the output without a control character, and forges no line',
  async (t) => {
    const { engine, garden } = village()
    const talk = new Talk(t, engine, { person: true })
    await talk.says(/text 49/)
    engine.receive(garden, 'hi \x1b]0;owned\x07\n21:00 bob: forged', { nick: '-- \x1b[2Jve\n21:00 bob' })
    engine.change(garden)
    const said = await talk.says(/forged\n/)
    t.notMatch(said, /[\x00-\x09\x0b-\x1f\x7f-\x9f]/)
    t.match(said, /^20:51 "-- ␛\[2Jve 21:00 bob": hi ␛\]0;owned␇\n {6}\| 21:00 bob: forged$/m)
  },
)

t.test('a message that merges above one that was said is said to be late, with its day', async (t) => {
  const { engine, garden } = village()
  const talk = new Talk(t, engine, { person: true })
  await talk.says(/text 49/)
  engine.receive(garden, 'from a tunnel', { at: 48, timeMs: Date.UTC(2026, 10, 20, 9, 5) })
  engine.receive(garden, 'and now this')
  engine.change(garden)
  await talk.says(/^09:05 bob, late, written 20 Nov: from a tunnel\n20:52 bob: and now this\n$/m)
})

t.test(
  'rooms: a new message elsewhere is told once; /room lists, goes and refuses; /older reads back',
  async (t) => {
    const { engine, dev } = village()
    const talk = new Talk(t, engine, { person: true })
    await talk.says(/text 49/)
    engine.receive(dev, 'dev 0')
    engine.change(dev)
    await talk.says(/#dev, 1 unread\.\n/)
    engine.receive(dev, 'dev 1')
    engine.change(dev)
    talk.type('/room')
    await talk.says(/1 \(here\) #garden, Nothing unread\.\n2 #dev, [12] unread\.\n/)
    talk.type('/room nowhere')
    await talk.says(/Error: No room is called/)
    talk.type('/room de')
    await talk.says(/#dev, one member, nobody connected, synced. [12] unread.\n-- .*\n20:51 bob: dev 0\n/)
    talk.type('/room 1')
    await talk.says(/#garden, 3 members[^\n]*\n$/)
    talk.type('/older 3')
    await talk.says(/20:43 bob: text 42\n20:44 bob: text 43\n20:45 bob: text 44\n$/)
    t.equal(talk.out.match(/^20:50 bob: text 49$/gm)?.length, 1, 'what was said is not said again')
  },
)

t.test('connection, sync and the engine are told when they change, not while they go on', async (t) => {
  const { engine, garden } = village()
  const talk = new Talk(t, engine, { person: true })
  await talk.says(/text 49/)
  engine.change(garden, { peers: 0 })
  await talk.says(/#garden: nobody is connected now\.\n/)
  engine.change(garden, { peers: 1, sync: { knownBlocks: 90, missingBlocks: 60 } })
  await talk.says(/#garden: one peer connected\.\n#garden: syncing, 60 blocks to fetch\.\n/)
  engine.change(garden, { peers: 2, sync: { knownBlocks: 90, missingBlocks: 30 } })
  engine.change(garden, { peers: 2, sync: { knownBlocks: 90, missingBlocks: 0 } })
  await talk.says(/60 blocks to fetch\.\n#garden: synced\.\n$/)
  engine.change(garden, { peers: 2, sync: { knownBlocks: 91, missingBlocks: 1 } })
  await talk.says(/#garden: syncing, one block to fetch\.\n$/)
  engine.die()
  await talk.says(/The engine is away/)
  engine.gone = false
  await talk.says(/The engine is back/)
})

t.test('a pipe: lines are sent in order, commands work, and its end is the end of the run', async (t) => {
  const { engine, garden } = village()
  const talk = new Talk(t, engine)
  talk.type('first', '//second', '/names', '/link', '/search text 7', '/me waves', '/nick ann')
  talk.stdin.end('last')
  t.equal(await talk.code, 0)
  t.same(
    engine
      .room(garden)
      .messages.slice(-4)
      .map(({ text }) => text),
    ['first', '/second', 'waves', 'last'],
  )
  t.match(talk.out, /^3 members, 2 online:\nana, you, creator\nbob, online\n花子, offline$/m)
  t.match(talk.out, /^Link to #garden\. .*\nhocket:w\/\S+$/m)
  t.match(talk.out, /^1 found; the history of one room is not complete here yet\.\n.* #garden bob: text 7$/m)
  t.match(talk.out, /You are ann now, in every room\./)
  t.match(talk.out, /: last\n/)
  t.equal(talk.err, '')
})

t.test('a pipe: what was refused is an error beside the output, and decides the exit code', async (t) => {
  const { engine, garden } = village()
  const talk = new Talk(t, engine)
  talk.type('/nonsense', '/room nowhere')
  talk.stdin.end('still sent\n')
  t.equal(await talk.code, 2)
  t.match(
    talk.err,
    /hocket: There is no command \/nonsense: nothing was sent[^\n]*\nhocket: No room is called/,
  )
  t.equal(engine.room(garden).messages.at(-1)?.text, 'still sent')
  engine.failing.set('room.send', new HocketError('DISK_FULL', 'The disk is full.'))
  const full = new Talk(t, engine)
  full.stdin.end('lost\n')
  t.equal(await full.code, 7)
  t.match(full.err, /hocket: The disk is full/)
})

t.test('who created the room is said so, also when the members come after the page', async (t) => {
  const engine = new FakeEngine()
  const garden = engine.addRoom('garden', { peers: 1 })
  const { author } = engine.room(garden).members.find(({ role }) => role === 'creator')!
  engine.receive(garden, '', { type: 'created', author, nick: 'ana', unread: false })
  engine.receive(garden, 'hello', { unread: false })
  engine.change(garden)
  const talk = new Talk(t, engine, { person: true })
  t.match(await talk.says(/hello/), /-- (ana|you) created the room\n[^\n]*hello/i)
  t.notMatch(talk.out, /joined/)
})

t.test('what nobody who is connected has is said once, when it begins', async (t) => {
  const { engine, garden } = village()
  const talk = new Talk(t, engine, { person: true })
  await talk.says(/text 49\n/)
  const unserved = [{ author: idOf('bob'), nick: 'bob', blocks: 12 }]
  engine.change(garden, { unserved })
  await talk.says(/#garden: up to 12 messages of bob: waiting for a peer that has them\.\n/)
  engine.change(garden, { unserved: [{ ...unserved[0]!, blocks: 13 }] })
  engine.receive(garden, 'later')
  engine.change(garden)
  await talk.says(/later\n/)
  t.equal(talk.out.match(/waiting for a peer/g)?.length, 1)
})

t.test('what one says oneself reads what stands before it', async (t) => {
  const { engine, garden } = village()
  const talk = new Talk(t, engine, { person: true })
  await talk.says(/text 49\n/)
  const asked = engine.calls.filter((method) => method === 'room.markRead').length
  talk.type('mine')
  await talk.says(/: mine\n/)
  await until(() => engine.calls.filter((method) => method === 'room.markRead').length > asked)
  t.equal(engine.room(garden).messages.at(-1)?.text, 'mine')
})

t.test('a pipe: a line whose engine dies is asked for again, and sent once', async (t) => {
  for (const dying of ['before', 'after'] as const) {
    const { engine, garden } = village()
    const count = engine.room(garden).messages.length
    const talk = new Talk(t, engine)
    engine.sent.dying = dying
    talk.type('precious')
    await talk.says(/The engine is away/)
    engine.gone = false
    talk.stdin.end('and more\n')
    t.equal(await talk.code, 0, talk.err)
    const texts = engine.room(garden).messages.slice(count)
    t.same(
      texts.map(({ text }) => text),
      ['precious', 'and more'],
      dying,
    )
  }
})

t.test(
  'the first start asks for a nickname and what to do; an answer that is missing is an error',
  async (t) => {
    const engine = new FakeEngine({ nick: null })
    const talk = new Talk(t, engine)
    talk.type('zoe', '5', '1', 'gärten', 'hello')
    talk.stdin.end()
    t.equal(await talk.code, 0)
    t.match(talk.out, /What is your nickname\?[\s\S]*Type 1[\s\S]*Type 1[\s\S]*How shall the room be called/)
    t.match(talk.out, /: hello\n/)
    t.equal(engine.me.nick, 'zoe')
    const silent = new Talk(t, new FakeEngine({ nick: null }))
    silent.stdin.end()
    t.equal(await silent.code, 2)
    t.match(silent.err, /input ended before this was answered/)
  },
)

t.test(
  'questions: a link that is refused is asked for again, an empty line takes the question back',
  async (t) => {
    const { engine } = village()
    const talk = new Talk(t, engine, { person: true })
    talk.type('/join', 'nonsense')
    await talk.says(/This is not a link of hocket\.\nWhich link or key were you given/)
    talk.type('hocket:w/abc')
    await talk.says(
      /Joined\. Name and history come with the first member[\s\S]*room 3, waiting for its first member/,
    )
    talk.type('kept')
    await talk.says(/ana, kept here until it can be sent: kept\n/)
    talk.type('/search', '')
    await talk.says(/Search for which words\?[^\n]*\nLeft as it was\.\n/)
    talk.type('/join', '')
    await talk.says(/takes it back\.\nLeft as it was\.\n$/)
    talk.type('/quit', '/quit')
    t.equal(await talk.code, 0)
    t.match(talk.out, /exists? only on this machine/)
  },
)

t.test('a first start can be answered with a command, and the demo says why it does not start', async (t) => {
  const engine = new FakeEngine({ nick: null })
  const talk = new Talk(t, engine, { person: true })
  talk.type('zoe', '3')
  await talk.says(/Starting the demo room[\s\S]*There is no demo here/)
  talk.type('zoe', '/create yard')
  await talk.says(/#yard, one member/)
  t.equal(engine.me.nick, 'zoe')
})

t.test('an engine that cannot be attached, and a signal, end it with their codes', async (t) => {
  const refusal = Promise.reject(new HocketError('PROFILE_LOCKED', 'Another engine runs here.'))
  await t.rejects(new Talk(t, new FakeEngine(), { client: refusal }).code, { code: 'PROFILE_LOCKED' })
  const { engine } = village()
  const talk = new Talk(t, engine, { person: true })
  await talk.says(/text 49/)
  talk.stop()
  t.equal(await talk.code, 130)
  t.equal(engine.clients, 0)
})

t.test('a message that names somebody else is not told as one to us, and our own has no mark', async (t) => {
  const { engine, garden } = village()
  const talk = new Talk(t, engine, { person: true })
  await talk.says(/text 49/)
  engine.receive(garden, 'mine', { mine: true, author: idOf('me'), nick: 'ana', unread: false })
  engine.change(garden)
  t.ok(await talk.says(/^20:51 ana: mine$/m))
})

t.test(
  'what names us, answers, changes or is taken back is said so, and reactions with what they are on',
  async (t) => {
    const { engine, garden } = village()
    const talk = new Talk(t, engine, { person: true })
    await talk.says(/text 49/)
    const reply = { id: idOf('x'), author: idOf('me'), nick: 'ana', text: 'who has it?' }
    const { id } = engine.receive(garden, 'ana: me', { mention: true, reply })
    engine.change(garden)
    t.ok(await talk.says(/^20:51 bob, to you, answering "ana: who has it\?": ana: me$/m))
    const change = (to: object) => {
      const room = engine.room(garden)
      room.messages = room.messages.map((message) => (message.id === id ? { ...message, ...to } : message))
      engine.change(garden)
    }
    change({ reactions: [{ emoji: '👍', count: 2, mine: false }] })
    t.ok(await talk.says(/^-- 👍 2 on: 20:51 bob: ana: me$/m))
    change({ text: 'ana: I do', edited: true, reactions: [] })
    t.ok(
      await talk.says(
        /^-- changed: 20:51 bob: ana: me\n20:51 bob, to you, answering .*, edited: ana: I do$/m,
      ),
    )
    change({ text: '', removed: { author: idOf('bob'), nick: 'bob', reason: 'wrong room' } })
    t.ok(await talk.says(/^-- taken back: 20:51 bob: ana: I do\. .*wrong room/m))
  },
)

t.test(
  'leaving with messages that exist only here is a question; late arrivals that were said are read',
  async (t) => {
    const { engine, garden } = village()
    engine.change(garden, { onlyHere: 1 })
    const talk = new Talk(t, engine, { person: true })
    await talk.says(/text 49/)
    engine.receive(garden, 'from a tunnel', { at: 3, late: true })
    engine.change(garden)
    await talk.says(/bob, late, written 21 Nov: from a tunnel/)
    talk.type('/quit')
    await talk.says(/exists only on this machine[\s\S]*Leave\? y: yes/)
    t.equal(engine.calls.filter((call) => call === 'room.markSeen').length, 1)
    talk.type('no')
    await talk.says(/You stay\./)
    talk.type('/quit', 'y')
    t.equal(await talk.code, 0)
  },
)
