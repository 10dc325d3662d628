/** What a user may write, and the small files of a room: drafts and read marks, also when they are damaged. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { checkMessage, checkNick, checkRoomName } from '../../src/engine/check-text.js'
import { encodeDrafts, readDrafts } from '../../src/engine/drafts-codec.js'
import { encodeLevel, readLevel } from '../../src/engine/level-codec.js'
import { MentionWords, readWords } from '../../src/engine/mention-words.js'
import { RoomFiles } from '../../src/engine/room-files.js'
import { type EntryId, type LogKey, toId } from '../../src/protocol/ids.js'
import type { Draft, SaidEntry } from '../../src/room/room-context.js'
import { nothingRead } from '../../src/timeline/read-state.js'

t.test('a message is sent as it was typed, unless it is empty, too long or not text', async (t) => {
  for (const text of ['x', ' two  spaces ', 'a\nb\tc', 'ü'.repeat(8_192), '\u0000', '🌳'])
    t.equal(checkMessage(text), text)
  for (const text of ['', ' \n\t', '\ud800', `${'ü'.repeat(8_192)}x`]) {
    t.throws(() => checkMessage(text), { code: 'BAD_TEXT', message: /sent|send/ })
  }
})

t.test('a nick is one line of up to 32 characters, trimmed and composed', async (t) => {
  t.equal(checkNick('  Ana  '), 'Ana')
  t.equal(checkNick('A\u0301na'), 'Ána')
  t.equal(checkNick('🌳'.repeat(32)), '🌳'.repeat(32))
  for (const nick of ['', '   ', 'a\nb', 'a\u0007', '\u009bA', '\ud800', 'x'.repeat(33)]) {
    t.throws(() => checkNick(nick), { code: 'BAD_NICK' })
  }
})

t.test('the name of a room is the same with and without its #, and fits in a genesis', async (t) => {
  t.equal(checkRoomName(' #garden'), 'garden')
  t.equal(checkRoomName('garden'), 'garden')
  t.equal(checkRoomName('##'), '#')
  t.equal(checkRoomName('ü'.repeat(64)), 'ü'.repeat(64))
  for (const name of ['#', '', 'a\rb', 'x'.repeat(65), '🌳'.repeat(64)]) {
    t.throws(() => checkRoomName(name), { code: 'BAD_NAME' })
  }
})

const anId = 'cd'.repeat(32) as EntryId
const saidEntry = ([text, kind]: [string, number]): SaidEntry =>
  [
    { kind: 'text', format: 0, text } as const,
    { kind: 'text', format: 1, text, reply: anId } as const,
    { kind: 'edit', format: 0, text, target: anId } as const,
  ][kind]!

const drafts = fc.array(
  fc.record(
    {
      id: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => toId<EntryId>(bytes)),
      createdMs: fc.nat(),
      entry: fc.tuple(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), fc.nat(2)).map(saidEntry),
    },
    { noNullPrototype: true },
  ),
  { maxLength: 5 },
)

t.test(
  'drafts are read back as they were written, and damaged ones are refused, never misread',
  async (t) => {
    fc.assert(
      fc.property(drafts, (list) => {
        const read = readDrafts(encodeDrafts(list))
        return read.ok && isDeepStrictEqual(read.value, list)
      }),
    )
    const bytes = encodeDrafts([
      { id: '11'.repeat(32) as EntryId, createdMs: 7, entry: saidEntry(['hello', 0]) },
    ])
    const damaged = [
      bytes.subarray(0, -1),
      Buffer.concat([bytes, Buffer.alloc(1)]),
      Buffer.from([3, ...bytes.subarray(1)]),
    ]
    const badType = Buffer.from(bytes)
    badType[1 + 4 + 32 + 6] = 9
    for (const bad of [...damaged, badType, new Uint8Array(0), Buffer.from([1, 255, 255, 255, 255])]) {
      t.equal(readDrafts(bad).ok, false)
    }
  },
)

t.test('drafts that an earlier version kept are read, and written anew', async (t) => {
  const text = Buffer.from('kept for long')
  const head = Buffer.from([1, 0, 0, 0, 1])
  const plain = Buffer.concat([
    head,
    Buffer.alloc(32, 0xab),
    Buffer.from([1, 0, 0, 0, 0, 0, 7, 0, text.length]),
    text,
  ])
  const entry = { kind: 'text', format: 1, text: 'kept for long' } as const
  const read = readDrafts(plain)
  t.same(read, { ok: true, value: [{ id: 'ab'.repeat(32), createdMs: 7, entry }] })
  if (read.ok) t.same(readDrafts(encodeDrafts(read.value)), read)
  const badFormat = Buffer.from(plain)
  badFormat[1 + 4 + 32] = 2
  t.notOk(readDrafts(badFormat).ok)
})

function folder(t: Test): string {
  const dir = mkdtempSync(join(tmpdir(), 'hocket-files-'))
  t.teardown(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

async function openFiles(t: Test, dir: string): Promise<RoomFiles> {
  const files = new RoomFiles({ dir })
  t.teardown(() => files.close())
  await files.ready()
  return files
}

const draft: Draft = {
  id: 'ab'.repeat(32) as EntryId,
  createdMs: 5,
  entry: { kind: 'text', text: 'not yet', format: 1 },
}

t.test('drafts and marks are there after the end, and the last of many saves counts', async (t) => {
  const dir = join(folder(t), 'room')
  const first = await openFiles(t, dir)
  t.same([first.drafts, first.readState, first.level], [[], nothingRead, 'all'])
  const log = 'cd'.repeat(32) as LogKey
  const state = { marks: new Map([[log, 3]]), unread: new Map(), line: { hlc: 7n, log } }
  const saves = [
    first.saveDrafts([draft, draft]),
    first.saveDrafts([draft]),
    first.saveReadState(state),
    first.saveLevel('mentions'),
    first.saveWords(['fern']),
  ]
  await first.close()
  await Promise.all(saves)
  const second = await openFiles(t, dir)
  t.same([second.drafts, second.readState, second.level], [[draft], state, 'mentions'])
  t.same(second.words, ['fern'])
})

t.test('a damaged file of drafts is put aside and never overwritten', async (t) => {
  const dir = folder(t)
  const damaged = Buffer.from('these were drafts once')
  writeFileSync(join(dir, 'drafts'), damaged)
  const files = await openFiles(t, dir)
  t.same(files.drafts, [])
  t.notOk(existsSync(join(dir, 'drafts')))
  await files.saveDrafts([draft])
  t.same(readFileSync(join(dir, 'drafts.damaged')), damaged)
  t.ok(readdirSync(dir).includes('drafts'))
})

t.test('drafts that cannot be written are not taken for written', async (t) => {
  const dir = folder(t)
  const files = await openFiles(t, dir)
  await files.saveDrafts([draft])
  rmSync(dir, { recursive: true })
  await t.rejects(files.saveDrafts([]), { code: 'ENOENT' })
  t.same(files.drafts, [draft])
  mkdirSync(dir)
  await files.saveDrafts([])
  t.same(files.drafts, [])
})

t.test('a level is one of three numbers behind its version, and nothing else', async (t) => {
  for (const level of ['all', 'mentions', 'none'] as const)
    t.same(readLevel(encodeLevel(level)), { ok: true, value: level })
  for (const bytes of [[], [1], [1, 3], [2, 0], [1, 0, 0]]) t.notOk(readLevel(new Uint8Array(bytes)).ok)
})

t.test('own words are read back as they were written, and a damaged file is put aside', async (t) => {
  const path = join(folder(t), 'mention-words')
  const words = new MentionWords({ path })
  await words.ready()
  t.same(words.all, [])
  await words.set(['ana', ' Rosen ', 'ana'])
  t.throws(() => words.set(['x'.repeat(65)]), { code: 'BAD_TEXT' })
  await words.close()
  const again = new MentionWords({ path })
  await again.ready()
  t.same(again.all, ['ana', 'Rosen'])
  await again.close()
  t.notOk(readWords(new Uint8Array([1, 65])).ok)
  t.notOk(readWords(new Uint8Array([2, 0])).ok)
  writeFileSync(path, 'damaged')
  const healed = new MentionWords({ path })
  await healed.ready()
  t.same(healed.all, [])
  t.equal(readFileSync(`${path}.damaged`, 'utf8'), 'damaged')
  await healed.close()
})
