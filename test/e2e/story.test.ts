/** The whole story by commands alone, in real processes: create, join, chat, kill, write offline, return, equal hash. */
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { until } from '../testnet/until.js'
import { type Profile, profiles } from './profiles.js'

interface Line {
  readonly text: string
  readonly type: string
  readonly nick: string
}

async function texts(profile: Profile): Promise<string[]> {
  const lines = (await profile.ok('--json', 'tail', 'garden', '-n', '200'))
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
  return lines.filter(({ type }) => type === 'text').map(({ text }) => text)
}

t.test(
  'create → join → chat → kill → write offline → return → equal hash, with three profiles',
  async (t) => {
    const [ana, bob, chidi] = (await profiles(t, ['ana', 'bob', 'chidi'])) as [Profile, Profile, Profile]
    for (const [profile, nick] of [
      [ana, 'ana'],
      [bob, 'bob'],
      [chidi, 'chidi'],
    ] as const) {
      await profile.up()
      await profile.ok('nick', nick)
    }
    await ana.ok('create', 'garden')
    const link = await ana.ok('link', 'garden')
    t.match(link, /^hocket:w\/[ybndrfg8ejkmcpqxot1uwisza345h769]{60}/)
    await ana.ok('send', 'garden', 'is', 'anybody', 'here?')
    t.match(await bob.ok('join', link, '--wait', '30'), /garden/)
    await bob.run(['send', 'garden', '-'], { input: 'yes,\nme\n' })
    await chidi.ok('join', link, '--wait', '30')
    await until(async () => (await texts(chidi)).length === 2)
    t.same(await texts(chidi), ['is anybody here?', 'yes,\nme'])

    const pid = await bob.enginePid()
    process.kill(pid, 'SIGKILL')
    await until(() => gone(pid))
    const offline = await bob.run(['send', 'garden', 'written', 'in', 'a', 'tunnel', '--linger', '0'], {
      offline: true,
    })
    t.equal(offline.code, 0, offline.stderr)
    t.match(offline.stdout.trim(), /^[0-9a-f]{64}$/, 'the id of what is on disk')
    await ana.ok('send', 'garden', 'where is bob?')
    await bob.run(['stop'], { offline: true })
    await bob.up()
    await until(async () => (await texts(ana)).length === 4 && (await texts(bob)).length === 4)
    await until(
      async () =>
        new Set(await Promise.all([ana, bob, chidi].map((profile) => profile.ok('hash', 'garden')))).size ===
        1,
    )
    t.same(await texts(ana), await texts(bob))
    t.same(await texts(ana), await texts(chidi))
    t.ok((await texts(ana)).includes('written in a tunnel'))

    const hash = await ana.ok('hash', 'garden')
    await ana.ok('stop')
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(ana.dir, `index.db${suffix}`), { force: true })
    t.equal(await ana.ok('hash', 'garden'), hash, 'I5: without its index file the room is the same')
    t.match(await ana.ok('search', 'garden', 'tunnel'), /written in a tunnel/)
  },
)

t.test('bad input is an error with its own code, in one sentence, and loses nothing', async (t) => {
  const [ana] = (await profiles(t, ['ana'])) as [Profile]
  const first = await ana.up()
  await ana.ok('create', 'garden')
  const cases: readonly [args: string[], input: string | Uint8Array, code: number][] = [
    [['join', 'hocket:w/tooshort'], '', 2],
    [['join', 'https://example.org/room'], '', 2],
    [['send', 'nowhere', 'hello'], '', 4],
    [['send', 'garden', '   '], '', 2],
    [['send', 'garden', '-'], new Uint8Array([0xff, 0xfe, 0x00]), 2],
    [['send', 'garden', '-'], 'x'.repeat(16_385), 2],
    [['nick', 'x'.repeat(33)], '', 2],
    [['create', ''], '', 2],
    [['tail', '9'], '', 4],
    [['--bootstrap', 'nonsense', 'rooms'], '', 2],
    [['frobnicate'], '', 2],
    [['up'], '', 3],
  ]
  for (const [args, input, code] of cases) {
    const ran = await ana.run(args, { input })
    t.equal(ran.code, code, `${args.join(' ').slice(0, 40)}: ${ran.stderr}`)
    t.match(ran.stderr, /^(hocket|error): /, 'a sentence')
    t.notMatch(ran.stderr, /\n\s+at /, 'no stack')
  }
  t.match(await ana.ok('rooms'), /garden/)
  first.kill('SIGTERM')
  await once(first, 'exit')
  writeFileSync(join(ana.dir, 'VERSION'), '99\n')
  const newer = await ana.run(['rooms'])
  t.equal(newer.code, 6)
  t.match(newer.stderr, /newer/)
  writeFileSync(join(ana.dir, 'VERSION'), '1\n')
  t.match(await ana.ok('rooms'), /garden/)
})

function gone(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return false
  } catch {
    return true
  }
}
