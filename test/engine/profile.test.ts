/** One engine to a profile, versions, damage, and the recovery words. */
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { apiVersion } from '../../src/api/methods.js'
import { Engine } from '../../src/engine/engine.js'
import { Profile } from '../../src/engine/profile.js'
import { forgetWords, readWords } from '../../src/engine/words.js'
import { restoreDevice } from '../../src/identity/identity.js'
import { systemClock } from '../../src/lib/clock.js'
import { defaultPolicy } from '../../src/protocol/policy.js'

function folder(t: Test): string {
  const dir = mkdtempSync(join(tmpdir(), 'hocket-profile-'))
  t.teardown(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

function makeEngine(t: Test, profileDir: string, pid = 0): Engine {
  const newRoomPolicy = { ...defaultPolicy, powBits: 4 }
  const engine = new Engine({ profileDir, pid, clock: systemClock, bootstrap: [], newRoomPolicy })
  t.teardown(() => engine.close())
  return engine
}

function snapshot(dir: string): Record<string, string> {
  const isKept = (name: string) => !name.startsWith('index.db') // the running engine still writes to its index
  const files = readdirSync(dir, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && isKept(entry.name),
  )
  return Object.fromEntries(files.map(({ name }) => [name, readFileSync(join(dir, name), 'hex')]))
}

t.test('two engines never share a profile; the second one names the first and changes nothing', async (t) => {
  const dir = folder(t)
  const first = makeEngine(t, dir, 4711)
  await first.ready()
  await first.call('room.create', { name: 'garden' })
  const before = snapshot(dir)
  const second = makeEngine(t, dir, 4712)
  await t.rejects(second.ready(), { code: 'PROFILE_LOCKED', message: /process 4711/ })
  await t.rejects(readWords(dir), { code: 'PROFILE_LOCKED' })
  await t.rejects(forgetWords(dir), { code: 'PROFILE_LOCKED' })
  t.same(snapshot(dir), before)
  t.match(await first.call('rooms.list', {}), [{ name: 'garden' }])
  await first.close()
  await t.rejects(first.call('rooms.list', {}), { code: 'CLOSED' })
  const third = makeEngine(t, dir)
  await third.ready()
  t.match(await third.call('rooms.list', {}), [{ name: 'garden', state: 'ready' }])
})

t.test('a profile of a newer version, or without a version that can be read, is not touched', async (t) => {
  for (const [version, code] of [
    ['2\n', 'PROFILE_NEWER'],
    ['one', 'PROFILE_DAMAGED'],
    ['0', 'PROFILE_DAMAGED'],
    ['', 'PROFILE_DAMAGED'],
    ['1.5', 'PROFILE_DAMAGED'],
  ] as const) {
    const dir = folder(t)
    writeFileSync(join(dir, 'VERSION'), version)
    await t.rejects(
      makeEngine(t, dir).ready(),
      { code, message: /Nothing was changed/ },
      JSON.stringify(version),
    )
    t.same(readdirSync(dir).toSorted(), ['LOCK', 'VERSION'])
    t.equal(readFileSync(join(dir, 'VERSION'), 'utf8'), version)
  }
})

t.test('a profile that is no folder, or cannot be written, is refused with a reason', async (t) => {
  const dir = folder(t)
  const file = join(dir, 'file')
  writeFileSync(file, '')
  await t.rejects(new Profile({ dir: file, pid: 1 }).ready(), { code: 'NOT_WRITABLE' })
  await t.rejects(new Profile({ dir: join(file, 'below'), pid: 1 }).ready(), { code: 'NOT_WRITABLE' })
  if (process.getuid?.() === 0) return t.comment('SKIP read-only folder: root may write everywhere')
  chmodSync(dir, 0o500)
  await t.rejects(new Profile({ dir, pid: 1 }).ready(), { code: 'NOT_WRITABLE' })
})

t.test('a lock that was left by somebody else’s crash is free, whatever the file says', async (t) => {
  const dir = folder(t)
  writeFileSync(join(dir, 'LOCK'), '99999\n')
  const profile = new Profile({ dir, pid: 12 })
  await profile.ready()
  t.equal(readFileSync(join(dir, 'LOCK'), 'utf8'), '12\n')
  t.equal(readFileSync(join(dir, 'VERSION'), 'utf8'), '1\n')
  await profile.close()
})

t.test('the words are those of the identity; once forgotten they are gone, and the rooms stay', async (t) => {
  const dir = folder(t)
  const engine = makeEngine(t, dir)
  await engine.ready()
  const { me } = await engine.call('engine.hello', { api: apiVersion, face: 'test' })
  await engine.call('room.create', { name: 'garden' })
  t.match(await findings(engine), { 'recovery words': 'warning' })
  await engine.close()
  const words = await readWords(dir)
  t.equal(words?.split(' ').length, 24)
  t.equal((await restoreDevice(words!)).identity, me.author)
  await forgetWords(dir)
  await forgetWords(dir)
  t.equal(await readWords(dir), undefined)
  const again = makeEngine(t, dir)
  await again.ready()
  t.match(await findings(again), { 'recovery words': 'ok' })
  t.equal((await again.call('me.nick', {})).author, me.author)
  t.match(await again.call('rooms.list', {}), [{ name: 'garden', state: 'ready' }])
})

async function findings(engine: Engine): Promise<Record<string, string>> {
  const found = await engine.call('engine.doctor', {})
  return Object.fromEntries(found.map(({ subject, level }) => [subject, level]))
}

t.test('an engine that cannot read its vault says so, frees the profile, and changes nothing', async (t) => {
  const dir = folder(t)
  const engine = makeEngine(t, dir)
  await engine.ready()
  await engine.close()
  const vault = readFileSync(join(dir, 'vault.bin'))
  vault[60]! ^= 1
  writeFileSync(join(dir, 'vault.bin'), vault)
  await t.rejects(makeEngine(t, dir).ready(), { code: 'PROFILE_DAMAGED' })
  t.same(readFileSync(join(dir, 'vault.bin')), vault)
  vault[60]! ^= 1
  writeFileSync(join(dir, 'vault.bin'), vault)
  const healed = makeEngine(t, dir)
  await healed.ready()
  t.same(await healed.call('rooms.list', {}), [])
})

t.test('what a face asks in vain is refused with a code, and changes nothing', async (t) => {
  const engine = makeEngine(t, folder(t))
  await engine.ready()
  await t.rejects(engine.call('room.page', { handle: 'nowhere', before: 1, after: 0 }), {
    code: 'UNKNOWN_ROOM',
  })
  await t.rejects(engine.call('room.create', { name: '  ' }), { code: 'BAD_NAME' })
  await t.rejects(engine.call('me.nick', { nick: '' }), { code: 'BAD_NICK' })
  const { handle } = await engine.call('room.create', { name: 'garden' })
  await t.rejects(engine.call('room.send', { handle, text: ' ' }), { code: 'BAD_TEXT' })
  await t.rejects(engine.call('room.rename', { handle, name: 'x'.repeat(65) }), { code: 'BAD_NAME' })
  t.match(await engine.call('rooms.list', {}), [{ messages: 0, name: 'garden', drafts: 0 }])
  t.match(await engine.call('room.page', { handle, anchor: 'not an id', before: 9, after: 9 }), {
    atStart: true,
    atEnd: true,
  })
})
