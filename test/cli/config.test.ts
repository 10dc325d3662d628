import { execFileSync } from 'node:child_process'
import { lstat, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { ConfigFile } from '../../src/cli/config-file.js'
import { runCli } from './run-cli.js'

async function folder(t: Test): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'hocket-config-'))
  t.teardown(() => rm(dir, { recursive: true, force: true }))
  return dir
}

t.test(
  'config: the path comes from the option, else from the environment, and no file is made',
  async (t) => {
    const path = join(await folder(t), 'mine.toml')
    const asked = await runCli(['--config', path, 'config'])
    t.match(asked, { code: 0, out: `${path}\n`, err: /no such file yet; "hocket config init"/ })
    const json = await runCli(['config', 'path', '--json'], { env: { HOCKET_CONFIG: path } })
    t.same(JSON.parse(json.out), { path, exists: false })
    await t.rejects(lstat(path))
  },
)

t.test('config init writes a commented file that is right, and never over one that is there', async (t) => {
  const path = join(await folder(t), 'deep', 'config.toml')
  t.match(await runCli(['--config', path, 'config', 'init']), { code: 0, out: /^Wrote / })
  const text = await readFile(path, 'utf8')
  t.match(text, /# mouse = false/)
  t.match(await runCli(['--config', path, 'config', 'check']), { code: 0, out: /nothing is wrong/ })
  t.match(await runCli(['--config', path, 'config', 'init']), { code: 7, err: /is there already: it stays/ })
  t.equal(await readFile(path, 'utf8'), text)
})

t.test('config check tells every mistake with its place, and its exit code says so', async (t) => {
  const path = join(await folder(t), 'config.toml')
  await writeFile(path, 'mouse = 1\nmosue = true\n[keys]\n"C-i" = "help"\nf5 = "hlep"\n')
  const checked = await runCli(['--config', path, 'config', 'check'])
  t.equal(checked.code, 1)
  t.same(checked.out.split('\n').slice(0, -1), [
    `${path}:1:1: error: "mouse" must be true or false (not used)`,
    `${path}:2:1: warning: there is no setting "mosue"; perhaps "mouse" is meant`,
    `${path}:4:1: error: Ctrl-I is the Tab key in most terminals, so it cannot be bound (not used)`,
    `${path}:5:1: error: there is no action "hlep"; perhaps "help" is meant (not used)`,
  ])
  const json = await runCli(['--config', path, 'config', 'check', '--json'])
  t.match(JSON.parse(json.out), { problems: [{ line: 1, column: 1, level: 'error' }, {}, {}, {}] })
  await writeFile(path, 'mosue = true\n')
  t.equal((await runCli(['--config', path, 'config', 'check'])).code, 0, 'a warning is no error')
})

t.test('config show prints what holds now, as a file that could be read again', async (t) => {
  const path = join(await folder(t), 'config.toml')
  await writeFile(path, 'joins = "all"\nmouse = 1\n[alias]\nhi = "/me waves"\n')
  const shown = await runCli(['--config', path, 'config', 'show'])
  t.match(shown, { code: 0, out: /^joins = "all"$/m, err: /"mouse" must be/ })
  t.match(shown.out, /^\[alias\]\n"hi" = "\/me waves"$/m)
  const again = `${path}.again`
  await writeFile(again, shown.out)
  t.equal((await runCli(['--config', again, 'config', 'check'])).code, 0)
  t.match(await runCli(['config', 'what', '--config', path]), {
    code: 2,
    err: /write path, check, show or init/,
  })
})

t.test(
  'a file that cannot be read is an error; one that is a link is replaced where it points to',
  async (t) => {
    const dir = await folder(t)
    const file = new ConfigFile(join(dir, 'config.toml'))
    t.equal(await file.read(), '')
    await writeFile(join(dir, 'bytes'), Buffer.from([0xff, 0xfe]))
    await t.rejects(new ConfigFile(join(dir, 'bytes')).read(), {
      code: 'NOT_WRITABLE',
      message: /cannot be read/,
    })
    execFileSync('mkfifo', [join(dir, 'pipe')])
    for (const path of [dir, join(dir, 'pipe'), '/dev/zero'])
      await t.rejects(
        new ConfigFile(path).read(),
        { code: 'NOT_WRITABLE', message: /it is not a file/ },
        path,
      )
    t.equal(await new ConfigFile('/dev/null').read(), '')
    await t.rejects(new ConfigFile(dir).write('x'), { code: 'NOT_WRITABLE', message: /cannot be written/ })
    const dotfiles = join(dir, 'dotfiles.toml')
    await writeFile(dotfiles, 'old')
    await symlink(dotfiles, file.path)
    await file.write('new')
    t.equal(await readFile(dotfiles, 'utf8'), 'new')
    t.ok((await lstat(file.path)).isSymbolicLink())
  },
)
