import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { HocketError } from '../../../src/errors.js'
import { absentCommands } from '../../../src/tui/state/absent-commands.js'
import { commands } from '../../../src/tui/state/commands.js'
import { expandAlias } from '../../../src/tui/state/expand-alias.js'
import { findCommand, namesOf, nearestCommand } from '../../../src/tui/state/find-command.js'
import { Face } from '../face.js'
import { FakeEngine, startMs } from '../fake-engine.js'

process.env.TZ = 'UTC'

function village() {
  const engine = new FakeEngine()
  const garden = engine.addRoom('garden')
  engine.addRoom('dev')
  engine.addRoom('garden-offtopic')
  engine.addMember(garden, 'bob', { logs: 2, messages: 7, sinceMs: startMs - 9 * 86_400_000 })
  return { engine, garden }
}

t.test(
  'every command has one name of its own, an example that it accepts, and is told of in the help',
  async (t) => {
    const names = [...commands.flatMap(namesOf), ...absentCommands.keys()]
    t.same(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    )
    for (const command of commands) {
      t.ok(command.usage.startsWith(`/${command.name}`), command.usage)
      t.match(command.example, new RegExp(`^/${command.name}`))
      if (command.name === 'export' || command.name === 'edit') continue // a file, another program: their own tests
      const { engine, garden } = village()
      engine.receive(garden, 'hello', { unread: false })
      const face = await Face.start(t, engine)
      if (command.name === 'unalias') await face.enter('/alias hi /me waves')
      await face.enter(command.example)
      t.not(face.state.notice?.level, 'error', `${command.example}: ${face.said}`)
    }
  },
)

t.test(
  'a beginning is enough for commands that only read, never for one that changes something',
  async (t) => {
    const found = (typed: string) => findCommand(commands, typed)?.name
    t.equal(found('sea'), 'search')
    t.equal(found('nam'), 'names')
    t.equal(found('qui'), undefined)
    t.equal(found('n'), undefined, 'several begin so')
    t.equal(found(''), undefined)
    t.equal(found('invite'), 'link')
    t.equal(nearestCommand(commands, 'serach'), 'search')
    t.equal(nearestCommand(commands, 'qui'), 'quit')
    t.equal(nearestCommand(commands, 'xyzzy'), undefined)
  },
)

t.test(
  'an unknown command is never sent and names the nearest; one of other programs says what there is instead',
  async (t) => {
    const { engine, garden } = village()
    const face = await Face.start(t, engine)
    await face.enter('/hlep')
    t.match(face.said, /no command \/hlep: nothing was sent\. Perhaps you mean \/help/)
    await face.enter('/topic')
    t.match(face.said, /have no topic yet: .* Nothing was sent/)
    t.equal(face.input, '/topic', 'to be corrected')
    t.same(engine.room(garden).messages, [])
  },
)

t.test('/say and // send a leading slash; the history has the line as it was typed', async (t) => {
  const { engine, garden } = village()
  const face = await Face.start(t, engine)
  await face.enter('/say /help me')
  await face.enter('//etc/hosts')
  t.same(
    engine.room(garden).messages.map(({ text }) => text),
    ['/help me', '/etc/hosts'],
  )
  await face.press('up', 'up')
  t.equal(face.input, '/say /help me')
})

t.test('/room goes by number, name and beginning; alone it opens the switcher for rooms', async (t) => {
  const face = await Face.start(t, village().engine)
  await face.enter('/room 2')
  t.equal(face.room, '#dev')
  await face.enter('/room garden')
  t.equal(face.room, '#garden', 'a whole name before a beginning')
  await face.enter('/room #GARDEN-')
  t.equal(face.room, '#garden-offtopic')
  await face.enter('/room nowhere')
  t.match(face.said, /No room is called nowhere/)
  await face.enter('/room')
  t.match(face.dialog()[0], /#/)
})

t.test('/notify, /unread and /rename ask the engine, and say what came of it', async (t) => {
  const { engine, garden } = village()
  engine.receive(garden, 'one', { unread: false })
  engine.receive(garden, 'two', { unread: false })
  const face = await Face.start(t, engine)
  await face.enter('/notify mentions')
  t.equal(engine.room(garden).view.level, 'mentions')
  t.match(face.said, /#garden tells you of mentions of you/)
  await face.enter('/notify')
  t.match(face.said, /tells you of mentions/)
  await face.enter('/notify loud')
  t.match(face.said, /all, \/notify mentions or/)
  await face.enter('/unread 1')
  t.same(
    engine.room(garden).messages.map(({ unread }) => unread),
    [false, true],
  )
  await face.press('C-n', 'C-p')
  t.equal(engine.room(garden).view.unread, 0, 'read when the room is entered anew')
  await face.enter('/unread some')
  t.match(face.said, /how many/)
  engine.failing.set('room.rename', new HocketError('ROOM_READ_ONLY', 'Only its creator can rename a room.'))
  await face.enter('/rename herbs')
  t.match(face.state.notice, { level: 'error', text: /Only its creator/ })
})

t.test('/set shows, checks, changes and keeps; /reload reads the file again', async (t) => {
  const { engine } = village()
  const face = await Face.start(t, engine)
  await face.enter('/set joins')
  t.match(face.said, /joins is "folded"\. Lines that say/)
  await face.enter('/set joins = all')
  t.equal(face.state.settings.joins, 'all')
  t.equal(face.config.text, 'joins = "all"\n')
  await face.enter('/set words lyon relay')
  t.same(face.state.settings.words, ['lyon', 'relay'])
  t.same(engine.words, ['lyon', 'relay'], 'the engine finds the mentions')
  await face.enter('/set words')
  t.match(face.said, /words is \["lyon", "relay"\]\.[\s\S]* \[\] empties it/)
  await face.enter('/set joins some')
  t.match(face.said, /must be "folded", "all" or "none"/)
  await face.enter('/set jions all')
  t.match(face.said, /no setting jions\. Perhaps you mean joins/)
  face.config.text = 'joins = "none"\n'
  await face.enter('/reload')
  t.equal(face.state.settings.joins, 'none')
  await face.enter('/set')
  t.match(face.dialog().join('\n'), /joins +"none"\. Lines/)
})

t.test(
  '/bind and /unbind hold at once and are kept; what cannot be bound is refused with the reason',
  async (t) => {
    const face = await Face.start(t, village().engine)
    await face.enter('/bind Ctrl-X Ctrl-N room-next')
    t.match(face.said, /Ctrl-X Ctrl-N is room-next now/)
    t.equal(face.config.text, '[keys]\n"C-x C-n" = "room-next"\n')
    await face.press('C-x', 'C-n')
    t.equal(face.room, '#dev')
    await face.enter('/bind C-i help')
    t.match(face.said, /Ctrl-I is the Tab key/)
    await face.enter('/bind f5 hepl')
    t.match(face.said, /no action "hepl"; perhaps "help" is meant/)
    await face.enter('/bind C-x help')
    t.match(face.said, /Sequences that begin with it cannot be reached/)
    await face.enter('/unbind C-x')
    t.match(face.said, /Ctrl-X does nothing now/)
    t.notMatch(face.config.text, /^C-x/m)
    await face.enter('/unbind Ctrl-N')
    t.match(face.config.text, /^C-n = ""$/m, 'the preset binds it')
    await face.press('C-n')
    t.equal(face.room, '#dev')
    await face.enter('/unbind F12')
    t.match(face.said, /is not bound/)
    await face.enter('/bind C-n')
    t.match(face.said, /Write keys and an action/)
    await face.enter('/key')
    t.match(face.dialog().join('\n'), /room-previous/)
  },
)

t.test('a command of one’s own stands for a line, never for another one', async (t) => {
  const { engine, garden } = village()
  const face = await Face.start(t, engine)
  await face.enter('/alias hi /me waves at $1')
  t.equal(face.config.text, '[alias]\nhi = "/me waves at $1"\n')
  await face.enter('/hi bob and all')
  t.match(engine.room(garden).messages, [{ text: 'waves at bob', format: 1 }])
  await face.enter('/alias loop /loop')
  await face.enter('/loop')
  t.match(face.said, /no command \/loop/)
  await face.enter('/alias quit /me stays')
  t.match(face.said, /is a command of hocket/)
  await face.enter('/alias')
  t.match(face.dialog().join('\n'), /\/hi +"\/me waves/)
  await face.press('escape')
  await face.enter('/unalias hi')
  t.notMatch(face.config.text, /hi =/)
  await face.enter('/unalias hi')
  t.match(face.said, /no command \/hi/)
  t.equal(expandAlias('/say $2-$1 $$ $*', 'a b'), '/say b-a $ a b')
  t.equal(expandAlias('/search lyon', 'relay'), '/search lyon relay')
})

t.test(
  '/whois shows the whole key, since when somebody is here, and who has the same nick or one that looks like it',
  async (t) => {
    const { engine, garden } = village()
    engine.addMember(garden, 'bоb', { author: 'f'.repeat(64), tag: 'cyrillic' })
    const face = await Face.start(t, engine)
    await face.enter('/whois bob')
    const told = face.dialog().join('\n')
    t.match(told, /Short key +tagbob/)
    t.match(told, /Whole key +626f 6200/)
    t.match(told, /Logs +2: several devices/)
    t.match(told, /Here since +12 Nov 2026, by their own clock/)
    t.match(told, /! bоb \(key cyrillic\) has a nick that looks the same/)
    await face.press('escape')
    await face.enter('/whois nobody')
    t.match(face.said, /Nobody here is called nobody/)
    await face.enter('/whoami')
    t.match(face.dialog().join('\n'), /k3f97qabc/)
  },
)

t.test('/mentions tells the words of this room, takes others in their place, and none for []', async (t) => {
  const { engine } = village()
  const face = await Face.start(t, engine)
  await face.enter('/mentions')
  await face.until(() => /#garden has no words of its own/.test(face.said))
  await face.enter('/mentions lyon "new york"')
  await face.until(() => /In #garden these too count as mentions of you: lyon, new york\. /.test(face.said))
  t.same(engine.roomWords, ['lyon', 'new york'])
  await face.enter('/mentions "lyon')
  t.match(face.said, /a quote or a bracket is not closed\. Nothing was changed/)
  await face.enter(`/mentions ${'x '.repeat(65)}`)
  t.match(face.said, /at most 64 words of its own\. Nothing was changed/)
  t.same(engine.roomWords, ['lyon', 'new york'])
  await face.enter('/highlight []')
  await face.until(() => /has no words of its own/.test(face.said))
  t.same(engine.roomWords, [])
})

t.test('/clear empties the view until something comes or it is scrolled', async (t) => {
  const { engine, garden } = village()
  for (let index = 0; index < 40; index += 1) engine.receive(garden, `text ${index}`, { unread: false })
  const face = await Face.start(t, engine)
  await face.enter('/clear')
  const { timelineOf } = await import('../../../src/tui/timeline/of-state.js')
  t.same(timelineOf(face.state).source.messages, [])
  engine.receive(garden, 'new')
  engine.change(garden)
  await face.settle()
  t.match(timelineOf(face.state).source.messages, [{ text: 'new' }])
  await face.press('pageup')
  t.ok(timelineOf(face.state).source.messages.length > 20)
})

t.test('/export writes a new file with the whole history, and never over one that is there', async (t) => {
  const { engine, garden } = village()
  for (let index = 0; index < 1203; index += 1) engine.receive(garden, `text ${index}`, { unread: false })
  engine.receive(garden, 'two\nlines\x1b[2J', { unread: false })
  const face = await Face.start(t, engine)
  const dir = await mkdtemp(join(tmpdir(), 'hocket-export-'))
  t.teardown(() => rm(dir, { recursive: true }))
  const file = join(dir, 'garden.txt')
  await face.enter(`/export ${file}`)
  await face.until(() => /are in/.test(face.said))
  t.match(face.said, /1204 messages of #garden are in/)
  const lines = (await readFile(file, 'utf8')).split('\n')
  t.match(lines[0], /^2026-11-21 20:01 bob: text 0$/)
  t.match(lines.slice(-3), [/bob: two$/, /^ {4}lines␛\[2J$/, ''])
  await face.enter(`/export ${file}`)
  await face.until(() => face.state.notice?.level === 'error')
  t.match(face.said, /is there already and stays as it is/)
  t.equal((await readFile(file, 'utf8')).split('\n').length, lines.length)
})
