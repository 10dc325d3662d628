import t, { type Test } from 'tap'
import type { MemberView, NetView } from '../../src/api/views.js'
import { fakeNet } from '../rpc/fake-engine.js'
import { serveFake } from '../rpc/serve-fake.js'
import { type RunOptions, runCli } from './run-cli.js'

async function world(t: Test) {
  const { profileDir, engine } = await serveFake(t)
  const run = (argv: readonly string[], options?: RunOptions) =>
    runCli([...argv, '--profile', profileDir], options)
  const json = async (argv: readonly string[], options?: RunOptions) => {
    const ran = await run([...argv, '--json'], options)
    return ran.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
  }
  return { engine, run, json, profileDir }
}

t.test('create makes a room and says how to let others in; with --json it prints the room', async (t) => {
  const { run, json, engine } = await world(t)
  const made = await run(['create', 'garden'])
  t.equal(made.code, 0)
  t.equal(made.out, 'Created #garden, room 1.\n')
  t.match(made.err, /"hocket link 1"/)
  t.match(await json(['create']), [{ number: 2, name: 'room', state: 'ready' }])
  t.equal(engine.rooms.length, 2)
})

t.test('leave says what stays and how to come back; --now is passed on', async (t) => {
  const { run, json, engine } = await world(t)
  engine.addRoom({ name: 'garden', messages: 1 })
  engine.addRoom({ name: 'books' })
  const left = await run(['leave', 'garden'])
  t.equal(left.code, 0)
  t.equal(
    left.out,
    'Left #garden. Everything stored stays here: 1 message. "hocket join 1" brings it back.\n',
  )
  t.match(engine.calls.at(-1), { method: 'room.leave', params: { handle: 'h1', now: false } })
  t.match(await json(['leave', 'books', '--now']), [{ number: 2, name: 'books' }])
  t.match(engine.calls.at(-1), { method: 'room.leave', params: { handle: 'h2', now: true } })
  t.match(await run(['leave', 'books']), { code: 4 })
})

t.test('rooms lists numbers, names and what is to be known of each room', async (t) => {
  const { run, json, engine } = await world(t)
  t.match(await run(['rooms']), { code: 0, out: '', err: /no room yet/ })
  engine.addRoom({ name: 'garden', unread: 3, mentions: 1, late: 2, level: 'mentions', peers: 2 })
  engine.addRoom({
    name: 'evil\u001b[2J\nroom',
    onlyHere: 2,
    access: 'read',
    level: 'none',
    notice: 'Something is odd.',
    held: 1,
    sync: { knownBlocks: 9, missingBlocks: 4 },
  })
  engine.addRoom({ name: null, room: null, state: 'waiting', drafts: 1, notice: 'It waits.' })
  const { out } = await run(['rooms'])
  const lines = out.trimEnd().split('\n')
  t.equal(lines.length, 4)
  t.match(
    lines[1],
    /^ *1 {2}#garden +11111111 +3 .*1 mention, 2 of the unread came late, only mentions are told, 2 peers$/,
  )
  t.match(
    lines[2],
    /Something is odd, nothing is told, read only, 2 only here, 4 to fetch, 1 dated in the future, nobody connected$/,
  )
  t.match(lines[3], /\(no name yet\) +- +0 +0 +\d+ +waits for its first member, 1 draft/)
  t.notMatch(out, /\u001b/)
  t.same(await json(['rooms']), JSON.parse(JSON.stringify(engine.rooms)))
})

t.test('send takes its text from the command line or from standard input, and prints the id', async (t) => {
  const { run, json, engine, profileDir } = await world(t)
  engine.addRoom({})
  const texts = () => engine.messages.get('h1')!.map(({ text }) => text)
  t.match(await run(['send', 'garden', 'hello', 'world']), { code: 0, out: /^[0-9a-f]{64}\n$/, err: '' })
  await run(['send', '1'], { stdin: 'from a pipe\nsecond line\n' })
  await run(['send', '#garden', '-'], { stdin: 'dash\r\n' })
  t.same(texts(), ['hello world', 'from a pipe\nsecond line', 'dash'])
  t.match(await json(['send', '11111', 'x', '--linger', '90']), [{ state: 'stored' }])
  await runCli(['send', '--profile', profileDir, '1', '--', '--json'])
  t.equal(texts().at(-1), '--json')
  await run(['send', '1', 'x'.repeat(16_384)])
  t.equal(texts().at(-1)!.length, 16_384)
})

t.test(
  'a message to a room that waits for its first member is kept as a draft, and the command says so',
  async (t) => {
    const { run, engine } = await world(t)
    engine.addRoom({ state: 'waiting', name: null, room: null })
    t.match(await run(['send', '1', 'hello']), { code: 0, out: 'draft-1\n', err: /kept as a draft/ })
  },
)

t.test('text that is empty, binary, no UTF-8 or too long is refused, and nothing is sent', async (t) => {
  const { run, engine } = await world(t)
  engine.addRoom({})
  const refused: readonly [string[], string | Uint8Array, RegExp][] = [
    [['send', '1'], '', /no text/],
    [['send', '1'], ' \n\n', /no text/],
    [['send', '1', ''], '', /no text/],
    [['send', '1'], new Uint8Array([0x68, 0xff, 0xfe]), /not UTF-8/],
    [['send', '1'], 'a\u0000b', /binary/],
    [['send', '1'], 'x'.repeat(16_385), /16384 bytes/],
    [['send', '1'], 'x'.repeat(1_000_000), /16384 bytes/],
    [['send', '1', 'é'.repeat(8_193)], '', /16384 bytes/],
  ]
  for (const [argv, stdin, sentence] of refused)
    t.match(await run(argv, { stdin }), { code: 2, out: '', err: sentence })
  t.notOk(engine.calls.some(({ method }) => method === 'room.send'))
})

t.test('rooms --left lists the rooms that were left, and says how one comes back', async (t) => {
  const { run } = await world(t)
  const { code, out, err } = await run(['rooms', '--left'])
  t.equal(code, 0)
  t.match(out, /^no +room +id +messages +state\n 7 +#attic +- +12 +left, read only\n$/)
  t.match(err, /"hocket join" with its number/)
  const { out: facts } = await run(['rooms', '--left', '--json'])
  t.match(JSON.parse(facts), { number: 7, name: 'attic', messages: 12 })
})

t.test('search prints hits with their room and says when history is incomplete', async (t) => {
  const { run, json, engine } = await world(t)
  engine.addRoom({})
  engine.addMessage('h1', { text: 'the relay in Lyon' })
  t.match(await run(['search', 'garden', 'relay']), {
    code: 0,
    out: /#garden ana: the relay in Lyon\n/,
    err: /1 room searched without/,
  })
  t.match(await run(['search', 'garden', 'nowhere']), { code: 0, out: '', err: /Nothing was found/ })
  t.match(await json(['search', '*', 'the', 'relay', '-n', '5']), [{ roomName: 'garden', type: 'text' }])
  t.same(engine.calls.at(-1)!.params, { query: 'the relay', limit: 5 })
})

t.test('members tells who is there now, and shows the tag that nobody can choose', async (t) => {
  const { run, json, engine } = await world(t)
  engine.addRoom({})
  const member: MemberView = {
    author: 'aa',
    nick: 'ana✅',
    tag: '7q3f',
    role: 'creator',
    me: true,
    online: true,
    logs: 1,
    messages: 3,
    lastMs: 0,
    sinceMs: 1_690_000_000_000,
  }
  engine.members.push(
    member,
    { ...member, nick: null, me: false, role: 'member', lastMs: 1_700_000_000_000 },
    { ...member, me: false, online: false },
  )
  const lines = (await run(['members', 'garden'])).out.split('\n')
  t.match(lines[1], /^ana +7q3f +you +creator +3 {2}- +2023-07-2\d$/)
  t.match(lines[2], /^- +7q3f +online +member +3 {2}2023-11-1\d \d\d:\d\d +2023-07-2\d$/)
  t.match(lines[3], /^ana +7q3f +- /)
  const facts = await json(['members', 'garden'])
  t.equal(facts.length, 3)
  t.equal(facts[0]?.sinceMs, 1_690_000_000_000)
})

t.test('mentions shows, replaces and takes away the words that count in one room', async (t) => {
  const { run, json, engine } = await world(t)
  engine.addRoom({})
  t.match(await run(['mentions', 'garden']), { code: 0, out: '', err: /no words of its own/ })
  t.match(await run(['mentions', 'garden', 'lyon', 'new york']), { code: 0, out: 'lyon\nnew york\n' })
  t.same(await json(['mentions', 'garden']), [{ words: ['lyon', 'new york'] }])
  t.match(await run(['mentions', 'garden', 'x', '--none']), { code: 2, err: /Nothing was changed/ })
  t.match(await run(['mentions', 'garden', ...'x'.repeat(65)]), { code: 2, err: /at most 64 words/ })
  t.same(engine.roomWords, ['lyon', 'new york'])
  t.match(await run(['mentions', 'garden', '--none']), { code: 0, out: '' })
  t.same(engine.roomWords, [])
})

t.test(
  'link prints the link alone on standard output and says on standard error what it grants',
  async (t) => {
    const { run, json, engine } = await world(t)
    engine.addRoom({})
    t.match(await run(['link', 'garden']), { code: 0, out: /^hocket:w\/\w+\n$/, err: /read and write/ })
    t.match(await run(['link', 'garden', '--read']), { out: /^hocket:r\//, err: /but not write/ })
    t.match(await json(['link', 'garden', '--qr']), [{ kind: 'w', link: /^hocket:w/ }])
    const { out } = await run(['link', 'garden', '--qr'])
    const rows = out.trimEnd().split('\n').slice(0, -1)
    t.ok(rows.length >= 12, 'a code of half blocks')
    for (const row of rows) t.match(row, /^\u001b\[30;107m[ ▀▄█]+\u001b\[0m$/)
  },
)

t.test('nick shows and sets who I am', async (t) => {
  const { run, json } = await world(t)
  t.match(await run(['nick']), { code: 0, out: '(no nick yet)  yyyyyyyy\n' })
  t.match(await run(['nick', 'zoë']), { code: 0, out: 'zoë  yyyyyyyy\n' })
  t.match(await json(['nick']), [{ nick: 'zoë', author: 'aa'.repeat(32) }])
})

t.test('hash prints 64 digits and nothing else', async (t) => {
  const { run, json, engine } = await world(t)
  engine.addRoom({})
  t.match(await run(['hash', '1']), { code: 0, out: `${'ab'.repeat(32)}\n`, err: '' })
  t.match(await json(['hash', '1']), [
    { hash: 'ab'.repeat(32), records: 3, members: 2, room: '1'.repeat(64) },
  ])
})

t.test('net says how others are reached, who is connected and what is missing', async (t) => {
  const { run, json, engine } = await world(t)
  t.match((await run(['net'])).out, /network {2}offline, no socket open, DHT not asked yet\n/)
  const peer = { author: null, nick: null, level: 1, address: null, sinceMs: 0, ahead: 4, behind: 5 } as const
  const net: NetView = fakeNet({
    mode: 'local',
    bootstrap: ['127.0.0.1:1'],
    listening: '127.0.0.1:2',
    dhtReachable: false,
    refused: { 'bad proof': 2 },
    rooms: [
      {
        ...{
          handle: 'h1',
          room: null,
          name: 'garden',
          announced: true,
          logs: 2,
          held: 3,
          lastContactMs: null,
          why: [],
          found: 0,
          writers: [],
          clockLeadMs: 0,
        },
        sync: { knownBlocks: 9, missingBlocks: 4 },
        peers: [peer, { ...peer, nick: 'bob', address: '127.0.0.1:3', level: 3 }],
      },
    ],
  })
  engine.net = net
  const { out } = await run(['net', '--refresh'])
  t.match(out, /local through 127.0.0.1:1, listening on 127.0.0.1:2, DHT not reachable/)
  t.match(out, /refused {2}2 × could not prove the keys of the room/)
  t.match(
    out,
    /#garden {2}announced, 0 found, 2 logs, 4 of 9 blocks missing, 3 dated in the future, no member met since the engine started/,
  )
  t.match(out, /bob at 127.0.0.1:3, may write, since .*, has 4 blocks that you miss, misses 5 of yours/)
  t.ok(engine.calls.some(({ method }) => method === 'net.refresh'))
  t.match(await json(['net']), [{ mode: 'local', engine: { pid: process.pid } }])
})

t.test('doctor prints what it looked at, and exits with 1 when something is wrong', async (t) => {
  const { run, json, engine, profileDir } = await world(t)
  const healthy = await run(['doctor'])
  t.equal(healthy.code, 0)
  for (const subject of ['node', 'profile', 'disk', 'socket', 'terminal', 'engine', 'vault'])
    t.match(healthy.out, new RegExp(`ok +${subject} `))
  engine.handlers['engine.doctor'] = () => [
    { level: 'problem', subject: 'clock', text: 'It is wrong by an hour. Set it.' },
  ]
  t.match(await run(['doctor', '--rebuild']), { code: 1, out: /PROBLEM +clock +It is wrong/ })
  t.match(await json(['doctor', '--rebuild']), [{}, { subject: 'profile', text: profileDir }])
  t.match((await json(['doctor', '--rebuild'])).at(-2), { subject: 'index', text: /7 records/ })
})
