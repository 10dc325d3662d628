import { appendFile, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { DraftFile } from '../../../src/tui/files/draft-file.js'
import { HistoryFile } from '../../../src/tui/files/history-file.js'
import { formatDrafts, parseDrafts } from '../../../src/tui/files/kept-draft.js'

const draft = (text: string) => ({ text, mentions: [] })

t.test('drafts come back as they were written, for their owner alone', async (t) => {
  const dir = join(t.testdir({}), 'profile', 'screen')
  const file = new DraftFile(dir)
  t.same(await file.read(), new Map())
  const mentions = [{ author: 'a1', start: 0, end: 4 }]
  await file.write(new Map([['h1', { text: '@ana', mentions }]]))
  await new DraftFile(dir).write(
    new Map([
      ['h2', draft('two\nlines')],
      ['h3', null],
    ]),
  )
  t.same(
    await file.read(),
    new Map([
      ['h1', { text: '@ana', mentions }],
      ['h2', draft('two\nlines')],
    ]),
    'a second screen leaves what the first one wrote',
  )
  await file.write(new Map([['h1', null]]))
  t.same([...(await file.read()).keys()], ['h2'])
  t.equal((await stat(join(dir, 'drafts.json'))).mode & 0o777, 0o600)
  t.equal((await stat(dir)).mode & 0o777, 0o700)
  t.same(await readdir(dir), ['drafts.json'], 'nothing is left behind')
})

t.test('a damaged file of drafts is put aside, not believed and not overwritten', async (t) => {
  const whole = formatDrafts(new Map([['h1', draft('text')]]))
  t.ok(parseDrafts(whole))
  const damaged = [
    '',
    'null',
    '[]',
    whole.slice(0, -4),
    whole.replace('"version":1', '"version":2'),
    '{"version":1,"drafts":[]}',
    '{"version":1,"drafts":{"h1":{"text":7,"mentions":[]}}}',
    '{"version":1,"drafts":{"h1":{"text":"a"}}}',
    '{"version":1,"drafts":{"h1":{"text":"a","mentions":[{"author":"x","start":0,"end":2}]}}}',
    '{"version":1,"drafts":{"h1":{"text":"a","mentions":[{"author":1,"start":0,"end":1}]}}}',
    '{"version":1,"drafts":{"h1":{"text":"a","mentions":[{"author":"x","start":-1,"end":1}]}}}',
    '{"version":1,"drafts":{"h1":{"text":"a","mentions":[{"author":"x","start":1,"end":1}]}}}',
  ]
  for (const text of damaged) t.equal(parseDrafts(text), undefined, text)
  const dir = t.testdir({ 'drafts.json': 'not what we wrote' })
  const file = new DraftFile(dir)
  t.same(await file.read(), new Map())
  await file.write(new Map([['h1', draft('new')]]))
  t.equal(await readFile(join(dir, 'drafts.json.damaged'), 'utf8'), 'not what we wrote')
  t.same([...(await file.read()).keys()], ['h1'])
})

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
  const others = { 'drafts.json.new': 'theirs', 'history-ab12.jsonl.new': 'theirs' }
  const dir = t.testdir({ ...others, 'history-ab12.jsonl': '"one"\n"tw' })
  await new DraftFile(dir, 7).write(new Map([['h1', draft('mine')]]))
  t.same(await new HistoryFile(dir, { room: 'ab12', most: 3, pid: 7 }).read(), ['one'])
  for (const name of Object.keys(others)) t.equal(await readFile(join(dir, name), 'utf8'), 'theirs')
  t.equal(await readFile(join(dir, 'history-ab12.jsonl'), 'utf8'), '"one"\n')
  t.equal((await readdir(dir)).length, 4, 'nothing is left behind')
})

t.test('a folder that cannot be read or written is an error', async (t) => {
  const dir = t.testdir({ 'drafts.json': {} })
  await t.rejects(new DraftFile(dir).read())
  const file = join(dir, 'file')
  await writeFile(file, '')
  await t.rejects(new HistoryFile(file, { room: 'a', most: 1 }).append('x'))
})
