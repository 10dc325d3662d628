import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { exportRoom } from '../../../src/tui/files/export-room.js'
import { FakeEngine } from '../fake-engine.js'

process.env.TZ = 'UTC'

function garden() {
  const engine = new FakeEngine()
  const handle = engine.addRoom('garden')
  engine.receive(handle, 'hello')
  const client = engine.client()
  const signal = new AbortController().signal
  return (file: string) =>
    exportRoom({ file, handle, signal, pages: (params) => client.call('room.page', params) })
}

t.test('a file that begins with ~ is in the home of the person', async (t) => {
  const home = t.testdir({})
  const { HOME } = process.env
  process.env.HOME = home
  t.teardown(() => {
    process.env.HOME = HOME
  })
  const write = garden()
  t.same(await write('~/garden.txt'), { path: join(home, 'garden.txt'), messages: 1 })
  t.equal(await readFile(join(home, 'garden.txt'), 'utf8'), '2026-11-21 20:01 bob: hello\n')
  await t.rejects(write('~'), { code: 'NOT_WRITABLE', message: /is there already and stays as it is/ })
})
