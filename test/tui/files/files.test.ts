import { appendFile, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { DraftFiles } from '../../../src/tui/files/draft-files.js'
import { HistoryFile } from '../../../src/tui/files/history-file.js'
import { formatDraft, type KeptDraft, parseDraft } from '../../../src/tui/files/kept-draft.js'

const draft = (text: string) => ({ text, mentions: [] })

t.test('drafts come back as they were written, for their owner alone', async (t) => {
  const dir = join(t.testdir({}), 'profile', 'screen')
  const files = new DraftFiles(dir)
  t.same((await files.read()).drafts, new Map())
  const named = { text: '@ana', mentions: [{ author: 'a1', start: 0, end: 4 }], sendId: 'ab'.repeat(32) }
  const other = new DraftFiles(dir)
  await Promise.all([
    files.write('h1', named),
    other.write('h2', draft('two\nlines')),
    other.write('h3', null),
    files.write('h4', draft('x')),
  ])
  await files.write('h4', null)
  t.same(
    (await files.read()).drafts,
    new Map<string, KeptDraft>([
      ['h1', named],
      ['h2', draft('two\nlines')],
    ]),
    'two screens that write at the same time lose nothing',
  )
  t.equal((await stat(join(dir, 'draft-h1.json'))).mode & 0o777, 0o600)
  t.equal((await stat(dir)).mode & 0o777, 0o700)
  t.same((await readdir(dir)).sort(), ['draft-h1.json', 'draft-h2.json'], 'nothing is left behind')
})

t.test(
  'a damaged draft is put aside, not believed and not overwritten, and the others are read',
  async (t) => {
    const whole = formatDraft('h1', draft('text'))
    t.same(parseDraft(whole), { room: 'h1', draft: draft('text') })
    const damaged = [
      '',
      'null',
      '[]',
      whole.slice(0, -4),
      whole.replace('"version":1', '"version":2'),
      '{"version":1,"text":"a","mentions":[]}',
      '{"version":1,"room":"h1","text":7,"mentions":[]}',
      '{"version":1,"room":"h1","text":"a"}',
      '{"version":1,"room":"h1","text":"a","mentions":[{"author":"x","start":0,"end":2}]}',
      '{"version":1,"room":"h1","text":"a","mentions":[{"author":1,"start":0,"end":1}]}',
      '{"version":1,"room":"h1","text":"a","mentions":[{"author":"x","start":-1,"end":1}]}',
      '{"version":1,"room":"h1","text":"a","mentions":[{"author":"x","start":1,"end":1}]}',
      formatDraft('h1', draft('x'.repeat(65_537))),
      formatDraft('h1', { ...draft('x'), sendId: 'AB'.repeat(32) }),
      '{"version":1,"room":"h1","text":"a","mentions":[],"sendId":7}',
    ]
    for (const text of damaged) t.equal(parseDraft(text), undefined, text.slice(0, 100))
    const dir = t.testdir({
      'draft-h1.json': 'not what we wrote',
      'draft-h2.json': formatDraft('h2', draft('two')),
    })
    const files = new DraftFiles(dir)
    const path = join(dir, 'draft-h1.json')
    const found = await files.read()
    t.same(found.drafts, new Map([['h2', draft('two')]]))
    t.same(found.damaged, [`${path}.damaged`])
    await writeFile(path, 'not again')
    t.same((await files.read()).damaged, [`${path}.damaged-2`])
    t.equal(await readFile(`${path}.damaged`, 'utf8'), 'not what we wrote')
  },
)

t.test('the history of a room is appended to, and bounded', async (t) => {
  const dir = join(t.testdir({}), 'screen')
  const open = () => new HistoryFile(dir, { room: '../ab12', most: 3 })
  t.same(await open().read(), [])
  for (const entry of ['one', 'two\nlines', 'ünï']) await open().append(entry)
  t.same(await open().read(), ['one', 'two\nlines', 'ünï'])
  for (let index = 0; index < 5; index += 1) await open().append(`${index}`)
  t.same(await open().read(), ['2', '3', '4'])
  const path = join(dir, 'history-ab12.jsonl')
  t.equal(await readFile(path, 'utf8'), '"2"\n"3"\n"4"\n', 'written anew when it has grown twice as long')
  t.equal((await stat(path)).mode & 0o777, 0o600)
})

t.test('a line of the history that a crash cut off is passed over, and the next one is whole', async (t) => {
  const dir = t.testdir({ 'history-ab12.jsonl': '"one"\n7\n"tw' })
  const file = new HistoryFile(dir, { room: 'ab12', most: 3 })
  t.same(await file.read(), ['one'])
  await file.append('three')
  t.same(await file.read(), ['one', 'three'])
  await appendFile(join(dir, 'history-ab12.jsonl'), 'no json\n')
  t.same(await file.read(), ['one', 'three'])
})

t.test('what another screen is about to put in the place of a file stays its own', async (t) => {
  const others = { 'draft-h1.json.new': 'theirs', 'history-ab12.jsonl.new': 'theirs' }
  const dir = t.testdir({ ...others, 'history-ab12.jsonl': '"one"\n"tw' })
  await new DraftFiles(dir, 7).write('h1', draft('mine'))
  t.same(await new HistoryFile(dir, { room: 'ab12', most: 3, pid: 7 }).read(), ['one'])
  for (const name of Object.keys(others)) t.equal(await readFile(join(dir, name), 'utf8'), 'theirs')
  t.equal(await readFile(join(dir, 'history-ab12.jsonl'), 'utf8'), '"one"\n')
  t.equal((await readdir(dir)).length, 4, 'nothing is left behind')
})

t.test('a folder that cannot be read or written is an error', async (t) => {
  const dir = t.testdir({ 'draft-h1.json': {}, 'draft-h2.json': formatDraft('h2', draft('two')) })
  const { drafts, faults } = await new DraftFiles(dir).read()
  t.same([drafts.size, faults.length], [1, 1], 'of the one file')
  const file = join(dir, 'file')
  await writeFile(file, '')
  await t.rejects(new DraftFiles(file).read())
  await t.rejects(new HistoryFile(file, { room: 'a', most: 1 }).append('x'))
})
