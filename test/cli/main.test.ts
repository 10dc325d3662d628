import { spawnSync } from 'node:child_process'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { commands } from '../../src/cli/commands.js'
import { examineMachine, examineNode } from '../../src/cli/examine-machine.js'
import { exitCodeOf } from '../../src/cli/exit-codes.js'
import { HocketError } from '../../src/errors.js'
import { serveFake, temporaryProfile } from '../rpc/serve-fake.js'
import { runCli } from './run-cli.js'

t.test(
  '--help lists every command and the exit codes, and needs neither an engine nor a profile',
  async (t) => {
    const { code, out, err } = await runCli(['--help', '--profile', '/does/not/exist'])
    t.equal(code, 0)
    t.equal(err, '')
    for (const { usage, summary } of commands) {
      t.match(out, new RegExp(`^ {2}${usage.split(' ')[0]} `, 'm'))
      t.ok(out.replace(/\s+/g, ' ').includes(summary), `${usage} says what it does`)
    }
    t.match(out, /Exit codes:\n {2}0 .*\n[\s\S]* 3 +another engine runs/)
  },
)

t.test('the help of every command shows an example and the global options', async (t) => {
  for (const { usage, examples } of commands) {
    const name = usage.split(' ')[0]!
    for (const argv of [
      [name, '--help'],
      ['help', name],
    ]) {
      const { code, out } = await runCli(argv)
      t.equal(code, 0)
      t.ok(out.includes(`$ ${examples[0]}`), `${argv.join(' ')} has an example`)
      t.match(out, /--profile <dir>/)
    }
  }
  t.match(await runCli(['help', 'nosuch']), { code: 2, out: '', err: /no command of that name/ })
  t.notMatch((await runCli(['up', '--help'])).out, /detached/)
  t.match(await runCli(['--version']), { code: 0, out: /^\d+\.\d+\.\d+\n$/ })
})

t.test('the command line loads neither React nor the storage and network stack', async (t) => {
  const found = spawnSync(
    'grep',
    [
      '-rlE',
      "^import [^t].*from '(react|ink|hyper|corestore|\\.\\./(\\.\\./)?(engine|tui)/)",
      'src/cli',
      'src/rpc',
    ],
    { encoding: 'utf8' },
  )
  t.equal(found.stdout, '')
})

t.test('what cannot be understood is a sentence and exit code 2, and touches nothing', async (t) => {
  const wrong: readonly [string[], RegExp][] = [
    [['frobnicate'], /no command "frobnicate"/],
    [['send'], /[Mm]issing required argument/],
    [['tail', 'x', '--lines', 'many'], /--lines takes a whole number/],
    [['tail', 'x', '--lines', '-5'], /./],
    [['rooms', '--no-such-option'], /[Uu]nknown option/],
    [['rooms', 'extra'], /Too many arguments for 'rooms'/],
    [['rooms', '--color', 'sometimes'], /auto, always or never/],
    [['rooms', '--offline', '--bootstrap', '127.0.0.1:1'], /exclude each other/],
    [['rooms', '--bootstrap', 'nowhere'], /bootstrap address/],
    [['join', 'x', '--wait', 'long'], /--wait takes a whole number/],
  ]
  for (const [argv, sentence] of wrong) {
    const ran = await runCli([...argv, '--profile', '/does/not/exist'])
    t.match(ran, { code: 2, out: '', err: sentence }, argv.join(' '))
    t.match(ran.err, /^hocket: [^\n]+\n$/, 'one sentence')
  }
})

t.test('a room that does not exist or fits twice is told with what to do next', async (t) => {
  const { profileDir, engine } = await serveFake(t)
  t.match(await runCli(['hash', 'garden', '--profile', profileDir]), {
    code: 4,
    err: /no room on this profile yet/,
  })
  engine.addRoom({ name: 'a' })
  engine.addRoom({ name: 'a' })
  t.match(await runCli(['hash', 'garden', '--profile', profileDir]), {
    code: 4,
    err: /"hocket rooms" lists yours/,
  })
  t.match(await runCli(['hash', 'a', '--profile', profileDir]), {
    code: 4,
    err: /fit: 1 \(id \w{8}\), 2 \(id/,
  })
})

t.test('with --json an error is an object with code and sentence as well', async (t) => {
  const { profileDir, engine } = await serveFake(t)
  engine.addRoom({})
  const ran = await runCli(['send', '1', 'refuse', '--json', '--profile', profileDir])
  t.equal(ran.code, 5)
  t.same(JSON.parse(ran.out), { error: 'You may only read here.', code: 'ROOM_READ_ONLY' })
  t.equal(ran.err, 'hocket: You may only read here.\n')
})

t.test('errors of the engine get their exit code, bugs never show a stack', async (t) => {
  const { profileDir, engine } = await serveFake(t)
  for (const code of ['PROFILE_NEWER', 'DISK_FULL', 'PORT_IN_USE', 'TIMEOUT', 'BAD_LINK'] as const) {
    engine.handlers['rooms.list'] = () => {
      throw new HocketError(code, 'A sentence.')
    }
    t.match(await runCli(['rooms', '--profile', profileDir]), {
      code: exitCodeOf(code),
      err: 'hocket: A sentence.\n',
    })
  }
  engine.handlers['rooms.list'] = () => {
    throw new TypeError('x is not a function')
  }
  const ran = await runCli(['rooms', '--profile', profileDir])
  t.equal(ran.code, 1)
  t.match(ran.err, /engine\.log/)
  t.notMatch(ran.err, /at .*:\d+/)
})

t.test('the profile comes from the option, else from HOCKET_PROFILE', async (t) => {
  const [one, two] = [await serveFake(t), await serveFake(t)]
  one.engine.nick = 'one'
  two.engine.nick = 'two'
  const env = { HOCKET_PROFILE: one.profileDir }
  t.match((await runCli(['nick'], { env })).out, /^one/)
  t.match((await runCli(['nick', '--profile', two.profileDir], { env })).out, /^two/)
  t.match((await runCli(['--profile', two.profileDir, 'nick'], { env })).out, /^two/)
})

t.test(
  'another network than the running engine has is told on standard error, and the command goes on',
  async (t) => {
    const { profileDir } = await serveFake(t)
    const env = { HOCKET_BOOTSTRAP: '127.0.0.1:5' }
    t.match(await runCli(['nick', '--profile', profileDir], { env }), {
      code: 0,
      out: /yyyy/,
      err: /runs already/,
    })
    t.match(await runCli(['nick', '--offline', '--profile', profileDir], { env }), { code: 0, err: '' })
  },
)

t.test('stop does not start an engine to end it', async (t) => {
  const profileDir = join(await temporaryProfile(t), 'none')
  t.match(await runCli(['stop', '--profile', profileDir]), { code: 0, out: '', err: /No engine was running/ })
  t.match(await runCli(['stop', '--json', '--profile', profileDir]), {
    code: 0,
    out: '{"stopped":false,"pid":null}\n',
  })
})

t.test('words are not printed while an engine runs', async (t) => {
  const { profileDir } = await serveFake(t)
  t.match(await runCli(['words', '--yes', '--profile', profileDir]), { code: 3, out: '', err: /hocket stop/ })
})

t.test(
  'dht prints the one line that --bootstrap takes, of loopback only, and runs until interrupted',
  async (t) => {
    const interrupt = new AbortController()
    const running = runCli(['dht', '--json'], { interrupted: interrupt.signal })
    const second = runCli(['dht'], { interrupted: interrupt.signal })
    interrupt.abort()
    const [json, text] = await Promise.all([running, second])
    t.match(JSON.parse(json.out), { bootstrap: [/^127\.0\.0\.1:\d+$/] })
    t.match(text, { code: 0, out: /^127\.0\.0\.1:\d+\n$/, err: /--bootstrap/ })
  },
)

t.test(
  'doctor sees an old Node, an open profile, a file in its place and a terminal that cannot draw',
  async (t) => {
    t.equal(examineNode('20.20.0').level, 'ok')
    t.equal(examineNode('24.0.0').level, 'ok')
    t.match(examineNode('20.19.9'), { level: 'problem', text: /20\.20/ })
    const dir = await temporaryProfile(t)
    const io = (isTTY: boolean, env: Record<string, string>) =>
      ({ stdin: { isTTY }, stdout: { isTTY }, env }) as unknown as Parameters<typeof examineMachine>[1]
    const find = async (profile: string, subject: string, given = io(false, {})) =>
      (await examineMachine(profile, given)).find((finding) => finding.subject === subject)
    await mkdir(join(dir, 'open'))
    await chmod(join(dir, 'open'), 0o755)
    await writeFile(join(dir, 'file'), '')
    t.match(await find(join(dir, 'open'), 'profile'), { level: 'problem', text: /chmod/ })
    t.match(await find(join(dir, 'file'), 'profile'), { level: 'problem', text: /no directory/ })
    t.match(await find(join(dir, 'a', 'b'), 'profile'), { level: 'ok', text: /does not exist yet/ })
    t.match(await find(join(dir, 'a', 'b'), 'disk'), { text: /MiB/ })
    t.match(await find(dir, 'terminal', io(true, { TERM: 'dumb' })), { level: 'warning' })
    t.match(await find(dir, 'terminal', io(true, { TERM: 'xterm', LANG: 'C' })), { level: 'warning' })
    t.match(await find(dir, 'terminal', io(true, { TERM: 'xterm', LANG: 'C.UTF-8' })), { level: 'ok' })
  },
)
