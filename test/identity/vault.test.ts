import { execFileSync, spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { readDevice } from '../../src/identity/identity.js'
import { randomBytes } from '../../src/identity/random.js'
import { type RoomSecrets, Vault } from '../../src/identity/vault.js'
import { openVault, sealVault } from '../../src/identity/vault-file.js'
import { decodeSecrets, encodeSecrets } from '../../src/identity/vault-secrets.js'
import { toId } from '../../src/protocol/ids.js'
import { compile } from '../testnet/compile.js'

const fullRoom: RoomSecrets = {
  number: 7,
  access: 'w',
  w: Buffer.alloc(32, 1),
  s: Buffer.alloc(32, 2),
  r: Buffer.alloc(32, 3),
  roomId: toId(Buffer.alloc(32, 4)),
  genesis: Buffer.alloc(300, 5),
  ladderSig: Buffer.alloc(64, 6),
  logNumber: 2,
  joinedMs: 1_700_000_000_000,
}
const readRoom: RoomSecrets = { number: 8, access: 'r', r: Buffer.alloc(32, 9), logNumber: 0, joinedMs: 0 }

async function withVault<T>(dir: string, use: (vault: Vault) => Promise<T> | T): Promise<T> {
  const vault = new Vault({ dir })
  try {
    await vault.ready()
    return await use(vault)
  } finally {
    await vault.close()
  }
}

t.test(
  'a new profile gets an identity, keeps its words until they are taken, and is for its owner alone',
  async (t) => {
    const dir = join(t.testdir(), 'new', 'profile')
    const words = await withVault(dir, ({ secrets }) => {
      t.equal(readDevice(secrets.deviceSeed, secrets.attestation).seed, secrets.deviceSeed)
      t.equal(secrets.journalKey.byteLength, 32)
      t.same(secrets.rooms, [])
      return secrets.words
    })
    t.equal(words?.split(' ').length, 24)
    t.equal(statSync(dir).mode & 0o777, 0o700)
    for (const name of readdirSync(dir)) t.equal(statSync(join(dir, name)).mode & 0o777, 0o600, name)
    await withVault(dir, async (vault) => {
      t.equal(vault.secrets.words, words)
      await vault.update((secrets) => ({ ...secrets, words: undefined, nick: 'Zoë' }))
    })
    await withVault(dir, ({ secrets }) => {
      t.notOk('words' in secrets)
      t.equal(secrets.nick, 'Zoë')
    })
  },
)

t.test('rooms survive as they are, and changes happen one after the other', async (t) => {
  const dir = t.testdir()
  await withVault(dir, async (vault) => {
    const add = (room: RoomSecrets) =>
      vault.update((secrets) => ({ ...secrets, rooms: [...secrets.rooms, room] }))
    await Promise.all([add(fullRoom), add(readRoom), add({ ...readRoom, number: 9 })])
    t.equal(vault.secrets.rooms.length, 3)
  })
  await withVault(dir, ({ secrets }) =>
    t.same(secrets.rooms, [fullRoom, readRoom, { ...readRoom, number: 9 }]),
  )
})

t.test('no secret is in a file in the clear', async (t) => {
  const dir = t.testdir()
  await withVault(dir, async (vault) => {
    await vault.update((secrets) => ({ ...secrets, rooms: [fullRoom] }))
    const files = readdirSync(dir).map((name) => readFileSync(join(dir, name)))
    const { deviceSeed, journalKey, words = '' } = vault.secrets
    for (const secret of [deviceSeed, journalKey, Buffer.from(words.slice(0, 20)), fullRoom.w!]) {
      t.notOk(files.some((file) => file.includes(Buffer.from(secret))))
    }
  })
})

t.test('a vault that is cut off or changed anywhere is refused and left as it is', async (t) => {
  const dir = t.testdir()
  await withVault(dir, () => undefined)
  const path = join(dir, 'vault.bin')
  const whole = readFileSync(path)
  const damagedVaults = [0, 3, 10, 53, 54, 60, whole.length - 1].map((size) => whole.subarray(0, size))
  for (let at = 0; at < whole.length; at += 7) {
    const flipped = Buffer.from(whole)
    flipped[at]! ^= 1
    damagedVaults.push(flipped)
  }
  for (const bytes of damagedVaults) {
    writeFileSync(path, bytes)
    const error = await withVault(dir, () => undefined).catch((error: unknown) => error)
    t.match(error, { code: /^PROFILE_(DAMAGED|NEWER)$/ })
    if (!readFileSync(path).equals(bytes)) t.fail('the file was changed')
  }
  t.equal(damagedVaults.length > 20, true)
})

t.test(
  'I9: the old state is offered, never taken by itself, because a room could be missing from it',
  async (t) => {
    const dir = t.testdir()
    const path = join(dir, 'vault.bin')
    await withVault(dir, async (vault) => {
      await vault.update((secrets) => ({ ...secrets, rooms: [readRoom] }))
      await vault.update((secrets) => ({ ...secrets, rooms: [readRoom, fullRoom] }))
    })
    writeFileSync(path, 'HKTV')
    await t.rejects(
      withVault(dir, () => undefined),
      { code: 'PROFILE_DAMAGED', message: /vault\.bin\.old.*holds 1 room:.*rename/ },
    )
    rmSync(path)
    await t.rejects(
      withVault(dir, () => undefined),
      { code: 'PROFILE_DAMAGED', message: /missing/ },
    )
    copyFileSync(join(dir, 'vault.bin.old'), path)
    await withVault(dir, ({ secrets }) => t.same(secrets.rooms, [readRoom]))
    writeFileSync(join(dir, 'vault.bin.old'), 'nonsense')
    writeFileSync(path, 'nonsense, but long enough to be more than the head of a vault file')
    await t.rejects(
      withVault(dir, () => undefined),
      { code: 'PROFILE_DAMAGED', message: /not a vault/ },
    )
  },
)

t.test('a newer vault, a passphrase, and a missing key file are told apart', async (t) => {
  const dir = t.testdir()
  const path = join(dir, 'vault.bin')
  await withVault(dir, () => undefined)
  const whole = readFileSync(path)
  const withByte = (at: number, value: number) => {
    const bytes = Buffer.from(whole)
    bytes[at] = value
    writeFileSync(path, bytes)
    return withVault(dir, () => undefined)
  }
  await t.rejects(withByte(4, 2), { code: 'PROFILE_NEWER', message: /newer version/ })
  await t.rejects(withByte(5, 1), { code: 'PROFILE_NEWER', message: /passphrase/ })
  await t.rejects(withByte(5, 9), { code: 'PROFILE_NEWER' })
  const key = readFileSync(join(dir, 'vault.key'))
  const plaintext = openVault(key, whole, path)
  plaintext[0] = 2
  writeFileSync(path, sealVault(key, randomBytes(16), randomBytes(24), plaintext))
  await t.rejects(
    withVault(dir, () => undefined),
    { code: 'PROFILE_NEWER' },
  )
  writeFileSync(path, sealVault(key, randomBytes(16), randomBytes(24), Buffer.from([1, 2, 3])))
  await t.rejects(
    withVault(dir, () => undefined),
    { code: 'PROFILE_DAMAGED' },
  )
  writeFileSync(path, whole)
  rmSync(join(dir, 'vault.key'))
  await t.rejects(
    withVault(dir, () => undefined),
    { code: 'PROFILE_DAMAGED', message: /vault\.key/ },
  )
  t.notOk(existsSync(join(dir, 'vault.key')))
})

t.test('a first start that was cut off after the key file goes on', async (t) => {
  const dir = t.testdir({ 'vault.key': 'x'.repeat(32), 'vault.bin.new': 'half a vault' })
  await withVault(dir, ({ secrets }) => t.equal(secrets.rooms.length, 0))
  t.equal(readFileSync(join(dir, 'vault.key'), 'utf8'), 'x'.repeat(32))
  const other = t.testdir({ torn: { 'vault.key': 'short' } })
  await withVault(join(other, 'torn'), ({ secrets }) => t.equal(secrets.rooms.length, 0))
})

t.test('the encoding of secrets has one form', async (t) => {
  const secrets = await withVault(t.testdir(), (vault) => ({
    ...vault.secrets,
    deviceSeed: randomBytes(32),
    rooms: [fullRoom, readRoom],
  }))
  const bytes = encodeSecrets(secrets)
  t.same(decodeSecrets(bytes), { ok: true, value: secrets })
  t.notOk(decodeSecrets(Buffer.concat([bytes, Buffer.from([0])])).ok)
  t.notOk(decodeSecrets(Buffer.concat([Buffer.from([9]), bytes.subarray(1)])).ok)
  for (let size = 0; size < bytes.byteLength; size += 11) t.notOk(decodeSecrets(bytes.subarray(0, size)).ok)
  t.throws(() => encodeSecrets({ ...secrets, rooms: Array(65_536).fill(readRoom) }), RangeError)
  t.throws(() => new Vault({ dir: 'nowhere' }).secrets, { code: 'CLOSED' })
})

t.test('a full or a read-only disk is told, and the last state stays', { skip: mountable() }, async (t) => {
  const program = compile(
    fileURLToPath(new URL('./vault-writer.ts', import.meta.url)),
    join(t.testdir(), 'writer.mjs'),
  )
  const run = (options: string) => {
    const dir = mkdtempSync(join(tmpdir(), 'hocket-vault-'))
    t.teardown(() => rmSync(dir, { recursive: true }))
    const script = `mount -t tmpfs -o ${options} none ${dir} && exec ${process.execPath} ${program} ${dir}`
    return JSON.parse(execFileSync('unshare', ['-rm', 'sh', '-c', script], { encoding: 'utf8' }))
  }
  const full = run('size=128k')
  t.same(full.codes, ['DISK_FULL'])
  t.ok(full.rooms > 5)
  t.equal(full.kept, full.rooms)
  t.equal(full.reopened, full.rooms)
  t.same(run('ro'), { codes: ['NOT_WRITABLE'], rooms: 0, kept: 0, reopened: 0 })
})

function mountable(): string | false {
  return spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0
    ? false
    : 'needs a mount namespace'
}
