import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { LastRoomFile } from '../../../src/tui/files/last-room-file.js'
import { FakeEngine } from '../fake-engine.js'
import { showScreen } from '../show-screen.js'

function village() {
  const engine = new FakeEngine()
  for (const name of ['garden', 'dev']) engine.addRoom(name)
  return engine
}

t.test('the screen begins in the room that one left, with what was written there', async (t) => {
  const keepDir = join(t.testdir({}), 'screen')
  const first = showScreen(t, village(), { keepDir })
  await first.terminal.until(/1:#garden/)
  first.terminal.type('\x1b2half a sentence')
  await first.terminal.until(/2:#dev[\s\S]*half a sentence/)
  first.terminal.type('\x11')
  t.equal(await first.code, 0)
  t.equal(await new LastRoomFile(keepDir).read(), 'h2')
  const second = showScreen(t, village(), { keepDir })
  await second.terminal.until(/2:#dev[\s\S]*half a sentence/)
  second.terminal.type('\x1b1')
  await second.terminal.until(/2 #dev +✎[\s\S]*1:#garden/)
})

t.test('a room that was asked for wins over the one that was left', async (t) => {
  const keepDir = t.testdir({ 'last-room': 'h1\n' })
  const { terminal } = showScreen(t, village(), { keepDir, room: 'h2' })
  await terminal.until(/2:#dev/)
})

t.test('a room that is not there any more is as none, and what is typed early is not lost', async (t) => {
  const keepDir = t.testdir({ 'last-room': 'h9\n' })
  const engine = village()
  let attach: () => void = () => undefined
  const client = new Promise<ReturnType<FakeEngine['client']>>((resolve) => {
    attach = () => resolve(engine.client())
  })
  const { terminal } = showScreen(t, engine, { keepDir, client })
  await terminal.until(/starting/)
  terminal.type('early words')
  await terminal.until(/early words/)
  attach()
  await terminal.until(/1:#garden[\s\S]*early words/)
})

t.test('a file that says nothing sensible is as none', async (t) => {
  const dir = t.testdir({ 'last-room': `${'x'.repeat(1000)}\n` })
  const file = new LastRoomFile(dir)
  t.equal(await file.read(), undefined)
  await writeFile(join(dir, 'last-room'), '\n')
  t.equal(await file.read(), undefined)
  await file.write('h1')
  t.equal(await readFile(join(dir, 'last-room'), 'utf8'), 'h1\n')
  t.equal(await new LastRoomFile(join(dir, 'last-room')).read(), undefined, 'not a folder')
})
