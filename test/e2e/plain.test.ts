/** The linear face in real processes: pipes, two profiles on one DHT, and a terminal that calls itself dumb. */
import { spawn } from 'node:child_process'
import { spawn as spawnPty } from '@lydell/node-pty'
import t, { type Test } from 'tap'
import { until } from '../testnet/until.js'
import { type Profile, profiles, program } from './profiles.js'

const patienceMs = 40_000

/** A linear face whose input stays open; a program that still runs at the end of the test is ended. */
class Talk {
  readonly ended: Promise<number | null>
  readonly #type: (text: string) => void
  out = ''

  constructor(t: Test, profile: Profile) {
    const child = spawn(process.execPath, [program, '--plain'], { env: profile.env, stdio: 'pipe' })
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        this.out += chunk
      })
    this.#type = (text) => child.stdin.write(text)
    this.ended = new Promise((resolve) => child.on('close', resolve))
    t.teardown(async () => {
      child.kill('SIGKILL')
      await this.ended
    })
  }

  type(line: string): void {
    this.#type(`${line}\n`)
  }

  async says(wanted: RegExp): Promise<void> {
    await says(wanted, () => this.out)
  }
}

async function says(wanted: RegExp, read: () => string): Promise<void> {
  const patience = AbortSignal.timeout(patienceMs)
  await until(() => patience.aborted || wanted.test(read()))
  if (!wanted.test(read())) throw new Error(`it does not say ${wanted}, but:\n${read()}`)
}

t.test(
  'first run from a pipe: nick, room and message; the next run reads them back; EOF ends it',
  async (t) => {
    const [ana] = (await profiles(t, ['ana'])) as [Profile]
    const first = await ana.run([], {
      input: 'ana\n1\ngarden\nhello from a pipe\n/nonsense\n',
      offline: true,
    })
    t.equal(first.code, 2, first.stderr)
    t.match(first.stderr, /hocket: There is no command \/nonsense: nothing was sent/)
    t.match(first.stdout, /What is your nickname\?[\s\S]*#garden, one member, offline, synced/)
    const second = await ana.run(['--plain'], { input: '', offline: true })
    t.equal(second.code, 0, second.stderr)
    t.match(second.stdout, /^\d\d:\d\d ana: hello from a pipe$/m)
    t.notMatch(first.stdout + second.stdout, /\x1b/)
    t.match((await ana.run(['--json'], { input: '', offline: true })).stderr, /has no JSON/)
  },
)

t.test('two people talk through it: joining, messages both ways, leaving', async (t) => {
  const [ana, bob] = (await profiles(t, ['ana', 'bob'])) as [Profile, Profile]
  await ana.ok('nick', 'ana')
  await ana.ok('create', 'garden')
  const link = await ana.ok('link', 'garden')
  const one = new Talk(t, ana)
  await one.says(/#garden, one member/)
  const other = new Talk(t, bob)
  await other.says(/What is your nickname/)
  other.type('bob')
  other.type(`/join ${link}`)
  await other.says(/#garden is here: a member was online/)
  await one.says(/^#garden: one peer connected\.$/m)
  other.type('good evening')
  await one.says(/^\d\d:\d\d bob: good evening$/m)
  one.type('welcome,\\')
  await other.says(/^\d\d:\d\d ana: welcome,\\$/m)
  one.type('/names')
  await one.says(/^2 members, 2 online:\nana, you, creator\nbob, online$/m)
  t.equal(one.out.match(/good evening/g)?.length, 1, 'each line once')
  t.notMatch(one.out + other.out, /\x1b/)
})

t.test(
  'on a dumb terminal it is chosen by itself, moves no cursor, and Ctrl-D or a signal ends it',
  async (t) => {
    const [ana] = (await profiles(t, ['ana'])) as [Profile]
    await ana.ok('nick', 'ana')
    await ana.ok('create', 'garden')
    for (const [end, code] of [
      ['\x04', 0],
      ['\x03', 130],
    ] as const) {
      const env = { ...ana.env, TERM: 'dumb' } as Record<string, string>
      const pty = spawnPty(process.execPath, [program], { name: 'dumb', cols: 80, rows: 24, env })
      const ended = new Promise<number>((resolve) => pty.onExit(({ exitCode }) => resolve(exitCode)))
      t.teardown(() => pty.kill('SIGKILL'))
      let out = ''
      pty.onData((data) => {
        out += data
      })
      await says(/#garden, one member/, () => out)
      pty.write('typed\r')
      await says(/ana: typed\r\n/, () => out)
      t.notMatch(out, /\x1b/)
      pty.write(end)
      t.equal(await ended, code)
    }
  },
)

t.test(
  'on a terminal, for who asks for it: Tab completes, nothing is drawn over what was said',
  async (t) => {
    const [ana] = (await profiles(t, ['ana'])) as [Profile]
    await ana.ok('nick', 'ana')
    await ana.ok('create', 'garden')
    const env = { ...ana.env, TERM: 'xterm-256color', ACCESSIBLE: '1' } as Record<string, string>
    const pty = spawnPty(process.execPath, [program], { cols: 80, rows: 24, env })
    const ended = new Promise<number>((resolve) => pty.onExit(({ exitCode }) => resolve(exitCode)))
    t.teardown(() => pty.kill('SIGKILL'))
    let out = ''
    pty.onData((data) => {
      out += data
    })
    await says(/#garden, one member[\s\S]*> $/, () => out)
    pty.write('/nam\t')
    await says(/\/names /, () => out)
    pty.write('\r')
    await says(/one member, 1 online:\r\nana, you, creator\r\n> $/, () => out)
    t.notMatch(out, /\x1b\[\?1049h|\x1b\[\d*A|\x1b\[2J|\x1b\[\d+;\d+H/, 'no other screen, no way up')
    pty.write('/quit\r')
    await says(/ended|exist|Once more|$/, () => out)
    pty.write('/quit\r')
    t.equal(await ended, 0)
  },
)
