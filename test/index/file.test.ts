/** The file of the index: private, put aside when it cannot be used, and what it remembers of logs. */
import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import t from 'tap'
import { isHocketError } from '../../src/errors.js'
import { IndexStore } from '../../src/index/index-store.js'
import type { ChainState } from '../../src/protocol/chain.js'
import { logKey, logOf, room, scope, stateAfter, text } from '../timeline/records.js'
import { commit, indexPath, openIndex } from './worlds.js'

const words = logOf(
  1,
  Array.from({ length: 300 }, (_, i) => text(`message number ${i} `.repeat(10))),
)

/** An index file with some content, closed. */
async function written(path: string): Promise<void> {
  const index = new IndexStore({ path })
  await index.ready()
  commit(index, words)
  await index.close()
}

function overwrite(path: string, { from, length }: { from: number; length: number }): void {
  const file = openSync(path, 'r+')
  writeSync(file, new Uint8Array(length).fill(0xa5), 0, length, from)
  closeSync(file)
}

t.test('only the owner may read the file and those beside it', async (t) => {
  const path = indexPath(t)
  writeFileSync(path, '', { mode: 0o644 })
  const index = await openIndex(t, path)
  commit(index, words)
  for (const name of readdirSync(dirname(path)))
    t.equal(statSync(join(dirname(path), name)).mode & 0o777, 0o600, name)
  t.equal(index.rebuilt, undefined, 'an empty file is no damage')
})

t.test('I5: a damaged file is put aside, not deleted, and an empty index says why', async (t) => {
  const damages: Record<string, (path: string) => void> = {
    'no database': (path) => writeFileSync(path, 'this is no database, whatever its name says '.repeat(200)),
    'a destroyed header': (path) => overwrite(path, { from: 0, length: 100 }),
    'a destroyed schema': (path) => overwrite(path, { from: 100, length: 3_000 }),
    truncated: (path) => writeFileSync(path, readFileSync(path).subarray(0, 5_000)),
  }
  for (const [what, damage] of Object.entries(damages)) {
    const path = indexPath(t)
    await written(path)
    damage(path)
    const bytes = readFileSync(path)
    const index = await openIndex(t, path)
    t.match(index.rebuilt, /damaged.*kept as .*old-1/, what)
    t.same(readFileSync(`${path}.old-1`), bytes, `${what}: the old file is whole`)
    t.equal(index.counts(room, scope.maxHlc).records, 0)
    commit(index, words)
    t.equal(index.counts(room, scope.maxHlc).records, words.length, `${what}: the new one works`)
  }
})

t.test('I5: damage inside a file that was not closed is found when it is opened', async (t) => {
  const path = indexPath(t)
  const crashed = `${path}.crashed`
  await written(path)
  const index = await openIndex(t, path)
  commit(index, logOf(2, [text('in the journal')]))
  for (const suffix of ['', '-wal']) copyFileSync(path + suffix, crashed + suffix)
  overwrite(crashed, { from: 8 * 4_096, length: 4_096 })
  t.match((await openIndex(t, crashed)).rebuilt, /damaged/)
  t.ok(existsSync(`${crashed}.old-1`))
})

t.test('a file that was not closed keeps what was committed', async (t) => {
  const path = indexPath(t)
  const crashed = `${path}.crashed`
  const index = await openIndex(t, path)
  commit(index, words)
  for (const suffix of ['', '-wal']) copyFileSync(path + suffix, crashed + suffix)
  const again = await openIndex(t, crashed)
  t.equal(again.rebuilt, undefined)
  t.same(again.hash(room, scope), index.hash(room, scope))
})

t.test(
  'I5: damage found while running is an error with a way out, and the next start builds anew',
  async (t) => {
    const path = indexPath(t)
    await written(path)
    overwrite(path, { from: 6 * 4_096, length: statSync(path).size - 6 * 4_096 })
    const index = new IndexStore({ path })
    await index.ready()
    t.throws(() => [...index.rows(room, scope)], { code: 'INTERNAL', message: /nothing is lost/ })
    await index.close()
    t.ok(existsSync(`${path}.old-1`))
    const next = await openIndex(t, path)
    t.equal(next.counts(room, scope.maxHlc).records, 0)
  },
)

t.test('a program that reads the file while it is closed loses nothing of it', async (t) => {
  const path = indexPath(t)
  const index = new IndexStore({ path })
  await index.ready()
  commit(index, words)
  const hash = index.hash(room, scope)
  const other = new DatabaseSync(path)
  const reading = other.prepare('select id from records').iterate()
  reading.next()
  await index.close()
  other.close()
  const again = await openIndex(t, path)
  t.same([again.rebuilt, again.hash(room, scope)], [undefined, hash])
})

t.test('a file of another version is put aside, and each under a name of its own', async (t) => {
  const path = indexPath(t)
  for (const number of [1, 2]) {
    await written(path)
    const file = new DatabaseSync(path)
    file.exec('pragma user_version = 999')
    file.close()
    const index = new IndexStore({ path })
    await index.ready()
    t.match(index.rebuilt, /another version/)
    await index.close()
    t.ok(existsSync(`${path}.old-${number}`))
  }
})

t.test(
  'a path in no folder, or of a folder, is an error for people, and using an index that is not open too',
  async (t) => {
    await t.rejects(new IndexStore({ path: dirname(indexPath(t)) }).ready(), { code: 'NOT_WRITABLE' })
    const index = new IndexStore({ path: join(dirname(indexPath(t)), 'nowhere', 'index.db') })
    await t.rejects(index.ready(), { code: 'NOT_WRITABLE' })
    t.throws(() => index.counts(room, 0n), { code: 'CLOSED' })
    await index.close()
  },
)

t.test('a batch is stored whole or not at all', async (t) => {
  const index = await openIndex(t)
  const broken = [...words.slice(0, 5), { ...words[5]!, seq: 1.5 }]
  let failure: unknown
  try {
    commit(index, broken)
  } catch (error) {
    failure = error
  }
  t.ok(failure instanceof Error && !isHocketError(failure), 'a bug of ours, not a fault of the file')
  t.same([index.counts(room, scope.maxHlc).records, index.loadLogs(room).length], [0, 0])
  commit(index, words)
  t.equal(index.counts(room, scope.maxHlc).records, words.length)
})

t.test('the state of a log comes back as it was given, with heads and what others hold', async (t) => {
  const index = await openIndex(t)
  const state: ChainState = {
    ...stateAfter(words),
    card: new Uint8Array([1, 2, 3]),
    ended: { seq: 9, reason: 'a signature that does not fit' },
    firstLocked: { seq: 4, reason: 'envelope version 2' },
  }
  const head = (n: number) => new Uint8Array(32).fill(n)
  const heads = [
    { length: 10, head: head(10) },
    { length: 20, head: head(20) },
  ]
  index.commit(room, { log: logKey(1), state, records: [], heads, arrivedMs: 0 })
  index.setHeldLength(room, logKey(1), 12)
  t.strictSame(index.loadLogs(room), [{ log: logKey(1), state, heldLength: 12 }])
  t.equal(index.headAt(room, logKey(1), 9), undefined)
  t.strictSame(index.headAt(room, logKey(1), 10), heads[0])
  t.strictSame(index.headAt(room, logKey(1), 19), heads[0])
  t.strictSame(index.headAt(room, logKey(1), 2 ** 20), heads[1])
  t.equal(index.headAt(room, logKey(2), 100), undefined)
  index.setHeldLength(room, logKey(2), 1)
  t.equal(index.loadLogs(room).length, 1, 'what others hold makes no log')
  const { prev, ...rest } = state
  index.commit(room, {
    log: logKey(1),
    state: { ...rest, nextSeq: 400 },
    records: [],
    heads: [],
    arrivedMs: 0,
  })
  t.strictSame(index.loadLogs(room), [{ log: logKey(1), state: { ...rest, nextSeq: 400 }, heldLength: 12 }])
  index.clearAll()
  t.strictSame([index.loadLogs(room), index.headAt(room, logKey(1), 50)], [[], undefined])
})
