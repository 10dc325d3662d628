import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { Journal, type JournalOptions } from '../../src/log/journal.js'
import { toId } from '../../src/protocol/ids.js'
import { block, blocks, bytes, journalKey } from './worlds.js'

const a = toId<never>(bytes('log a'))
const b = toId<never>(bytes('log b'))

async function openJournal(path: string, options: Partial<JournalOptions> = {}): Promise<Journal> {
  const report = (error: unknown) => {
    throw error
  }
  const journal = new Journal({
    path,
    key: journalKey,
    makeDurable: () => Promise.resolve(),
    report,
    ...options,
  })
  await journal.ready()
  return journal
}

t.test('a journal remembers the newest state of each log across runs', async (t) => {
  const path = join(t.testdir(), 'journal')
  const journal = await openJournal(path)
  t.equal(journal.nextSeq(a), undefined)
  await journal.write(a, 0, blocks(0, 3))
  await journal.write(b, 7, [block(7)])
  await journal.write(a, 3, [block(3)])
  await journal.voidFrom(a, 3, 3)
  await journal.write(a, 3, [block(33)])
  await journal.voidFrom(b, 7, 9)
  await journal.close()
  t.equal(statSync(path).mode & 0o777, 0o600)
  const again = await openJournal(path)
  t.equal(again.nextSeq(a), 4)
  t.same(again.blocksFrom(a, 1), [block(1), block(2), block(33)])
  t.same(again.blocksFrom(a, 9), [])
  t.equal(again.nextSeq(b), 9)
  t.equal(again.block(b, 7), undefined)
  await again.close()
})

t.test(
  'I9: a journal torn at any byte keeps every entry before the tear, and can be written again',
  async (t) => {
    const dir = t.testdir()
    const path = join(dir, 'journal')
    const journal = await openJournal(path)
    const ends: number[] = []
    for (let seq = 0; seq < 3; seq++) {
      await journal.write(a, seq, [block(seq)])
      ends.push(statSync(path).size)
    }
    await journal.close()
    const whole = readFileSync(path)
    for (let size = 0; size < whole.byteLength; size++) {
      writeFileSync(path, whole.subarray(0, size))
      const torn = await openJournal(path)
      const kept = ends.filter((end) => end <= size).length
      if (torn.nextSeq(a) !== (kept === 0 ? undefined : kept))
        t.fail(`torn at ${size}: ${torn.nextSeq(a)} instead of ${kept}`)
      if (size % 10 === 0) {
        await torn.write(a, kept, [block(100)])
        await torn.close()
        const again = await openJournal(path)
        t.same(again.blocksFrom(a, 0), [...blocks(0, kept), block(100)], `torn at ${size} and written again`)
        await again.close()
      } else await torn.close()
    }
  },
)

t.test('a flipped bit anywhere, or another key, never yields an entry that was not written', async (t) => {
  const path = join(t.testdir(), 'journal')
  const journal = await openJournal(path)
  await journal.write(a, 0, blocks(0, 2))
  await journal.close()
  const whole = readFileSync(path)
  for (let at = 0; at < whole.byteLength; at++) {
    const flipped = Buffer.from(whole)
    flipped[at]! ^= 1
    writeFileSync(path, flipped)
    const damaged = await openJournal(path)
    const found = damaged.blocksFrom(a, 0)
    if (
      found.length > 1 ||
      (found.length === 1 && !block(0).every((byte, index) => found[0]![index] === byte))
    )
      t.fail(`bit ${at}`)
    await damaged.close()
  }
  writeFileSync(path, whole)
  const other = await openJournal(path, { key: bytes('another key') })
  t.equal(other.nextSeq(a), undefined)
  await other.close()
})

t.test(
  'a journal that has grown is tidied up: the store is made durable, the newest blocks and the last of each log stay',
  async (t) => {
    const path = join(t.testdir(), 'journal')
    let flushed = 0
    const makeDurable = () => Promise.resolve(void flushed++)
    const journal = await openJournal(path, { keepBytes: 10_000, makeDurable })
    await journal.write(b, 4, [block(4)])
    for (let seq = 0; seq < 500; seq++) await journal.write(a, seq, [block(seq)])
    t.ok(flushed >= 1)
    t.ok(statSync(path).size <= 20_000 + 200)
    t.notOk(existsSync(`${path}.new`))
    await journal.close()
    const again = await openJournal(path)
    t.equal(again.nextSeq(a), 500)
    t.ok(again.blocksFrom(a, 480).length === 20)
    t.equal(again.block(a, 0), undefined)
    t.equal(again.nextSeq(b), 5)
    t.same(again.block(b, 4), block(4))
    await again.close()
  },
)

t.test('a journal that cannot be tidied up says so and goes on', async (t) => {
  const path = join(t.testdir(), 'journal')
  const errors: unknown[] = []
  const failing = {
    keepBytes: 1_000,
    makeDurable: () => Promise.reject(new Error('the store is busy')),
    report: (error: unknown) => errors.push(error),
  }
  const journal = await openJournal(path, failing)
  for (let seq = 0; seq < 40; seq++) await journal.write(a, seq, [block(seq)])
  t.ok(errors.length > 0)
  await journal.close()
  const again = await openJournal(path)
  t.equal(again.blocksFrom(a, 0).length, 40)
  await again.close()
})
