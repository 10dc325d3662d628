import { Writable } from 'node:stream'
import t, { type Test } from 'tap'
import { author } from '../rpc/fake-engine.js'
import { serveFake, until } from '../rpc/serve-fake.js'
import { Collector, runCli } from './run-cli.js'

const hlc = (value: number) => value.toString(16).padStart(16, '0')

async function world(t: Test) {
  const served = await serveFake(t)
  served.engine.addRoom({})
  const past = Date.now() - 3_600_000
  const history = (count: number) => {
    for (let n = 1; n <= count; n++)
      served.engine.addMessage('h1', { text: `old ${n}`, hlc: hlc(n * 10), arrivedMs: past })
  }
  return { ...served, history }
}

/** A tail -f that runs until it is interrupted. */
function follow(t: Test, profileDir: string, argv: readonly string[] = []) {
  const stdout = new Collector()
  const interrupt = new AbortController()
  const ran = runCli(['tail', '1', '-f', ...argv, '--profile', profileDir], {
    stdout,
    interrupted: interrupt.signal,
  })
  t.teardown(() => interrupt.abort())
  return {
    stdout,
    lines: (count: number) => until(() => stdout.lines.length >= count),
    async end() {
      interrupt.abort()
      return await ran
    },
    ran,
  }
}

t.test('tail prints the newest lines, oldest first, however many pages they take', async (t) => {
  const { profileDir, history } = await world(t)
  history(1_203)
  const last = async (...argv: string[]) => {
    const { out, code } = await runCli(['tail', 'garden', ...argv, '--profile', profileDir])
    t.equal(code, 0)
    return out
      .split('\n')
      .slice(0, -1)
      .map((line) => line.replace(/^.*ana: /, ''))
  }
  t.same(await last('-n', '2'), ['old 1202', 'old 1203'])
  t.equal((await last()).length, 20)
  t.same(await last('-n', '0'), [])
  const all = await last('-n', '5000')
  t.equal(all.length, 1_203)
  t.equal(new Set(all).size, 1_203, 'every line once')
  t.equal(all[0], 'old 1')
})

t.test('tail --json prints one object a line with every documented field', async (t) => {
  const { profileDir, engine } = await world(t)
  engine.addMessage('h1', {
    text: 'hi \u001b]0;title\u0007\u202e',
    nick: 'ana',
    timeMs: Date.UTC(2026, 10, 21, 21, 2, 3),
  })
  const { out } = await runCli(['tail', '1', '--json', '--profile', profileDir])
  t.notMatch(out, /[\u0000-\u0009\u000b-\u001f\u202e]/, 'nothing that drives a terminal')
  const line = JSON.parse(out) as Record<string, unknown>
  t.match(line, {
    id: /^[0-9a-f]{64}$/,
    room: '1'.repeat(64),
    author,
    nick: 'ana',
    device: 'dd'.repeat(32),
    log: 'bb'.repeat(32),
    seq: Number,
    hlc: /^[0-9a-f]{16}$/,
    time: '2026-11-21T21:02:03.000Z',
    type: 'text',
    text: 'hi \u001b]0;title\u0007\u202e',
  })
})

t.test(
  'I8: what people wrote reaches the terminal only sanitised, and later lines cannot pose as messages',
  async (t) => {
    const { profileDir, engine } = await world(t)
    engine.addMessage('h1', { text: 'one\u001b[2J\nana: forged', nick: 'e\u001b[31mvil' })
    engine.addMessage('h1', { text: 'waves', format: 1 })
    engine.addMessage('h1', { type: 'join', text: '' })
    engine.addMessage('h1', { type: 'profile', text: 'new\u202enick' })
    engine.addMessage('h1', { type: 'name', text: 'Garden' })
    engine.addMessage('h1', { type: 'unknown', text: '' })
    const { out } = await runCli(['tail', '1', '--profile', profileDir])
    t.notMatch(out, /[\u001b\u202e]/)
    const lines = out.split('\n')
    t.match(lines[1], /^ {4}ana: forged$/)
    t.match(lines[2], /\* ana waves$/)
    t.match(lines[3], /-- ana joined$/)
    t.match(lines[4], /-- \w+ is now called newnick|-- \w+ is now called new.nick/)
    t.match(lines[5], /-- ana named the room Garden$/)
    t.match(lines[6], /cannot show$/)
  },
)

t.test('emoji are printed for their names where the locale is UTF-8, and never as facts', async (t) => {
  const { profileDir, engine } = await world(t)
  const reply = { id: 'ab', author, nick: 'bob', text: 'again :tada:' }
  engine.addMessage('h1', { text: 'no `:tada:` and :nosuch: :+1:', reply })
  engine.addMessage('h1', { text: ':heart:', reply: { id: 'cd', author: null, nick: null, text: null } })
  const printed = async (argv: readonly string[], env: Record<string, string>) =>
    (await runCli([...argv, '--profile', profileDir], { env })).out
  const shown = await printed(['tail', '1'], { LANG: 'C.UTF-8' })
  t.match(shown, /> bob: again 🎉\n.*no `:tada:` and :nosuch: 👍\n.*> a message that is not here\n.*ana: ❤️\n/)
  const plain = await printed(['tail', '1'], { LANG: 'C' })
  t.match(plain, /again :tada:\n.* :\+1:\n[\s\S]*: :heart:\n/)
  t.match(await printed(['tail', '1', '--json'], { LANG: 'C.UTF-8' }), /again :tada:.*\n.*:heart:/)
  t.match(await printed(['search', '1', 'nosuch'], { LANG: 'C.UTF-8' }), /#garden > bob: again 🎉\n.*👍/)
})

t.test('colours are printed on a terminal, with --color always, and not with NO_COLOR', async (t) => {
  const { profileDir, history } = await world(t)
  history(1)
  const printed = async (argv: string[], env: Record<string, string>, isTTY: boolean) =>
    (await runCli(['tail', '1', ...argv, '--profile', profileDir], { env, isTTY })).out.includes('\u001b[2m')
  t.equal(await printed([], {}, true), true)
  t.equal(await printed([], {}, false), false)
  t.equal(await printed([], { NO_COLOR: '1' }, true), false)
  t.equal(await printed([], { TERM: 'dumb' }, true), false)
  t.equal(await printed(['--color', 'always'], { NO_COLOR: '1' }, false), true)
  t.equal(await printed(['--color', 'never'], {}, true), false)
  t.equal(await printed([], { FORCE_COLOR: '1' }, false), true)
})

t.test(
  'tail -f prints every line that comes once and in order, and ends quietly when interrupted',
  async (t) => {
    const { profileDir, engine, history } = await world(t)
    history(30)
    const tail = follow(t, profileDir, ['-n', '3'])
    await tail.lines(3)
    for (let n = 1; n <= 250; n++) engine.addMessage('h1', { text: `new ${n}`, hlc: hlc(1_000 + n) })
    await tail.lines(253)
    engine.changeRoom('h1', { unread: 1 })
    engine.addMessage('h1', { text: 'last', hlc: hlc(2_000) })
    await tail.lines(254)
    t.match(await tail.end(), { code: 0, err: '' })
    const texts = tail.stdout.lines.map((line) => line.replace(/^.*ana: /, ''))
    t.same(texts.slice(0, 4), ['old 28', 'old 29', 'old 30', 'new 1'])
    t.same(
      texts.slice(3, 253),
      Array.from({ length: 250 }, (_, n) => `new ${n + 1}`),
    )
    t.equal(texts.length, 254)
  },
)

t.test(
  'lines that merge above what was printed are printed too, wherever they stand, and marked as late',
  async (t) => {
    const { profileDir, engine, history } = await world(t)
    history(700)
    const tail = follow(t, profileDir, ['-n', '2'])
    await tail.lines(2)
    engine.addMessage('h1', { text: 'deep', hlc: hlc(15) })
    await tail.lines(3)
    engine.addMessage('h1', { text: 'near', hlc: hlc(6_995) })
    engine.addMessage('h1', { text: 'now', hlc: hlc(9_000) })
    await tail.lines(5)
    await tail.end()
    const said = tail.stdout.lines.slice(2).map((line) => line.slice('2026-11-21 21:02 '.length))
    t.same(said, ['(late) ana: deep', '(late) ana: near', 'ana: now'])
  },
)

t.test('tail -f --json marks late lines, and follows a room that was empty', async (t) => {
  const { profileDir, engine } = await world(t)
  const tail = follow(t, profileDir, ['-n', '0', '--json'])
  await until(() => engine.calls.some(({ method }) => method === 'room.page'))
  engine.addMessage('h1', { text: 'second', hlc: hlc(20) })
  await tail.lines(1)
  engine.addMessage('h1', { text: 'first', hlc: hlc(10) })
  await tail.lines(2)
  await tail.end()
  const facts = tail.stdout.lines.map((line) => JSON.parse(line) as { text: string; late?: boolean })
  t.same(
    facts.map(({ text, late }) => [text, late]),
    [
      ['second', undefined],
      ['first', true],
    ],
  )
})

t.test('tail -f says so when the engine ends', async (t) => {
  const { profileDir, host, history } = await world(t)
  history(1)
  const tail = follow(t, profileDir)
  await tail.lines(1)
  await host.close()
  t.match(await tail.ran, { code: 9, err: /^hocket: The engine ended/ })
})

t.test('a reader that goes away ends the command quietly', async (t) => {
  const { profileDir, history } = await world(t)
  history(900)
  let taken = 0
  const stdout = new Writable({
    write(_chunk, _encoding, done) {
      taken++
      done(taken > 10 ? Object.assign(new Error('broken pipe'), { code: 'EPIPE' }) : null)
    },
  })
  const ran = await runCli(['tail', '1', '-n', '900', '-f', '--profile', profileDir], { stdout })
  t.match(ran, { code: 0, err: '' })
  t.equal(taken, 11)
})

t.test('output that cannot be written is an error, whatever the command did', async (t) => {
  const { profileDir, history } = await world(t)
  history(3)
  for (const [code, exit] of [
    ['ENOSPC', 7],
    ['EIO', 7],
  ] as const) {
    const stdout = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('no'), { code })),
    })
    const ran = await runCli(['tail', '1', '--profile', profileDir], { stdout })
    t.match(ran, { code: exit, err: new RegExp(`^hocket: The output is not whole.*${code}`) })
  }
  const stdout = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('no'), { code: 'ENOSPC' })),
  })
  t.equal((await runCli(['--help'], { stdout })).code, 7)
})
