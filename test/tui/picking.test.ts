/** The message cursor, through keys: picking, replying, editing, reacting, deleting, copying, opening, and what is known. */
import t, { type Test } from 'tap'
import { systemClock } from '../../src/lib/clock.js'
import { start } from '../../src/tui/start.js'
import { FakeEngine, idOf } from './fake-engine.js'
import { FakeTerminal } from './fake-terminal.js'
import { MemoryConfig } from './memory-config.js'

process.env.TZ = 'UTC'

const up = '\x1b[1;5A'
const down = '\x1b[1;5B'
const esc = '\x1b'

const mine = { mine: true, author: idOf('me'), nick: 'ana', unread: false, delivery: 'held' as const }

/** A room in which bob and ana said four things, the last with two links. */
function show(t: Test, { count = 0, creator = true } = {}) {
  const engine = new FakeEngine()
  const garden = engine.addRoom('garden', { peers: 1 })
  engine.addMember(garden, 'bob')
  const { members } = engine.room(garden)
  members[0] = { ...members[0]!, role: creator ? 'creator' : 'member' }
  for (let i = 0; i < count; i++) engine.receive(garden, `old ${i}`, { unread: false })
  engine.receive(garden, 'the relay is back', { unread: false })
  engine.receive(garden, 'on it', mine)
  engine.receive(garden, 'see https://a.example/x and https://b.example/y', { unread: false })
  engine.change(null)
  const terminal = new FakeTerminal(100, 24)
  const opened: string[] = []
  const code = start({
    client: engine.client(),
    connect: async () => engine.client(),
    startDemo: () => Promise.reject(new Error('There is no demo here.')),
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    env: { LANG: 'C.UTF-8', TERM: 'xterm-256color' },
    clock: systemClock,
    config: new MemoryConfig(),
    openLink: async (link) => {
      opened.push(link)
    },
  })
  t.teardown(async () => {
    terminal.type('\x11\x11')
    await code
  })
  const message = (text: string) => engine.room(garden).messages.find((one) => one.text.startsWith(text))
  return { engine, garden, terminal, opened, message }
}

/** Waits until the line that says `text` is shown as picked, or not. */
async function isPicked(terminal: FakeTerminal, text: string, picked: boolean): Promise<void> {
  for (;;) {
    const row = (await terminal.lines()).findIndex((line) => line.includes(text))
    const line = terminal.emulator.buffer.active.getLine(row)
    const column = line?.translateToString(true).indexOf(text) ?? 0
    if ((line?.getCell(column)?.isInverse() ?? 0) > 0 === picked) return
    await new Promise(setImmediate)
  }
}

const ready = /MEMBERS 2[\s\S]*see https[\s\S]*\[ana\]/

t.test('Ctrl-Up picks a message, r answers it, and Escape answers nothing but keeps the text', async (t) => {
  const { terminal, message } = show(t)
  await terminal.until(ready)
  terminal.type(up + up + up)
  await terminal.until(/\[ana\] r reply {2}\+ react {2}Enter menu {2}Esc back/)
  terminal.type('r')
  await terminal.until(/replying to bob │ the relay is back +Esc cancels\n\[ana\]/)
  terminal.type('than')
  await terminal.until(/Esc cancels\n\[ana\] than$/m)
  terminal.type(esc)
  await terminal.until(/\n(?!.*Esc cancels).*\n\[ana\] than$/m)
  terminal.type(`${up}${up}${up}r`)
  await terminal.until(/replying to bob/)
  terminal.type('ks\r')
  await terminal.until(/thanks[\s\S]*\n\[ana\] message/)
  t.match(message('thanks'), { reply: { id: message('the relay')!.id, text: 'the relay is back' } })
})

t.test('e edits our own message and gives back what was being written', async (t) => {
  const { terminal, message } = show(t)
  await terminal.until(ready)
  terminal.type('half a th')
  await terminal.until(/\[ana\] half a th/)
  terminal.type(`${up}${up}e`)
  await terminal.until(/editing │ on it +Esc cancels\n\[ana\] on it/)
  terminal.type(esc)
  await terminal.until(/\[ana\] half a th/)
  terminal.type(`${up}${up}e`)
  await terminal.until(/\[ana\] on it/)
  terminal.type(' now\r')
  await terminal.until(/on it now[\s\S]*\[ana\] half a th/)
  t.match(message('on it now'), { edited: true })
  terminal.type(`${up}e`)
  await terminal.until(/Only who wrote a message can edit it/)
})

t.test(
  'Alt-E edits the newest message of ours, wherever it stands, and says when there is none',
  async (t) => {
    const { terminal, message, engine, garden } = show(t)
    await terminal.until(ready)
    terminal.type('\x1be')
    await terminal.until(/editing │ on it +Esc cancels\n\[ana\] on it/)
    terminal.type(' now\x1be')
    await terminal.until(/\[ana\] on it now/)
    terminal.type('\r')
    await terminal.until(/on it now \(edited\)[\s\S]*\[ana\] message/)
    t.match(message('on it now'), { edited: true })
    const { messages } = engine.room(garden)
    messages.splice(0, messages.length, ...messages.filter((one) => !one.mine))
    engine.change(garden)
    await terminal.until(/^(?![\s\S]*on it now)/)
    terminal.type('\x1be')
    await terminal.until(/no message of yours to edit[\s\S]*nothing was changed/)
  },
)

t.test('a text that begins with a slash is edited as a text, never taken for a command', async (t) => {
  const { terminal, engine, garden, message } = show(t)
  engine.receive(garden, '/shrug is no command', mine)
  engine.change(garden)
  await terminal.until(/shrug/)
  terminal.type(`${up}e`)
  await terminal.until(/\[ana\] \/\/shrug is no command/)
  terminal.type(' here\r')
  await terminal.until(/│ \/shrug is no command here/)
  t.match(message('/shrug'), { text: '/shrug is no command here', edited: true })
})

t.test('+ offers what is used, finds emoji by name, and takes back what was given', async (t) => {
  const { terminal, message, engine, garden } = show(t)
  await terminal.until(ready)
  terminal.type(`${up}+`)
  await terminal.until(/╭─ React[\s\S]*👍[\s\S]*🎉/)
  terminal.type('tad')
  await terminal.until(/🎉 :tada:/)
  terminal.type('\r')
  await terminal.until(/^(?![\s\S]*╭─)/)
  t.match(message('see')?.reactions, [{ emoji: '🎉', mine: true }])
  terminal.type('+')
  await terminal.until(/🎉 {2}yours: take it back/)
  terminal.type('\r')
  await terminal.until(/^(?![\s\S]*╭─)/)
  t.same(message('see')?.reactions, [])
  terminal.type('+nosuchemoji')
  await terminal.until(/No emoji has that name/)
  terminal.type(`\r${esc}`)
  await terminal.until(/^(?![\s\S]*╭─)/)
  t.equal(engine.room(garden).messages.flatMap((one) => one.reactions).length, 0)
})

t.test('d asks, says what cannot be undone, and sends the reason', async (t) => {
  const { terminal, engine, garden } = show(t)
  await terminal.until(ready)
  terminal.type(`${up}${up}d`)
  await terminal.until(/Delete this message\?[\s\S]*ana: on it[\s\S]*Nothing brings it back/)
  terminal.type(esc)
  await terminal.until(/^(?![\s\S]*╭─)/)
  terminal.type('dtypo\r')
  await terminal.until(/^(?![\s\S]*╭─)[\s\S]*removed/)
  t.match(
    engine.room(garden).messages.map(({ removed }) => removed),
    [null, { nick: 'ana', reason: 'typo' }, null],
  )
})

t.test('who is not the creator cannot delete what others said', async (t) => {
  const { terminal, engine } = show(t, { creator: false })
  await terminal.until(ready)
  terminal.type(`${up}d`)
  await terminal.until(/Only who wrote a message, and the creator of the room, can delete it/)
  t.notOk(engine.calls.includes('room.redact'))
})

t.test('o shows where links lead before one is opened; y copies the text', async (t) => {
  const { terminal, opened } = show(t)
  await terminal.until(ready)
  terminal.type(`${up}o`)
  await terminal.until(/Open which link\?[\s\S]*a\.example +https:\/\/a\.example\/x[\s\S]*b\.example/)
  t.same(opened, [])
  terminal.type(`${down.replace('1;5', '')}\r`)
  await terminal.until(/link is being opened/)
  t.same(opened, ['https://b.example/y'])
  terminal.written = ''
  terminal.type('y')
  await terminal.until(/given to the terminal/)
  const copied = Buffer.from('see https://a.example/x and https://b.example/y').toString('base64')
  t.ok(terminal.written.includes(`\x1b]52;c;${copied}\x1b\\`))
  terminal.type(`${up}o`)
  await terminal.until(/There is no link in that message/)
})

t.test('Enter shows all that can be done, by choice or by key', async (t) => {
  const { terminal } = show(t)
  await terminal.until(ready)
  terminal.type(`${up}\r`)
  const menu = await terminal.until(/This message[\s\S]*r +reply[\s\S]*o +open a link[\s\S]*d +delete it/)
  t.notMatch(menu, /edit your message/)
  terminal.type('r')
  await terminal.until(/^(?![\s\S]*╭─)[\s\S]*replying to bob │ see/)
  terminal.type(`${up}\r`)
  await terminal.until(/This message/)
  terminal.type('\r')
  await terminal.until(/^(?![\s\S]*╭─)[\s\S]*replying to bob │ see/)
})

t.test('the menu unfolds a long text and cuts it again; Alt-O does it without the menu', async (t) => {
  const { terminal, engine, garden } = show(t)
  engine.receive(garden, Array.from({ length: 60 }, (_, row) => `row ${row}`).join('\n'), { unread: false })
  engine.change(garden)
  await terminal.until(/20 more lines \(Alt-O\)/)
  terminal.type(`${up}\r`)
  await terminal.until(/Alt-O +show the whole text/)
  terminal.type('\x1bo')
  await terminal.until(/^(?![\s\S]*╭─)[\s\S]*row 0/)
  terminal.type('\r')
  await terminal.until(/Alt-O +cut the long text again/)
  terminal.type('\x1bo')
  await terminal.until(/^(?![\s\S]*╭─)[\s\S]*row 0/)
  terminal.type('\r')
  await terminal.until(/Alt-O +show the whole text/)
  terminal.type(`${esc}\x1bo`)
  await terminal.until(/^(?![\s\S]*╭─)[\s\S]*row 0/)
  terminal.type(`${up}\r`)
  t.notMatch(await terminal.until(/This message/), /whole text|cut the long/)
  terminal.type('\x1bo')
  await terminal.until(/That message is shown whole/)
})

t.test('where one may only read, the menu offers no writing, and the keys say why', async (t) => {
  const { terminal, engine, garden } = show(t)
  await terminal.until(ready)
  engine.room(garden).view = { ...engine.room(garden).view, access: 'read' }
  engine.change(garden)
  await terminal.until(/reading only|read only|read-only/i)
  terminal.type(`${up}\r`)
  const menu = await terminal.until(/This message[\s\S]*copy the text[\s\S]*Esc close/)
  t.notMatch(menu, /│ +(r +reply|\+ +react|e +edit|d +delete)/)
  for (const key of ['r', '+', 'e', 'd']) {
    terminal.type(`${esc}${up}${key}`)
    await terminal.until(/You may read this room but not write in it/)
  }
})

t.test('an edit that waits stands below, with the message that it will change', async (t) => {
  const { terminal, engine, garden, message } = show(t)
  await terminal.until(ready)
  const { id } = message('on it')!
  const draft = { text: 'on it now', createdMs: Date.UTC(2026, 10, 21, 12) }
  engine.room(garden).drafts.push({ ...draft, id: 'd1', edits: id }, { ...draft, id: 'd2', edits: 'gone' })
  engine.change(garden)
  await terminal.until(/┃ instead of: on it .*\n.*on it now \(edit waiting\) ◌/)
  await terminal.until(/┃ instead of an earlier message .*\n.*on it now \(edit waiting\) ◌/)
  await terminal.until(/on it ✓✓/)
})

t.test('typing anything else goes on with the line, and Escape leaves the message', async (t) => {
  const { terminal } = show(t)
  await terminal.until(ready)
  terminal.type(`${up}x`)
  await terminal.until(/\[ana\] x/)
  terminal.type('rd+')
  await terminal.until(/\[ana\] xrd\+/)
  terminal.type(up)
  await isPicked(terminal, 'see https', true)
  terminal.type(esc)
  await isPicked(terminal, 'see https', false)
  terminal.type('e')
  await terminal.until(/\[ana\] xrd\+e/)
})

t.test(
  'the view follows the picked message up and down again, and Ctrl-Down past the last one leaves',
  async (t) => {
    const { terminal } = show(t, { count: 60 })
    await terminal.until(ready)
    for (let i = 0; i < 40; i++) terminal.type(up)
    await terminal.until(/old 23/)
    terminal.type('r')
    await terminal.until(/replying to bob │ old 23/)
    for (let i = 0; i < 40; i++) terminal.type(up)
    await terminal.until(/^(?![\s\S]*see https)/)
    for (let i = 0; i < 80; i++) terminal.type(down)
    await terminal.until(/see https/)
    terminal.type('z')
    await terminal.until(/\[ana\] z/)
  },
)

t.test('/info and /id tell about the picked message', async (t) => {
  const { terminal, message } = show(t)
  await terminal.until(ready)
  terminal.type(`${up}${up}${up}i`)
  await terminal.until(/About this message[\s\S]*bob[\s\S]*21 Nov 2026[\s\S]*id/)
  terminal.type(esc)
  await terminal.until(/^(?![\s\S]*╭─)/)
  terminal.written = ''
  terminal.type('/id\r')
  await terminal.until(/Message id/)
  const id = Buffer.from(message('the relay')!.id).toString('base64')
  t.ok(terminal.written.includes(`\x1b]52;c;${id}`))
  terminal.type('/info\r')
  await terminal.until(/About this message[\s\S]*bob/)
})
